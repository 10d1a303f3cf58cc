"""The wire format."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from registry.badges.badge.rules import BadgeState
from registry.badges.badge.tables import Badge
from registry.badges.measures.rules import SuspensionReason
from registry.badges.measures.tables import BadgeMeasure
from shared.wire import Code, Wire


def _written(value: object) -> object:
    """Days come as text, never as a number of seconds."""
    if isinstance(value, str | date):
        return value
    raise ValueError("must be a date string")


class SuspendBadge(Wire):
    """Why a badge is paused, in which case, and when somebody looks again."""

    reason_code: SuspensionReason
    case: Code = Field(description="Reference of the case.", examples=["KASUS-2026-0042"])
    review_on: Annotated[date, BeforeValidator(_written)] = Field(
        description="Today at the earliest, within a year.", examples=["2026-12-31"]
    )


class ReinstateBadge(Wire):
    """In which case it was decided that the pause ends."""

    case: Code = Field(description="Reference of the case.", examples=["KASUS-2026-0042"])


class ReviewedBadge(Wire):
    """A badge as a reviewer sees it after deciding."""

    id: UUID
    state: BadgeState
    version: int = Field(ge=1)

    @classmethod
    def of(cls, row: Badge) -> "ReviewedBadge":
        """Copy the row onto the wire."""
        return cls(id=row.id, state=BadgeState(row.state), version=row.version)


class HeldAgainst(Wire):
    """The latest suspension of one's own badge."""

    reason_code: SuspensionReason
    case: Code
    review_on: date

    @classmethod
    def of(cls, row: BadgeMeasure) -> "HeldAgainst":
        """Copy the row onto the wire; who decided is not told."""
        return cls.model_validate(row, from_attributes=True)
