"""``make test-rules`` runs every pure test: chosen by what a test needs, so none is forgotten."""

import subprocess
import sys

import pytest

from tests.conventions.checkout import ROOT, functions
from tests.mutants.targets import targets

STRANGERS = ["tests/shared/test_database.py", "tests/shared/test_cli.py"]
FILES = sorted({name for t in targets() for name in t.tests if t.module.split(".")[0] != "shared"})


@pytest.fixture(scope="module")
def chosen() -> set[str]:
    """``file::test`` of what is chosen among the tests of rules and two files that are not pure."""
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider"]
    answer = subprocess.run(
        [*command, "-p", "tests.purity", *FILES, *STRANGERS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.split("[")[0] for line in answer.stdout.splitlines() if "::" in line}


def test_every_module_of_rules_has_tests_of_its_own() -> None:
    assert [target.module for target in targets() if not target.tests] == []


def test_every_test_of_the_services_rules_is_in(chosen: set[str]) -> None:
    tests = {
        f"{name}::{function.name}"
        for name in FILES
        for function in functions(ROOT / name)
        if function.name.startswith("test_")
    }

    assert len(FILES) >= 20
    assert sorted(tests - chosen) == []


def test_what_needs_a_database_or_a_process_is_not(chosen: set[str]) -> None:
    assert [line for line in chosen if line.startswith(tuple(STRANGERS))] == []
