"""The wire format of messages."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Response
from pydantic import MISSING, ConfigDict, Field

from content.messages.rules import State
from content.messages.service import FullMessage
from content.messages.tables import Message, MessageVersion, Reading
from content.publications.rules import WithdrawalReason
from content.quorum.schemas import ClearerWanted
from content.wordings.rules import wording
from content.wordings.rules.wording import Channel, Kind, Tongue, Wording
from content.wordings.schemas import (
    Audience,
    AudienceEdit,
    Body,
    EvidenceOut,
    FindingOut,
    Moment,
    Sources,
    Summary,
)
from shared.web.etags import etag_of
from shared.wire import InstitutionCode, ShortText, Wire

EXAMPLE: dict[str, Any] = {
    "institution": "klpd:K65",
    "kind": "programme",
    "channel": "bagimu-negeri",
    "language": "id",
    "title": "Internet desa tersambung di 38 provinsi",
    "summary": "Sekolah dan puskesmas di desa kini dapat memakai internet tanpa biaya.",
    "body": "Pemasangan selesai pada Oktober 2026.\n\nDaftar lokasi ada pada tautan sumber.",
    "evidence": [{"title": "Siaran pers", "url": "https://www.komdigi.go.id/"}],
    "audience": {"institutions": ["klpd:K65"], "platforms": []},
    "expires_at": "2027-03-31T23:59:59+07:00",
}


class MessageDraft(Wire):
    """A new message. The disclosure label is added by the system and cannot be sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    institution: InstitutionCode
    kind: Kind
    channel: Channel = Channel.BAGIMU_NEGERI
    language: Tongue = Tongue.INDONESIAN
    title: ShortText
    summary: Summary
    body: Body
    evidence: Sources = Field(default_factory=list)
    audience: Audience
    expires_at: Moment = Field(description="Last moment; the message then leaves all inboxes.")

    def wording(self) -> Wording:
        """The words in the form the rules take."""
        audience = wording.Audience(
            tuple(dict.fromkeys(self.audience.institutions)),
            tuple(dict.fromkeys(self.audience.platforms)),
        )
        return Wording(
            kind=self.kind,
            channel=self.channel,
            language=self.language,
            title=self.title,
            summary=self.summary,
            body=self.body,
            evidence=tuple(source.rule() for source in self.evidence),
            audience=audience,
            expires_at=self.expires_at,
        )


class MessageEdit(Wire):
    """A merge patch (RFC 7396): members left out stay; nothing here can be removed by `null`."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "Internet desa tersambung di 38 provinsi"}]}
    )

    kind: Kind | MISSING = MISSING
    language: Tongue | MISSING = MISSING
    title: ShortText | MISSING = MISSING
    summary: Summary | MISSING = MISSING
    body: Body | MISSING = MISSING
    evidence: Sources | MISSING = MISSING
    audience: AudienceEdit | MISSING = MISSING
    expires_at: Moment | MISSING = MISSING

    def applied_to(self, words: Wording) -> Wording:
        """The words with this change."""
        changes: dict[str, Any] = {
            name: getattr(self, name) for name in self.model_fields_set - {"evidence", "audience"}
        }
        if self.evidence is not MISSING:
            changes["evidence"] = tuple(source.rule() for source in self.evidence)
        if self.audience is not MISSING:
            sides = self.audience.model_dump(exclude_unset=True)
            unique = {side: tuple(dict.fromkeys(codes)) for side, codes in sides.items()}
            changes["audience"] = replace(words.audience, **unique)
        return replace(words, **changes)


class Withdrawal(Wire):
    """Why a message is taken back: one of the sentences that exist, which is public at once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "facts_wrong"}]})

    reason: WithdrawalReason


class ReadingOut(Wire):
    """What one of the readers said. Who it was stays with the auditors."""

    version: int
    verdict: str = Field(max_length=6, pattern="^(clear|return)$")
    statement: str = Field(max_length=2000)
    read_at: datetime

    @classmethod
    def of(cls, reading: Reading) -> "ReadingOut":
        """Copy a reading onto the wire, without its reader."""
        return cls(
            version=reading.version,
            verdict=reading.verdict,
            statement=reading.statement,
            read_at=reading.read_at,
        )


class MessageBrief(Wire):
    """A message in a list."""

    id: UUID
    institution: InstitutionCode
    state: State
    version: int
    kind: Kind
    title: str = Field(max_length=200)
    created_at: datetime
    changed_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, message: Message, words: MessageVersion) -> "MessageBrief":
        """Where the message stands and what it is called."""
        return cls(
            id=message.id,
            institution=message.institution,
            state=message.state,
            version=message.version,
            kind=words.kind,
            title=words.title,
            created_at=message.created_at,
            changed_at=message.changed_at,
            expires_at=message.expires_at,
        )


class MessageOut(MessageBrief):
    """A message with its present words, for the institution and for those who clear."""

    channel: Channel
    language: Tongue
    summary: str = Field(max_length=200)
    body: str = Field(max_length=20_000)
    evidence: list[EvidenceOut] = Field(max_length=20)
    audience: Audience
    disclosure_label: str = Field(max_length=400, description="Stands on every copy that goes out.")
    fingerprint: str = Field(max_length=64, description="SHA-256 of the words, hex.")
    findings: list[FindingOut] = Field(max_length=2000)
    readings: list[ReadingOut] = Field(max_length=1000)
    missing: list[ClearerWanted] = Field(max_length=102, description="Whose clearance is missing.")
    released_at: datetime | None
    withdrawal_reason: WithdrawalReason | None

    @classmethod
    def full(cls, full: FullMessage) -> "MessageOut":
        """Everything but the people."""
        words = full.words.wording
        label = wording.disclosure_label(full.institution_name, words.language)
        return cls(
            **MessageBrief.of(full.message, full.words).model_dump(),
            channel=words.channel,
            language=words.language,
            summary=words.summary,
            body=words.body,
            evidence=[EvidenceOut(title=e.title, url=e.url) for e in words.evidence],
            audience=Audience(
                institutions=list(words.audience.institutions),
                platforms=list(words.audience.platforms),
            ),
            disclosure_label=label,
            fingerprint=full.words.fingerprint,
            findings=[FindingOut.of(spot) for spot in full.spots],
            readings=[ReadingOut.of(reading) for reading in full.readings],
            missing=[ClearerWanted.of(one) for one in full.missing],
            released_at=full.message.released_at,
            withdrawal_reason=full.message.withdrawal_reason,
        )


class MessageList(Wire):
    """A page of messages."""

    items: list[MessageBrief] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")


def shown(response: Response, full: FullMessage) -> MessageOut:
    """The message, with the ETag that a change must name."""
    response.headers["ETag"] = etag_of(full.message.revision)
    return MessageOut.full(full)
