"""Each ``openapi.json`` in git is the contract the service prints."""

import importlib
from pathlib import Path

import pytest

from shared.cli import Program, openapi
from tests.conventions.checkout import ROOT, SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_the_contract_in_git_is_in_step(service: str, tmp_path: Path) -> None:
    settings = importlib.import_module(f"{service}.settings").Settings
    program = Program(service, settings, f"{service}.main:build_app", worker="")
    printed = tmp_path / "openapi.json"

    openapi(program, [str(printed)])

    kept = (ROOT / f"services/{service}/openapi.json").read_text("utf-8")
    assert kept == printed.read_text("utf-8"), "run `make openapi`"
