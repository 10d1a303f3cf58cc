"""A registry that issues its own tokens, beside those of the tests."""

import pytest

from registry.settings import Settings


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """The usual settings, with the embedded issuer on."""
    return settings.model_copy(update={"embedded_issuer": True})
