"""The wire format. No answer has a place for a number."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from registry.people.numbers.rules import Category
from registry.people.numbers.schemas import Number
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer
from shared.wire import InstitutionCode, PersonName, Wire

ShownName = Annotated[
    PersonName,
    Field(
        description="The name your institution may see; letters only. Asks for the consent "
        "`institution_name`.",
        examples=["Sri Contoh"],
    ),
]


class OfficerOut(Wire):
    """One's own record, under a random id."""

    id: UUID
    institution: InstitutionCode
    category: Category
    state: OfficerState
    cohort_id: UUID | None
    enrolled_at: datetime | None
    name: str | None = Field(max_length=100, description="As the institution sees it, if at all.")

    @classmethod
    def of(cls, officer: Officer, name: str | None) -> "OfficerOut":
        """Copy the row onto the wire."""
        return cls(
            id=officer.id,
            institution=officer.institution,
            category=Category(officer.category),
            state=OfficerState(officer.state),
            cohort_id=officer.cohort_id,
            enrolled_at=officer.enrolled_at,
            name=name,
        )


class OfficerSeen(Wire):
    """An officer as staff of the institution see them: no date, no cohort, nobody who left."""

    id: UUID
    institution: InstitutionCode
    category: Category
    state: Literal[OfficerState.PROVISIONED, OfficerState.ACTIVE] = Field(
        description="`provisioned` is what HR wrote down and stays so, whatever the person decides."
    )
    name: str | None = Field(max_length=100, description="Of those who agreed to show it.")

    @classmethod
    def of(cls, officer: Officer, names: Mapping[UUID, str]) -> "OfficerSeen":
        """Copy the row onto the wire."""
        active = officer.state == OfficerState.ACTIVE
        return cls(
            id=officer.id,
            institution=officer.institution,
            category=Category(officer.category),
            state=OfficerState.ACTIVE if active else OfficerState.PROVISIONED,
            name=names.get(officer.id),
        )


class OfficerList(Wire):
    """A page of officers, in no order that tells anything."""

    items: list[OfficerSeen] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


class ProvisionOfficer(Wire):
    """A person as the HR system knows them."""

    institution: InstitutionCode
    category: Category
    number: Number
