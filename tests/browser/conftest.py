"""A browser, and databases of the module's own for the services it opens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.testing.fixtures import Tested
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from tests.browser.chromium import Page, chromium
from tests.services import CONTENT, REGISTRY


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One tab for the tests of a module."""
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


def _settled(tested: Tested[Any]) -> Any:
    @pytest.fixture(scope="module")
    def settings(cluster: Cluster, run_folder: Path, issuer: TestIssuer) -> Any:
        database = clone(cluster, template_of(cluster, tested.name, run_folder))
        return tested.settings_on(cluster, database, issuer)

    return settings


registry_settings, content_settings = _settled(REGISTRY), _settled(CONTENT)
