"""The wire format."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pydantic import Field

from registry.people.consents.rules import Purpose
from registry.people.consents.service import Agreement
from registry.people.invitations import errors
from registry.people.invitations.rules import MOST_PEOPLE, Invited, NotInvited
from registry.people.invitations.service import Application, Invitee
from registry.people.numbers import errors as numbers
from registry.people.numbers.rules import Category
from registry.people.numbers.schemas import Number
from registry.people.officers.schemas import ShownName
from shared.codes import told
from shared.wire import Code, RowError, Wire

_SENTENCES = {**numbers.SENTENCES, **errors.SENTENCES}


class PersonToInvite(Wire):
    """Somebody to invite."""

    number: Number
    category: Category

    def read(self) -> Invitee:
        """In the form the service takes."""
        return Invitee(self.number.get_secret_value(), self.category)


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


class NoInvitation(RowError):
    """Why somebody of the list got no invitation."""

    code: str = told(_SENTENCES)


class RefusedPerson(Wire):
    """A place in the list that got no invitation."""

    index: int = Field(ge=0, description="Place in the list sent.")
    error: NoInvitation


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
                RefusedPerson(index=o.index, error=NoInvitation.of(o.reason, _SENTENCES[o.reason]))
                for o in outcomes
                if isinstance(o, NotInvited)
            ],
        )


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
    name: ShownName | None = None

    def read(self) -> Application:
        """In the form the service takes."""
        return Application(
            enrolment_code=self.enrolment_code,
            number=self.number.get_secret_value(),
            pledge_version=self.pledge_version,
            agreement=Agreement(self.consents, self.consent_text_version, self.language, self.name),
        )
