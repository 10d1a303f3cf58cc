"""Each ``openapi.json`` in git is the contract the service prints."""

import subprocess
import sys

import pytest

from tests.conventions.checkout import ROOT, SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_the_contract_in_git_is_in_step(service: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", service, "openapi"], capture_output=True, check=True, text=True
    ).stdout

    assert (ROOT / f"services/{service}/openapi.json").read_text("utf-8") == printed, (
        "run `make openapi`"
    )
