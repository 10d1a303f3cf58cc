"""The life of a run."""

from datetime import UTC, datetime, timedelta

import pytest

from verification.runs.rules import RunState, may_become, remaining_seconds

LAWFUL = {(RunState.QUEUED, RunState.RUNNING), (RunState.RUNNING, RunState.COMPLETED)}


def test_states_are_part_of_the_contract() -> None:
    assert [state.value for state in RunState] == ["queued", "running", "completed"]


@pytest.mark.parametrize("state", RunState)
@pytest.mark.parametrize("wanted", RunState)
def test_there_is_one_way_through_and_none_back(state: RunState, wanted: RunState) -> None:
    assert may_become(state, wanted) is ((state, wanted) in LAWFUL)


BEGUN = datetime(2026, 11, 22, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "scored", "begun", "seconds"),
    [
        (100, 25, BEGUN, 180),
        (100, 100, BEGUN, 0),
        (100, 0, BEGUN, None),
        (None, 0, None, None),
        (100, 25, None, None),
    ],
)
def test_what_remains_is_told_at_the_pace_so_far(
    due: int | None, scored: int, begun: datetime | None, seconds: int | None
) -> None:
    assert remaining_seconds(due, scored, begun, BEGUN + timedelta(seconds=60)) == seconds
