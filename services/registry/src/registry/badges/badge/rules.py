"""When a badge is granted, and what may happen to it afterwards.

Kominfo, 25-27 Nov 2019: the criteria are met, the officer is trained, then comes the badge. No
machine ends a badge: losing eligibility only stops the next renewal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

TITLE = "Humas pemerintah (GPR officer)"
LIFE = timedelta(days=365)
RENEWAL_WINDOW = timedelta(days=30)


class BadgeState(StrEnum):
    """Life of a badge, as officers and reviewers see it. The values are part of the public API."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    RETURNED = "returned"
    REVOKED = "revoked"


LIVE = (BadgeState.ACTIVE, BadgeState.SUSPENDED)
"""An account has at most one badge in these states."""


class PublicState(StrEnum):
    """The word the public hears. ``ended`` never tells expired, returned and revoked apart."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    NEVER = "never"
    UNKNOWN_PLATFORM = "unknown_platform"


class Act(StrEnum):
    """What can be done to a badge."""

    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    EXPIRE = "expire"
    RETURN = "return"
    REVOKE = "revoke"


class EndReason(StrEnum):
    """Why a badge ended. Never public."""

    EXPIRED = "expired"
    RETURNED_BY_HOLDER = "returned_by_holder"
    ACCOUNT_UNLINKED = "account_unlinked"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    OFFICER_LEFT = "officer_left"


_AFTER = {
    (BadgeState.ACTIVE, Act.SUSPEND): BadgeState.SUSPENDED,
    (BadgeState.SUSPENDED, Act.REINSTATE): BadgeState.ACTIVE,
    (BadgeState.ACTIVE, Act.EXPIRE): BadgeState.EXPIRED,
    (BadgeState.SUSPENDED, Act.EXPIRE): BadgeState.EXPIRED,
    (BadgeState.ACTIVE, Act.RETURN): BadgeState.RETURNED,
    (BadgeState.SUSPENDED, Act.RETURN): BadgeState.RETURNED,
    (BadgeState.ACTIVE, Act.REVOKE): BadgeState.REVOKED,
    (BadgeState.SUSPENDED, Act.REVOKE): BadgeState.REVOKED,
}


class Condition(StrEnum):
    """What a badge needs. The values are part of the public API."""

    CONTROL_PROVEN = "control_proven"
    TRAINED = "trained"
    ELIGIBLE = "eligible"
    CONSENT_GIVEN = "consent_given"
    PLEDGE_ACCEPTED = "pledge_accepted"
    OFFICER_ACTIVE = "officer_active"
    INSTITUTION_MAY_BADGE = "institution_may_badge"
    NOT_GIVEN_BACK = "not_given_back"
    NO_OPEN_MEASURE = "no_open_measure"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Verification's latest word on an account."""

    decision: str
    valid_until: datetime

    def in_force(self, now: datetime) -> bool:
        """Only ``eligible`` counts, and only until it lapses."""
        return self.decision == "eligible" and now < self.valid_until


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of an account and its officer when a badge is considered."""

    control_proven: bool
    trained: bool
    eligibility: Eligibility | None
    consent_given: bool
    pledge_accepted: bool
    officer_active: bool
    institution_may_badge: bool
    given_back: bool
    """The officer returned a badge of this account; a new one needs a new registration."""
    under_measure: bool
    """A badge of the officer is suspended, was when it ended, or was revoked."""


@dataclass(frozen=True, slots=True)
class BadgeFacts:
    """What an event tells of a badge: never the person."""

    id: UUID
    account_id: UUID
    platform: str
    handle: str
    institution: str


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as a badge sees it."""

    id: UUID
    officer_id: UUID
    institution: str
    platform: str
    handle: str
    handle_key: str
    linked: bool
    decision: str | None
    eligible_until: datetime | None
    carries_badge: bool
    given_back: bool
    under_measure: bool

    @property
    def eligibility(self) -> Eligibility | None:
        """Verification's latest word, if there was one."""
        if self.decision is None or self.eligible_until is None:
            return None
        return Eligibility(self.decision, self.eligible_until)


@dataclass(frozen=True, slots=True)
class PublicBadge:
    """What everybody may know of a badge; the person behind it is not in it."""

    id: UUID
    platform: str
    handle: str
    handle_key: str
    state: BadgeState
    valid_from: datetime
    valid_until: datetime
    institution: str
    codes: Mapping[str, str]

    def word(self, now: datetime) -> PublicState:
        """The state in the public's words."""
        return public_state(self.state, self.valid_until, now)


def missing_conditions(candidate: Candidate, now: datetime) -> tuple[Condition, ...]:
    """Every condition not met; none missing means a badge."""
    eligibility = candidate.eligibility
    met = {
        Condition.CONTROL_PROVEN: candidate.control_proven,
        Condition.TRAINED: candidate.trained,
        Condition.ELIGIBLE: eligibility is not None and eligibility.in_force(now),
        Condition.CONSENT_GIVEN: candidate.consent_given,
        Condition.PLEDGE_ACCEPTED: candidate.pledge_accepted,
        Condition.OFFICER_ACTIVE: candidate.officer_active,
        Condition.INSTITUTION_MAY_BADGE: candidate.institution_may_badge,
        Condition.NOT_GIVEN_BACK: not candidate.given_back,
        Condition.NO_OPEN_MEASURE: not candidate.under_measure,
    }
    return tuple(condition for condition, holds in met.items() if not holds)


def after(state: BadgeState, act: Act) -> BadgeState | None:
    """The state after an act; ``None`` when the act does not fit the state."""
    return _AFTER.get((state, act))


def public_state(state: BadgeState, valid_until: datetime, now: datetime) -> PublicState:
    """What the public hears; a badge past its date has ended before any job says so."""
    if state in LIVE and now < valid_until:
        return PublicState.ACTIVE if state is BadgeState.ACTIVE else PublicState.PAUSED
    return PublicState.ENDED
