"""When a badge is granted, and what may happen to it afterwards.

Kominfo, 25-27 Nov 2019: the criteria are met, the officer is trained, then comes the badge. No
machine ends a badge: losing eligibility only stops the next renewal.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from registry.accounts.account.rules.lifecycle import AccountState
from registry.people.consents.rules import ASKED_FOR_BADGES
from registry.people.institutions.rules import may_hold_badges
from registry.people.officers.rules import OfficerState

TITLE = "Humas pemerintah (GPR officer)"
LIFE = timedelta(days=365)
RENEWAL_WINDOW = timedelta(days=30)


class BadgeState(StrEnum):
    """Life of a badge, as officers and reviewers see it. The values are part of the public API."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    RETURNED = "returned"


LIVE = (BadgeState.ACTIVE, BadgeState.SUSPENDED)
"""An account has at most one badge in these states."""


class PublicState(StrEnum):
    """The word the public hears. ``ended`` never tells expired and returned apart."""

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


class PauseCause(StrEnum):
    """Why a badge is out of force; it stays so while any of them stands. Never public."""

    MEASURE = "measure"
    """People decided so."""


class EndReason(StrEnum):
    """Why a badge ended. Never public."""

    EXPIRED = "expired"
    RETURNED_BY_HOLDER = "returned_by_holder"
    ACCOUNT_UNLINKED = "account_unlinked"
    ACCOUNT_RENAMED = "account_renamed"
    CONSENT_WITHDRAWN = "consent_withdrawn"


@dataclass(frozen=True, slots=True)
class Transition:
    """What an act needs and what it makes of a badge."""

    before: tuple[BadgeState, ...]
    after: BadgeState


TRANSITIONS = {
    Act.SUSPEND: Transition((BadgeState.ACTIVE,), BadgeState.SUSPENDED),
    Act.REINSTATE: Transition((BadgeState.SUSPENDED,), BadgeState.ACTIVE),
    Act.EXPIRE: Transition(LIVE, BadgeState.EXPIRED),
    Act.RETURN: Transition(LIVE, BadgeState.RETURNED),
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
    """A hold recognises the officer's number, or the account's."""


@dataclass(frozen=True, slots=True)
class BadgeFacts:
    """What an event tells of a badge; the officer is noted beside it, never told."""

    id: UUID
    account_id: UUID
    officer_id: UUID
    platform: str
    handle: str
    institution: str


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account and its officer as a badge sees them, on the day of asking."""

    id: UUID
    officer_id: UUID
    institution: str
    kind: str
    platform: str
    handle: str
    handle_key: str
    linked: bool
    decision: str | None
    eligible_until: datetime | None
    officer_state: str
    pledged: bool
    consents: Collection[str]
    trained_until: date | None
    """Last day the training counts; ``None`` when none was ever passed."""
    carries_badge: bool
    given_back: bool
    under_measure: bool

    @property
    def eligibility(self) -> Eligibility | None:
        """Verification's latest word, if there was one."""
        if self.decision is None or self.eligible_until is None:
            return None
        return Eligibility(self.decision, self.eligible_until)

    def candidate(self, today: date) -> Candidate:
        """What these facts say to each condition."""
        return Candidate(
            control_proven=self.linked,
            trained=self.trained_until is not None and self.trained_until >= today,
            eligibility=self.eligibility,
            consent_given=set(self.consents) >= ASKED_FOR_BADGES,
            pledge_accepted=self.pledged,
            officer_active=self.officer_state == OfficerState.ACTIVE,
            institution_may_badge=may_hold_badges(self.kind),
            given_back=self.given_back,
            under_measure=self.under_measure,
        )


@dataclass(frozen=True, slots=True)
class OfOfficer:
    """Every badge of one officer."""

    officer_id: UUID


@dataclass(frozen=True, slots=True)
class OnAccount:
    """The badge of one account."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class Listed:
    """Exactly these badges."""

    badge_ids: Collection[UUID]


Which = OfOfficer | OnAccount | Listed
"""Which badges are meant; there is no way to say all."""


@dataclass(frozen=True, slots=True)
class PublicBadge:
    """What everybody may know of a badge; the person behind it is not in it."""

    id: UUID
    platform: str
    handle: str
    handle_key: str
    state: BadgeState
    account_state: AccountState
    valid_from: datetime
    valid_until: datetime
    institution: str
    codes: Mapping[str, str]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "PublicBadge":
        """Copy the columns; an institution without codes in force has none."""
        states = {
            "state": BadgeState(row["state"]),
            "account_state": AccountState(row["account_state"]),
        }
        return cls(**{**row, **states, "codes": row["codes"] or {}})

    def word(self, now: datetime) -> PublicState:
        """The state in the public's words."""
        return on_account(public_state(self.state, self.valid_until, now), self.account_state)


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
    transition = TRANSITIONS[act]
    return transition.after if state in transition.before else None


def public_state(state: BadgeState, valid_until: datetime, now: datetime) -> PublicState:
    """What the public hears; a badge past its date has ended before any job says so."""
    if state in LIVE and now < valid_until:
        return PublicState.ACTIVE if state is BadgeState.ACTIVE else PublicState.PAUSED
    return PublicState.ENDED


def on_account(word: PublicState, account: AccountState) -> PublicState:
    """The word while the account does not stand under its name: nobody there is official."""
    if word is PublicState.ENDED or account is AccountState.LINKED:
        return word
    return PublicState.ENDED if account is AccountState.RENAMED else PublicState.PAUSED


def as_held(state: BadgeState, account: AccountState) -> BadgeState:
    """The state as its holder should see it: out of force while the account is not as proven."""
    if state is BadgeState.ACTIVE and account is not AccountState.LINKED:
        return BadgeState.SUSPENDED
    return state
