"""The wire format."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, SecretStr

from registry.people.cohorts import errors
from registry.people.cohorts.rules import MOST_PEOPLE, Invited, NotInvited
from registry.people.cohorts.service import Person
from registry.people.cohorts.tables import Cohort
from registry.people.officers import errors as officers
from registry.people.officers.rules import Category
from shared.wire import InstitutionCode, RowError, ShortText, Wire

Number = Annotated[
    SecretStr,
    Field(
        min_length=1,
        max_length=40,
        description="NIP or NI PPPK, 18 digits; spaces do no harm. Never repeated in an answer.",
        examples=["198704152010012903"],
    ),
]
_SENTENCES = {**officers.SENTENCES, **errors.SENTENCES}


class OpenCohort(Wire):
    """A group of people to invite together."""

    name: ShortText = Field(examples=["CPNS 2026 gelombang 1"])
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


class PersonToInvite(Wire):
    """Somebody to invite."""

    number: Number
    category: Category

    def read(self) -> Person:
        """In the form the service takes."""
        return Person(self.number.get_secret_value(), self.category)


class InvitePeople(Wire):
    """People to invite to one cohort."""

    people: list[PersonToInvite] = Field(min_length=1, max_length=MOST_PEOPLE)


class InvitedPerson(Wire):
    """An invitation; hand the code to exactly this person."""

    index: int = Field(ge=0, description="Place in the list sent.")
    invitation_id: UUID
    enrolment_code: str = Field(
        max_length=20, examples=["7KQM-2XWD-9ZTA"], description="Shown once, here."
    )


class RefusedPerson(Wire):
    """A place in the list that got no invitation."""

    index: int = Field(ge=0, description="Place in the list sent.")
    error: RowError


class Invitations(Wire):
    """What became of each person of the list."""

    invited: list[InvitedPerson] = Field(max_length=MOST_PEOPLE)
    refused: list[RefusedPerson] = Field(max_length=MOST_PEOPLE)

    @classmethod
    def of(cls, outcomes: Sequence[Invited | NotInvited]) -> "Invitations":
        """Sort the outcomes onto the wire."""
        return cls(
            invited=[
                InvitedPerson(
                    index=o.index, invitation_id=o.invitation_id, enrolment_code=o.enrolment_code
                )
                for o in outcomes
                if isinstance(o, Invited)
            ],
            refused=[
                RefusedPerson(index=o.index, error=RowError.of(o.reason, _SENTENCES[o.reason]))
                for o in outcomes
                if isinstance(o, NotInvited)
            ],
        )
