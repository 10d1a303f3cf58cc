"""The life of a message: who may do what to it, and when.

Two different people clear every message, and nobody who wrote a word of it is one of them; from
where they must come is the quorum's. The same stands a second time in the database (migrations
0003, 0007).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a message stands. The values are part of the API."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CLEARED_BY_1 = "cleared_by_1"
    """By one or more, and somebody is still missing."""
    CLEARED = "cleared"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Act(StrEnum):
    """What can be done to a message."""

    EDIT = "edit"
    SUBMIT = "submit"
    CLEAR = "clear"
    RETURN = "return"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Objection(StrEnum):
    """Why an act is refused."""

    WRONG_STATE = "wrong_state"
    NO_CLAIM = "no_claim"
    OWN_MESSAGE = "own_message"
    CLEARED_ALREADY = "cleared_already"
    OUTDATED = "outdated"
    LIFE_TOO_LONG = "life_too_long"
    NOT_YET_OUTDATED = "not_yet_outdated"


NEXT: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.DRAFT, Act.EDIT): State.DRAFT,
        (State.DRAFT, Act.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Act.CLEAR): State.CLEARED_BY_1,
        (State.CLEARED_BY_1, Act.CLEAR): State.CLEARED,
        (State.SUBMITTED, Act.RETURN): State.DRAFT,
        (State.CLEARED_BY_1, Act.RETURN): State.DRAFT,
        (State.CLEARED, Act.RETURN): State.DRAFT,
        (State.CLEARED, Act.RELEASE): State.RELEASED,
        (State.RELEASED, Act.EXPIRE): State.EXPIRED,
        (State.DRAFT, Act.WITHDRAW): State.WITHDRAWN,
        (State.SUBMITTED, Act.WITHDRAW): State.WITHDRAWN,
        (State.CLEARED_BY_1, Act.WITHDRAW): State.WITHDRAWN,
        (State.CLEARED, Act.WITHDRAW): State.WITHDRAWN,
        (State.RELEASED, Act.WITHDRAW): State.WITHDRAWN,
        (State.EXPIRED, Act.WITHDRAW): State.WITHDRAWN,
    }
)
"""An expired message can still be withdrawn: what was wrong stays wrong after its last day."""

LONGEST_LIFE = timedelta(days=366)
"""Ours, without a source: nothing official stands for ever without somebody looking again."""

ONWARD = frozenset({Act.SUBMIT, Act.CLEAR, Act.RELEASE})
"""What brings a message nearer to the public."""

WAITING = frozenset({State.SUBMITTED, State.CLEARED_BY_1})
"""Somebody must still clear it."""

SEEN_IN_PUBLIC = frozenset({State.RELEASED, State.EXPIRED})
"""From here a withdrawal must reach everybody; before, nobody outside has seen the message."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What must be known of a message to judge an act. People are compared, never shown."""

    state: State
    version: int
    expires_at: datetime
    authors: frozenset[str] = frozenset()
    """Everybody who wrote any version."""
    clearers: frozenset[str] = frozenset()
    """Those who cleared the present version."""
    answers_no_claim: bool = False
    """A clarification without a claim that was checked could be aimed at any criticism."""


def objection(standing: Standing, act: Act, *, by: str, now: datetime) -> Objection | None:
    """The first reason to refuse, or none."""
    if (standing.state, act) not in NEXT:
        return Objection.WRONG_STATE
    if act in ONWARD and standing.answers_no_claim:
        return Objection.NO_CLAIM
    outdated = standing.expires_at <= now
    if act in ONWARD and outdated:
        return Objection.OUTDATED
    if act is Act.SUBMIT and standing.expires_at > now + LONGEST_LIFE:
        return Objection.LIFE_TOO_LONG
    if act is Act.EXPIRE and not outdated:
        return Objection.NOT_YET_OUTDATED
    if act is Act.CLEAR and by in standing.authors:
        return Objection.OWN_MESSAGE
    if act is Act.CLEAR and by in standing.clearers:
        return Objection.CLEARED_ALREADY
    return None


def after(standing: Standing, act: Act, *, by: str) -> Standing:
    """The message once the act is done; only for acts without objection.

    Whether a clearance completes the quorum is not known here.
    """
    moved = replace(standing, state=NEXT[standing.state, act])
    if act is Act.CLEAR:
        return replace(moved, clearers=standing.clearers | {by})
    if act is Act.EDIT:
        return replace(
            moved,
            version=standing.version + 1,
            authors=standing.authors | {by},
            clearers=frozenset(),
        )
    if act is Act.RETURN:
        return replace(moved, version=standing.version + 1, clearers=frozenset())
    return moved
