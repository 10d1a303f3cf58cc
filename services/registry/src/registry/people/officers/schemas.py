"""The wire format. No answer has a place for a number."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from registry.people.numbers.rules import Category
from registry.people.numbers.schemas import Number
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer
from shared.wire import InstitutionCode, Wire


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
