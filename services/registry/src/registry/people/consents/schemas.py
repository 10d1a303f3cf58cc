"""The wire format."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from pydantic import Field

from registry.people.consents.rules import CONSENT_VERSION, CONSENTS, PLEDGE, Purpose
from registry.people.consents.service import Agreement
from registry.people.consents.tables import Consent
from registry.people.officers.schemas import ShownName
from shared.wire import Code, Wire


class PledgeText(Wire):
    """The integrity pledge in force."""

    version: Code = Field(examples=["2026-1"])
    text_id: str = Field(max_length=4000)
    text_en: str = Field(max_length=4000)

    @classmethod
    def in_force(cls) -> "PledgeText":
        """The wording to accept now."""
        return cls(version=PLEDGE.version, text_id=PLEDGE.id, text_en=PLEDGE.en)


class ConsentText(Wire):
    """What one purpose asks."""

    purpose: Purpose
    text_id: str = Field(max_length=4000)
    text_en: str = Field(max_length=4000)


class ConsentTexts(Wire):
    """The consents in force."""

    version: Code = Field(examples=["2026-1"])
    items: list[ConsentText] = Field(max_length=20)

    @classmethod
    def in_force(cls) -> "ConsentTexts":
        """The wordings to agree to now."""
        items = [
            ConsentText(purpose=purpose, text_id=wording.id, text_en=wording.en)
            for purpose, wording in CONSENTS.items()
        ]
        return cls(version=CONSENT_VERSION, items=items)


class GiveConsent(Wire):
    """Agreement to one purpose."""

    purpose: Purpose
    text_version: Code = Field(examples=["2026-1"], description="From GET /v1/consents.")
    language: Literal["id", "en"] = Field("id", description="Language the text was read in.")
    name: ShownName | None = None

    def read(self) -> Agreement:
        """In the form the service takes."""
        return Agreement((self.purpose,), self.text_version, self.language, self.name)


class LiveConsent(Wire):
    """A consent that has not been withdrawn."""

    purpose: Purpose
    text_version: Code
    language: Literal["id", "en"]
    given_at: datetime


class LiveConsents(Wire):
    """Everything the person agrees to now."""

    items: list[LiveConsent] = Field(max_length=20)

    @classmethod
    def of(cls, consents: Iterable[Consent]) -> "LiveConsents":
        """Copy the rows onto the wire."""
        return cls(
            items=[
                LiveConsent(
                    purpose=Purpose(consent.purpose),
                    text_version=consent.text_version,
                    language="en" if consent.language == "en" else "id",
                    given_at=consent.given_at,
                )
                for consent in consents
            ]
        )
