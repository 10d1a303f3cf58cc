"""How far an erasure has come."""

from datetime import UTC, datetime

import pytest

from registry.departures.erasure.rules import ErasureState, missing, state_of

THEN = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("erased_at", "received", "state"),
    [
        (None, [], ErasureState.SCHEDULED),
        (None, ["content", "verification"], ErasureState.SCHEDULED),
        (THEN, [], ErasureState.WAITING_FOR_RECEIPTS),
        (THEN, ["content"], ErasureState.WAITING_FOR_RECEIPTS),
        (THEN, ["verification"], ErasureState.WAITING_FOR_RECEIPTS),
        (THEN, ["verification", "content"], ErasureState.DONE),
    ],
)
def test_it_is_done_when_every_service_has_erased(
    erased_at: datetime | None, received: list[str], state: ErasureState
) -> None:
    assert state_of(erased_at, received) is state


def test_the_outstanding_receipts_are_named() -> None:
    assert missing([]) == ["content", "verification"]
    assert missing(["content"]) == ["verification"]
    assert missing(["content", "verification", "somebody else"]) == []
