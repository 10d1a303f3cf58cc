"""The wire format of messages."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import MISSING, AfterValidator, ConfigDict, Field

from content.messages.errors import SENTENCES
from content.messages.rules import screening, wording
from content.messages.rules.lifecycle import State
from content.messages.rules.screening import Finding, Spot
from content.messages.rules.wording import Channel, Kind, Tongue, Wording
from content.messages.service import FullMessage
from content.messages.tables import Message, MessageVersion, Reading
from shared.wire import Instant, InstitutionCode, Link, LongText, ShortText, Wire

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


def _sensible(moment: datetime) -> datetime:
    """Years that every clock and database can hold, in UTC."""
    if not 2000 < moment.year < 2100:
        raise ValueError("must lie between 2001 and 2099")
    return moment.astimezone(UTC)


Moment = Annotated[Instant, AfterValidator(_sensible)]
Summary = Annotated[ShortText, Field(description="One sentence; shown in lists and previews.")]
Body = Annotated[LongText, Field(description="Plain text; an empty line ends a paragraph.")]
PlatformCode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$", max_length=32, examples=["x"])]
Institutions = Annotated[
    list[InstitutionCode],
    Field(max_length=100, description="With everybody under them; empty: every institution."),
]
Platforms = Annotated[list[PlatformCode], Field(max_length=10, description="Empty: every one.")]


class Evidence(Wire):
    """A source the reader can open."""

    title: ShortText
    url: Link

    def rule(self) -> wording.Evidence:
        """In the form the rules take."""
        return wording.Evidence(self.title, self.url)


Sources = Annotated[
    list[Evidence], Field(max_length=20, description="At least one when the message is submitted.")
]


class Audience(Wire):
    """Officers with an active badge who are offered the message."""

    institutions: Institutions = Field(default_factory=list)
    platforms: Platforms = Field(default_factory=list)


class AudienceEdit(Wire):
    """Members left out stay as they are."""

    institutions: Institutions | MISSING = MISSING
    platforms: Platforms | MISSING = MISSING


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
    """Why a message is taken back; the reason is public."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Angka pada paragraf 2 keliru."}]}
    )

    reason: ShortText


class FindingOut(Wire):
    """Something screening found in the present words."""

    pointer: str = Field(max_length=200, examples=["/body"])
    code: Finding
    blocks: bool = Field(description="Whether the message cannot be submitted like this.")
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, spot: Spot) -> "FindingOut":
        """The spot with its sentence."""
        text = SENTENCES[spot.finding]
        return cls(
            pointer=spot.pointer,
            code=spot.finding,
            blocks=spot.blocks,
            text_id=text.id,
            text_en=text.en,
        )


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
            state=State(message.state),
            version=message.version,
            kind=Kind(words.kind),
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
    evidence: list[Evidence] = Field(max_length=20)
    audience: Audience
    disclosure_label: str = Field(max_length=400, description="Stands on every copy that goes out.")
    fingerprint: str = Field(max_length=64, description="SHA-256 of the words, hex.")
    findings: list[FindingOut] = Field(max_length=200)
    readings: list[ReadingOut] = Field(max_length=1000)
    released_at: datetime | None
    withdrawal_reason: str | None = Field(max_length=200)

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
            evidence=[Evidence(title=e.title, url=e.url) for e in words.evidence],
            audience=Audience(
                institutions=list(words.audience.institutions),
                platforms=list(words.audience.platforms),
            ),
            disclosure_label=label,
            fingerprint=full.words.fingerprint,
            findings=[FindingOut.of(spot) for spot in screening.screen(words)],
            readings=[ReadingOut.of(reading) for reading in full.readings],
            released_at=full.message.released_at,
            withdrawal_reason=full.message.withdrawal_reason,
        )


class MessageList(Wire):
    """A page of messages."""

    items: list[MessageBrief] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")


class AudiencePreview(Wire):
    """How many officers a message would be offered to."""

    officers: int | None = Field(
        ge=0, le=10_000, description="In tens, at most 10 000; null below `hidden_below`."
    )
    hidden_below: int = Field(ge=2)
