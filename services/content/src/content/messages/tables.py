"""Rows this feature owns, fenced by institution. Versions and readings are never changed."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    and_,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from content.messages.rules import Act, State
from content.metadata import Base, Word
from content.publications.rules import WithdrawalReason
from content.publications.tables import KNOWN_REASON
from content.wordings.rules.wording import Audience, Channel, Evidence, Kind, Tongue, Wording


class Message(Base):
    """Where a message stands. Its words are in its versions."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint(
            "state in ('draft', 'submitted', 'cleared_by_1', 'cleared', 'released', 'withdrawn',"
            " 'expired')",
            name="state_known",
        ),
        CheckConstraint(KNOWN_REASON, name="withdrawal_reason_known"),
        CheckConstraint(
            "(state = 'withdrawn') = (withdrawal_reason is not null)", name="withdrawal_has_reason"
        ),
        Index("ix_messages_institution_created_at", "institution", "created_at", "id"),
        Index(
            "ix_messages_to_clear",
            "changed_at",
            "id",
            postgresql_where=sql("state in ('submitted', 'cleared_by_1')"),
        ),
        Index("ix_messages_to_expire", "expires_at", postgresql_where=sql("state = 'released'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    institution: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(Word(State))
    version: Mapped[int]
    revision: Mapped[int]
    """Counts every change, for the ETag; ``version`` counts changes of the words."""
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    released_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawal_reason: Mapped[WithdrawalReason | None] = mapped_column(Word(WithdrawalReason))


class MessageVersion(Base):
    """One wording of a message, and who wrote it."""

    __tablename__ = "message_versions"

    message_id: Mapped[UUID] = mapped_column(ForeignKey(Message.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    institution: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    language: Mapped[Tongue] = mapped_column(Word(Tongue))
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[dict[str, str]]] = mapped_column(JSONB)
    audience_institutions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    audience_platforms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    fingerprint: Mapped[str] = mapped_column(Text)

    @property
    def wording(self) -> Wording:
        """The words in the form the rules take."""
        return Wording(
            kind=self.kind,
            channel=self.channel,
            language=self.language,
            title=self.title,
            summary=self.summary,
            body=self.body,
            evidence=tuple(Evidence(e["title"], e["url"]) for e in self.evidence),
            audience=Audience(tuple(self.audience_institutions), tuple(self.audience_platforms)),
            expires_at=self.expires_at,
        )


PRESENT = and_(MessageVersion.message_id == Message.id, MessageVersion.version == Message.version)
"""Joins a message with its present words."""


class Reading(Base):
    """What somebody who may clear said of one version: ``clear`` it, or ``return`` it."""

    __tablename__ = "readings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["message_id", "version"], [MessageVersion.message_id, MessageVersion.version]
        ),
        CheckConstraint("verdict in ('clear', 'return')", name="verdict_known"),
    )

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(Text, primary_key=True)
    verdict: Mapped[Act] = mapped_column(Word(Act), primary_key=True)
    institution: Mapped[str] = mapped_column(Text)
    statement: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reader_institutions: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    """For whom the reader sat, as the token said; it counts towards the quorum."""
