"""What the public may read. No author and no reader stands in it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, DateTime, Index, Text, and_, or_
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from content.metadata import Base, Word
from content.publications.rules import WithdrawalReason
from content.wordings.rules.wording import Channel, Kind, Tongue

_WORDS = ", ".join(f"'{reason}'" for reason in WithdrawalReason)
KNOWN_REASON = f"withdrawal_reason in ({_WORDS})"


class Publication(Base):
    """A released message as it went out; withdrawn, only its title and the reason are left."""

    __tablename__ = "publications"
    __table_args__ = (
        CheckConstraint("label <> ''", name="label_stands"),
        CheckConstraint(KNOWN_REASON, name="withdrawal_reason_known"),
        CheckConstraint(
            "(withdrawn_at is null) = (withdrawal_reason is null)", name="withdrawal_has_reason"
        ),
        Index("ix_publications_newest", "updated_at", "message_id"),
        Index("ix_publications_of_channel", "channel", "updated_at", "message_id"),
    )

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    institution: Mapped[str] = mapped_column(Text)
    institution_name: Mapped[str] = mapped_column(Text)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    language: Mapped[Tongue] = mapped_column(Word(Tongue))
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    label: Mapped[str] = mapped_column(Text)
    audience_institutions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    audience_platforms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    released_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawal_reason: Mapped[WithdrawalReason | None] = mapped_column(Word(WithdrawalReason))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    @classmethod
    def current(cls, now: datetime, notice: timedelta) -> ColumnElement[bool]:
        """Neither expired, nor withdrawn so long ago that the notice has been seen."""
        stands = and_(cls.withdrawn_at.is_(None), cls.expires_at > now)
        return or_(stands, cls.withdrawn_at > now - notice)
