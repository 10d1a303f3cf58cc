"""The life of a run."""

import pytest

from verification.runs.rules import RunState, may_become

LAWFUL = {(RunState.QUEUED, RunState.RUNNING), (RunState.RUNNING, RunState.COMPLETED)}


def test_states_are_part_of_the_contract() -> None:
    assert [state.value for state in RunState] == ["queued", "running", "completed"]


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("wanted", RunState)
def test_there_is_one_way_through_and_none_back(state: RunState, wanted: RunState) -> None:
    assert may_become(state, wanted) is ((state, wanted) in LAWFUL)
