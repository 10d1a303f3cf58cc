"""When one administrator is not enough, and what becomes of a proposal."""

from collections.abc import Set
from datetime import datetime, timedelta
from enum import StrEnum

from registry.access.clients.rules import Reach

PROPOSAL_LIFE = timedelta(hours=72)
"""A proposal that nobody confirms by then lapses."""


class GrantState(StrEnum):
    """What became of a proposal."""

    PENDING = "pending"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Objection(StrEnum):
    """Why somebody is no second person."""

    PROPOSED_IT = "proposed_it"
    CONCERNED = "concerned"


def takes_two(before: Reach, after: Reach, guarded: Set[str]) -> bool:
    """Whether the change gives what one person alone may not give.

    Other institutions count too: who reviews for another ministry is another reviewer, and one
    without any is nobody's colleague.
    """
    kept = guarded & set(after.scopes)
    moved = set(after.institutions) != set(before.institutions)
    return bool(kept) and (moved or not kept <= set(before.scopes))


def is_guarded(reach: Reach, guarded: Set[str]) -> bool:
    """Whether nobody alone may ever hold the client's whole secret."""
    return not guarded.isdisjoint(reach.scopes)


def objection(
    *, principal: str, callers_client: str, proposed_by: str, client_id: str
) -> Objection | None:
    """Why the caller cannot confirm, if so: four eyes are those of two others."""
    if principal == proposed_by:
        return Objection.PROPOSED_IT
    if client_id in (callers_client, principal.rpartition("|")[2]):
        return Objection.CONCERNED
    return None


def state_at(state: GrantState, expires_at: datetime, now: datetime) -> GrantState:
    """A proposal lapses by the clock, also before the job has written it down."""
    waited = state is GrantState.PENDING and expires_at <= now
    return GrantState.LAPSED if waited else state
