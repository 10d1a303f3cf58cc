"""The wire format. Participants are places with a number; a name stands there only by consent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from registry.people.codes.rules import in_groups
from registry.people.training.errors import SENTENCES
from registry.people.training.queries import Attended, Seat
from registry.people.training.rules import MOST_RESULTS, CorrectionReason, Result, Sorted
from registry.people.training.tables import TrainingParticipant, TrainingSession
from shared.codes import told
from shared.language import Language, Text
from shared.wire import Flag, InstitutionCode, Name, RefusedRow, RowsReport, Wire

PLACE = Text("Peserta {place}", "Participant {place}")


class AnnounceSession(Wire):
    """A course, to come or held."""

    course: Name = Field(examples=["Komunikasi publik dan etika media sosial"])
    held_on: date = Field(examples=["2026-11-20"])
    institution: InstitutionCode


class TrainingSessionOut(Wire):
    """A training session as its institution sees it."""

    id: UUID
    course: str = Field(max_length=200)
    held_on: date
    institution: InstitutionCode
    join_code: str = Field(
        max_length=20, examples=["7KQM-2XWD-9ZTA"], description="Show it to those in the room."
    )

    @classmethod
    def of(cls, held: TrainingSession) -> "TrainingSessionOut":
        """Copy the row onto the wire."""
        return cls(
            id=held.id,
            course=held.course,
            held_on=held.held_on,
            institution=held.institution,
            join_code=in_groups(held.join_code),
        )


class TrainingSessionList(Wire):
    """A page of sessions, the newest first."""

    items: list[TrainingSessionOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")


class Correction(Wire):
    """That a result was set right, and why."""

    reason: CorrectionReason
    at: datetime


class ParticipantOut(Wire):
    """A place in a session, with the name its bearer shows or the number of the place."""

    id: UUID
    place: int = Field(ge=1)
    label: str = Field(max_length=100, examples=["Peserta 7"])
    passed: bool | None
    certificate_until: date | None
    corrections: list[Correction] = Field(max_length=1000)

    @classmethod
    def of(
        cls,
        place: TrainingParticipant,
        name: str | None,
        language: Language,
        corrections: Sequence[tuple[CorrectionReason, datetime]] = (),
    ) -> "ParticipantOut":
        """Copy the row onto the wire."""
        return cls(
            id=place.id,
            place=place.place,
            label=name or PLACE.format(place=place.place).pick(language),
            passed=place.passed,
            certificate_until=place.valid_until,
            corrections=[Correction(reason=reason, at=at) for reason, at in corrections],
        )


class ParticipantList(Wire):
    """A page of participants, in the order of their places."""

    items: list[ParticipantOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="Cursor of the next page.")

    @classmethod
    def of(
        cls,
        seats: Sequence[Seat],
        names: Mapping[UUID, str],
        corrections: Mapping[UUID, Sequence[tuple[CorrectionReason, datetime]]],
        language: Language,
        following: str | None,
    ) -> "ParticipantList":
        """Copy the rows onto the wire."""
        items = [
            ParticipantOut.of(
                seat.participant,
                names.get(seat.officer.id) if seat.officer else None,
                language,
                corrections.get(seat.participant.id, ()),
            )
            for seat in seats
        ]
        return cls(items=items, next=following)


class JoinTraining(Wire):
    """The code the trainer shows."""

    join_code: str = Field(min_length=1, max_length=40, examples=["7KQM-2XWD-9ZTA"])


class MyTraining(Wire):
    """One's own place in a session; a pass is the certificate, until the day it says."""

    participant_id: UUID
    place: int = Field(ge=1, description="Tell it to the trainer if you show no name.")
    session_id: UUID
    course: str = Field(max_length=200)
    held_on: date
    institution: InstitutionCode
    passed: bool | None
    certificate_until: date | None

    @classmethod
    def of(cls, attended: Attended) -> "MyTraining":
        """Copy the rows onto the wire."""
        place, held = attended.participant, attended.held
        return cls(
            participant_id=place.id,
            place=place.place,
            session_id=held.id,
            course=held.course,
            held_on=held.held_on,
            institution=held.institution,
            passed=place.passed,
            certificate_until=place.valid_until,
        )


class MyTrainings(Wire):
    """Every session one has a place in, the newest first."""

    items: list[MyTraining] = Field(max_length=10_000)


class ResultIn(Wire):
    """Whether one participant passed."""

    participant_id: UUID
    passed: Flag


class RecordResults(Wire):
    """Results of one session."""

    results: list[ResultIn] = Field(min_length=1, max_length=MOST_RESULTS)

    def read(self) -> list[Result]:
        """In the form the rules take."""
        return [Result(result.participant_id, result.passed) for result in self.results]


class CorrectResult(Wire):
    """What one result should have been, and why."""

    participant_id: UUID
    passed: Flag
    reason: CorrectionReason

    def read(self) -> Result:
        """In the form the rules take."""
        return Result(self.participant_id, self.passed)


class RefusedResult(RefusedRow):
    """A result that was left out, while the others were taken."""

    code: str = told(SENTENCES)


class ResultsReport(RowsReport[RefusedResult]):
    """What became of the results that were sent."""


def report(outcome: Sorted, language: Language) -> ResultsReport:
    """Count the outcome onto the wire."""
    return ResultsReport(
        accepted=len(outcome.new),
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
        rows=[
            RefusedResult(index=index, code=reason, text=SENTENCES[reason].pick(language))
            for index, reason in outcome.refused
        ],
    )
