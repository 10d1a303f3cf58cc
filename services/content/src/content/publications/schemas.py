"""The wire format of what was published, wherever it is read."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from content.publications.rules import (
    REASONS,
    PublicState,
    WithdrawalReason,
    headline,
    language_of,
    public_state,
)
from content.publications.service import page_url
from content.publications.tables import Publication
from content.wordings.rules.wording import Channel, Kind, Tongue
from content.wordings.schemas import EvidenceOut
from shared.wire import InstitutionCode, Wire

CACHED = "public, max-age=60, stale-if-error=86400"
"""How long anybody may keep what is published: a withdrawal is seen within a minute."""

TITLES = {Channel.BAGIMU_NEGERI: "Bagimu Negeri: kabar resmi dari pemerintah"}


class Publisher(Wire):
    """The institution that speaks, as it was called at the release."""

    code: InstitutionCode
    name: str = Field(max_length=200)


class Retraction(Wire):
    """Why and when a message was taken back."""

    at: datetime
    code: WithdrawalReason
    reason: str = Field(max_length=200, description="The sentence of the code, in its language.")


class PublicMessage(Wire):
    """A released message; once withdrawn, the reason without a word of it."""

    message_id: UUID
    state: PublicState
    institution: Publisher
    kind: Kind
    channel: Channel
    language: Tongue
    title: str = Field(max_length=200, description="Withdrawn: words that say so.")
    summary: str = Field(max_length=200)
    body: str = Field(max_length=20_000, description="Plain text; an empty line ends a paragraph.")
    evidence: list[EvidenceOut] = Field(max_length=20)
    disclosure_label: str = Field(
        max_length=400, description="Belongs on every copy: it says who speaks."
    )
    url: str = Field(max_length=300, description="The page anybody can check it at.")
    version: int
    released_at: datetime
    updated_at: datetime
    expires_at: datetime
    withdrawal: Retraction | None

    @classmethod
    def of(
        cls, publication: Publication, *, site: str, now: datetime, for_holder: bool = False
    ) -> "PublicMessage":
        """What anybody may know; whoever received it must know which one was withdrawn."""
        title = publication.title if for_holder else headline_of(publication)
        return cls(
            message_id=publication.message_id,
            state=state_of(publication, now),
            institution=Publisher(code=publication.institution, name=publication.institution_name),
            kind=publication.kind,
            channel=publication.channel,
            language=publication.language,
            title=title,
            summary=publication.summary,
            body=publication.body,
            evidence=[EvidenceOut.model_validate(source) for source in publication.evidence],
            disclosure_label=publication.label,
            url=page_url(site, publication.message_id),
            version=publication.version,
            released_at=publication.released_at,
            updated_at=publication.updated_at,
            expires_at=publication.expires_at,
            withdrawal=retraction_of(publication),
        )


def state_of(publication: Publication, now: datetime) -> PublicState:
    """Where a publication stands at a moment."""
    return public_state(
        withdrawn_at=publication.withdrawn_at, expires_at=publication.expires_at, now=now
    )


def headline_of(publication: Publication) -> str:
    """What a publication is called in public."""
    withdrawn = publication.withdrawn_at is not None
    return headline(publication.title, publication.language, withdrawn=withdrawn)


def retraction_of(publication: Publication) -> Retraction | None:
    """The reason of a withdrawal, if there was one."""
    if publication.withdrawn_at is None:
        return None
    code = publication.withdrawal_reason or WithdrawalReason.OTHER
    reason = REASONS[code].pick(language_of(publication.language))
    return Retraction(at=publication.withdrawn_at, code=code, reason=reason)
