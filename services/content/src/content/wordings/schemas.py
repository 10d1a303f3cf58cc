"""The wire format of words, their sources and their audience, in whatever they are sent."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import MISSING, AfterValidator, Field

from content.wordings.errors import SENTENCES
from content.wordings.rules import wording
from content.wordings.rules.findings import Finding, Spot
from shared.faults import fault
from shared.wire import Instant, InstitutionCode, Link, LongText, ShortText, Wire

MessageId = Annotated[UUID, Path(description="Id of the message.")]


def _sensible(moment: datetime) -> datetime:
    """Years that every clock and database can hold, in UTC."""
    if not 2000 < moment.year < 2100:
        raise fault("year_out_of_range")
    return moment.astimezone(UTC)


Moment = Annotated[
    Instant,
    AfterValidator(_sensible),
    Field(json_schema_extra={"pattern": r"^20(0[1-9]|[1-9][0-9])-"}, description="2001 to 2099."),
]
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


class EvidenceOut(Wire):
    """A source as it was written down; what is asked of a link may since have grown stricter."""

    title: str = Field(max_length=200)
    url: str = Field(max_length=2000)


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


FOUND = {finding: SENTENCES[finding] for finding in Finding}


class FindingOut(Wire):
    """Something screening found in the present words."""

    pointer: str = Field(max_length=200, examples=["/body"])
    code: Finding
    blocks: bool = Field(description="Whether the message cannot be submitted like this.")
    rule: str | None = Field(
        None, max_length=100, description="List, entry and version, when a list said so."
    )
    words: str | None = Field(
        None, max_length=500, description="What was found, unless it may be a number or a name."
    )
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, spot: Spot) -> "FindingOut":
        """The spot with its sentence."""
        text = FOUND[spot.finding]
        return cls(
            pointer=spot.pointer,
            code=spot.finding,
            blocks=spot.blocks,
            rule=spot.rule or None,
            words=spot.words[:500] or None,
            text_id=text.id,
            text_en=text.en,
        )
