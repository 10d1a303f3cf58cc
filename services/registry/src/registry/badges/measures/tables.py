"""Rows this feature owns, fenced by the badge's institution and open to its holder."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from registry.badges.badge.tables import Badge
from registry.badges.measures.rules import LIFT_WAITS, Decider, Standing, SuspensionState, Wish
from registry.metadata import Base
from registry.people.institutions.tables import Institution

MOMENT = DateTime(timezone=True)


class BadgeMeasure(Base):
    """A suspension or a reinstatement: who decided it, in which case, and why. Never public."""

    __tablename__ = "badge_measures"
    __table_args__ = (
        Index(
            "ix_badge_measures_provisional",
            "lapses_at",
            postgresql_where=text("state = 'provisional'"),
        ),
        Index(
            "uq_badge_measures_in_effect",
            "badge_id",
            unique=True,
            postgresql_where=text("state in ('provisional', 'confirmed', 'lifting')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    badge_id: Mapped[UUID] = mapped_column(ForeignKey(Badge.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    act: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str | None] = mapped_column(Text)
    case: Mapped[str] = mapped_column("case_reference", Text)
    review_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(Text)
    decided_from: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Institutions the reviewer spoke for; the second person is of none of them."""
    decided_at: Mapped[datetime] = mapped_column(MOMENT)
    state: Mapped[str | None] = mapped_column(Text)
    """Of a suspension; a reinstatement has none."""
    lapses_at: Mapped[datetime | None] = mapped_column(MOMENT)
    confirmed_by: Mapped[str | None] = mapped_column(Text)
    confirmed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    lift_wished_by: Mapped[str | None] = mapped_column(Text)
    lift_wished_from: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """Institutions of whoever wishes to end what two confirmed; who agrees is of none of them."""
    lift_wished_at: Mapped[datetime | None] = mapped_column(MOMENT)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def standing(self) -> Standing:
        """Where the suspension stands; a reinstatement stands nowhere."""
        return Standing(
            state=SuspensionState(self.state or ""),
            first=Decider(self.decided_by, frozenset(self.decided_from)),
            institution=self.institution,
            lapses_at=self.lapses_at or self.decided_at,
            wish=self.wish,
        )

    @property
    def waits_until(self) -> datetime | None:
        """Until when it waits for a second person."""
        lifting = self.state == SuspensionState.LIFTING
        return self.wish.ends_at if lifting and self.wish else self.lapses_at

    @property
    def wish(self) -> Wish | None:
        """Who last wished to end the pause, and until when that waits for a second person."""
        if self.lift_wished_by is None or self.lift_wished_at is None:
            return None
        by = Decider(self.lift_wished_by, frozenset(self.lift_wished_from or ()))
        return Wish(by, self.lift_wished_at + LIFT_WAITS)
