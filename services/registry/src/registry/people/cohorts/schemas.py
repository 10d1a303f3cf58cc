"""The wire format."""

from datetime import date
from uuid import UUID

from pydantic import Field

from registry.people.cohorts.tables import Cohort
from shared.wire import InstitutionCode, Name, Wire


class OpenCohort(Wire):
    """A group of people to invite together."""

    name: Name = Field(examples=["CPNS 2026 gelombang 1"])
    institution: InstitutionCode
    starts_on: date = Field(examples=["2026-12-01"])
    expires_on: date = Field(
        examples=["2027-01-31"], description="Last day the invitations may be accepted."
    )


class CohortOut(Wire):
    """A cohort. It never tells who did not answer."""

    id: UUID
    name: str = Field(max_length=200)
    institution: InstitutionCode
    starts_on: date
    expires_on: date

    @classmethod
    def of(cls, cohort: Cohort) -> "CohortOut":
        """Copy the row onto the wire."""
        return cls(
            id=cohort.id,
            name=cohort.name,
            institution=cohort.institution,
            starts_on=cohort.starts_on,
            expires_on=cohort.expires_on,
        )


class CohortList(Wire):
    """A page of cohorts, the oldest first."""

    items: list[CohortOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")
