"""The list of mutants nobody could notice is in step with the rules."""

import pytest

from tests.mutants.__main__ import same_as_before
from tests.mutants.making import mutants
from tests.mutants.targets import Target, targets

LISTED = [target for target in targets() if same_as_before(target.module)]


def test_some_are_listed() -> None:
    assert len(LISTED) > 2


@pytest.mark.parametrize("target", LISTED, ids=[target.module for target in LISTED])
def test_every_entry_names_a_mutant_of_today_and_a_reason(target: Target) -> None:
    listed = same_as_before(target.module)

    assert sorted(set(listed) - {each.name for each in mutants(target.path.read_text())}) == []
    assert all(listed.values())
