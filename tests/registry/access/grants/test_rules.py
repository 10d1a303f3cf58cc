"""When one administrator is not enough."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.access.clients.rules import Reach
from registry.access.grants.rules import (
    PROPOSAL_LIFE,
    GrantState,
    Objection,
    is_guarded,
    objection,
    state_at,
    takes_two,
)

GUARDED = frozenset({"a.clear", "a.audit"})
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOTHING = Reach()


@pytest.mark.parametrize(
    ("before", "after", "two"),
    [
        (NOTHING, Reach(("a.read",)), False),
        (NOTHING, Reach(("a.read",), ("k:1",)), False),
        (NOTHING, Reach(("a.clear",)), True),
        (NOTHING, Reach(("a.read", "a.clear"), ("k:1",)), True),
        (Reach(("a.clear",)), Reach(("a.clear",)), False),
        (Reach(("a.clear",)), Reach(("a.clear", "a.read")), False),
        (Reach(("a.clear",)), Reach(("a.clear", "a.audit")), True),
        (Reach(("a.clear",)), Reach(("a.audit",)), True),
        (Reach(("a.clear", "a.audit")), Reach(("a.clear",)), False),
        (Reach(("a.clear",), ("k:1",)), Reach(("a.clear",), ("k:2",)), True),
        (Reach(("a.clear",), ("k:1",)), Reach(("a.clear",), ("k:1", "k:2")), True),
        (Reach(("a.clear",), ("k:1", "k:2")), Reach(("a.clear",), ("k:1",)), True),
        (Reach(("a.clear",), ("k:1",)), Reach(("a.clear",)), True),
        (Reach(("a.clear",), ("k:1", "k:2")), Reach(("a.clear",), ("k:2", "k:1")), False),
        (Reach(("a.clear",), ("k:1",)), Reach(("a.read",), ("k:2",)), False),
    ],
)
def test_power_and_where_it_reaches_are_given_by_two(
    before: Reach, after: Reach, two: bool
) -> None:
    assert takes_two(before, after, GUARDED) is two


def test_a_client_of_any_guarded_scope_is_guarded() -> None:
    assert is_guarded(Reach(("a.read", "a.audit")), GUARDED)
    assert not is_guarded(Reach(("a.read",)), GUARDED)


@pytest.mark.parametrize(
    ("principal", "client", "found"),
    [
        ("iss|b", "b", None),
        ("iss|a", "a", Objection.PROPOSED_IT),
        ("iss|a", "b", Objection.PROPOSED_IT),
        ("other|a", "a", None),
        ("iss|target", "b", Objection.CONCERNED),
        ("iss|b", "target", Objection.CONCERNED),
    ],
)
def test_the_second_person_is_neither_the_first_nor_the_one_concerned(
    principal: str, client: str, found: Objection | None
) -> None:
    assert (
        objection(
            principal=principal, callers_client=client, proposed_by="iss|a", client_id="target"
        )
        == found
    )


def test_a_proposal_lapses_after_three_days() -> None:
    assert timedelta(hours=72) == PROPOSAL_LIFE


@pytest.mark.parametrize(
    ("state", "seconds", "found"),
    [
        ("pending", -1, "pending"),
        ("pending", 0, "lapsed"),
        ("pending", 1, "lapsed"),
        ("in_force", 1, "in_force"),
        ("refused", 1, "refused"),
    ],
)
def test_only_what_waits_lapses(state: str, seconds: int, found: str) -> None:
    assert state_at(GrantState(state), NOON, NOON + timedelta(seconds=seconds)) == found
