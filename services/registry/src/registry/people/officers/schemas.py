"""The wire format. No answer has a place for a number."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from registry.people.cohorts.schemas import Number
from registry.people.consents.rules import Purpose
from registry.people.consents.service import Agreement
from registry.people.officers.rules import Category, OfficerState
from registry.people.officers.service import Application
from registry.people.officers.tables import Officer
from shared.wire import Code, InstitutionCode, Wire


class OfficerOut(Wire):
    """An officer, under a random id."""

    id: UUID
    institution: InstitutionCode
    category: Category
    state: OfficerState
    cohort_id: UUID | None
    enrolled_at: datetime | None

    @classmethod
    def of(cls, officer: Officer) -> "OfficerOut":
        """Copy the row onto the wire."""
        return cls(
            id=officer.id,
            institution=officer.institution,
            category=Category(officer.category),
            state=OfficerState(officer.state),
            cohort_id=officer.cohort_id,
            enrolled_at=officer.enrolled_at,
        )


class OfficerList(Wire):
    """A page of officers in the order they came."""

    items: list[OfficerOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


class ProvisionOfficer(Wire):
    """A person as the HR system knows them."""

    institution: InstitutionCode
    category: Category
    number: Number


class AcceptInvitation(Wire):
    """The code from the invitation, one's own number, and what one agrees to."""

    enrolment_code: str = Field(min_length=1, max_length=40, examples=["7KQM-2XWD-9ZTA"])
    number: Number
    pledge_version: Code = Field(examples=["2026-1"], description="From GET /v1/pledge.")
    consents: list[Purpose] = Field(
        min_length=1, max_length=10, examples=[["programme", "audience_analysis"]]
    )
    consent_text_version: Code = Field(examples=["2026-1"], description="From GET /v1/consents.")
    language: Literal["id", "en"] = Field("id", description="Language the texts were read in.")

    def read(self) -> Application:
        """In the form the service takes."""
        return Application(
            enrolment_code=self.enrolment_code,
            number=self.number.get_secret_value(),
            pledge_version=self.pledge_version,
            agreement=Agreement(self.consents, self.consent_text_version, self.language),
        )
