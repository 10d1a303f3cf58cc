"""import-linter's contracts say no when they must, and agree with the test of the layout."""

import sys

import pytest

from tests.conventions import contracts
from tests.conventions.checkout import ROOT, SERVICES, files
from tests.conventions.test_anatomy import ANATOMY, imported, is_plain

OURS = {*SERVICES, "shared", "local"}
PLACES = ("registry.*.*", "verification.*", "content.*")


@pytest.mark.parametrize("name", contracts.written())
def test_a_planted_violation_breaks_the_contract(name: str) -> None:
    planted = list(contracts.violations(name))

    assert planted
    assert contracts.holds(name)
    assert [wrong for wrong in planted if contracts.holds(name, wrong)] == []


def test_the_contract_on_rules_forbids_just_what_the_layout_does_not_call_plain() -> None:
    shared = {
        f"shared.{path.stem}"
        for path in (ROOT / "shared/src/shared").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    theirs = {
        module.split(".")[0]
        for path in files("services/*/src/*.py", "shared/src/shared/*.py")
        for module in imported(path)
    }
    rooms = {f"{place}.{room}" for room in ANATOMY for place in PLACES}
    asked = rooms | (shared - {"shared.__init__"}) | (theirs - OURS - set(sys.stdlib_module_names))

    forbidden = contracts.written()["Rules are plain Python"]["forbidden_modules"]

    assert {name for name in asked if not is_plain(name.replace("*", "any"))} == set(forbidden), (
        "name it in the contract `Rules are plain Python`"
    )
