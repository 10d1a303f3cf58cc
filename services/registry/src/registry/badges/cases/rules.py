"""What a decision on a badge may refer to, and who may take part in it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class CaseKind(StrEnum):
    """Where a case comes from."""

    FINDING = "finding"
    """Verification flagged the account's growth."""
    REPORT = "report"
    """Somebody recorded what happened to the account."""


class ReportKind(StrEnum):
    """What a report says of an account. The values are part of the public API."""

    ACCOUNT_TAKEN_OVER = "account_taken_over"
    HANDLE_CHANGED = "handle_changed"
    RULES_IN_QUESTION = "rules_in_question"
    HOLDER_IN_DANGER = "holder_in_danger"
    HOLDER_ON_LEAVE = "holder_on_leave"


LOOKED_AT = frozenset({ReportKind.ACCOUNT_TAKEN_OVER, ReportKind.HANDLE_CHANGED})
"""What a look at the profile can tell at once."""
TEXT_KEPT = timedelta(days=365)
"""How long the words of a report are kept that no measure in effect rests on."""
HIDDEN_FOR_SAFETY = "Lencana disembunyikan demi keselamatan pemegangnya."


@dataclass(frozen=True, slots=True)
class Case:
    """A finding or a report on one account."""

    id: UUID
    kind: CaseKind
    closed: bool = False
    """A person has looked at the finding already; nothing new may be built on it."""
    reported_by: str | None = None


def case_id(reference: str) -> UUID | None:
    """The id a reference is; ``None`` for any other text, such as a number of somebody."""
    try:
        return UUID(reference)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a badge concerns, so that they do not decide on it."""

    institution: str
    officer_id: UUID
    holder: str | None
    """The principal, while it is known."""

    def has_conflict(self, principal: str, institutions: frozenset[str]) -> bool:
        """Of the holder, of the own institution, and of who belongs to none."""
        own = not institutions or self.institution in institutions
        return own or principal == self.holder
