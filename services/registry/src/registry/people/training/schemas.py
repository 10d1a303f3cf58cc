"""The wire format."""

from datetime import date
from uuid import UUID

from pydantic import Field

from registry.people.training.errors import SENTENCES
from registry.people.training.rules import MOST_RESULTS, Result, Sorted
from registry.people.training.tables import TrainingSession
from shared.wire import Flag, InstitutionCode, RowError, ShortText, Wire


class RecordSession(Wire):
    """A course that was held."""

    course: ShortText = Field(examples=["Komunikasi publik dan etika media sosial"])
    held_on: date = Field(examples=["2026-11-20"])
    institution: InstitutionCode


class TrainingSessionOut(Wire):
    """A training session."""

    id: UUID
    course: str = Field(max_length=200)
    held_on: date
    institution: InstitutionCode

    @classmethod
    def of(cls, held: TrainingSession) -> "TrainingSessionOut":
        """Copy the row onto the wire."""
        return cls(
            id=held.id, course=held.course, held_on=held.held_on, institution=held.institution
        )


class ResultIn(Wire):
    """Whether one officer passed."""

    officer_id: UUID
    passed: Flag


class RecordResults(Wire):
    """Results of one session."""

    results: list[ResultIn] = Field(min_length=1, max_length=MOST_RESULTS)

    def read(self) -> list[Result]:
        """In the form the rules take."""
        return [Result(result.officer_id, result.passed) for result in self.results]


class RefusedResult(Wire):
    """A place in the list that was not recorded."""

    index: int = Field(ge=0, description="Place in the list sent.")
    error: RowError


class ResultsRecorded(Wire):
    """What became of the list."""

    accepted: int = Field(ge=0)
    unchanged: int = Field(ge=0, description="Recorded before, with the same result.")
    refused: list[RefusedResult] = Field(max_length=MOST_RESULTS)

    @classmethod
    def of(cls, outcome: Sorted) -> "ResultsRecorded":
        """Count the outcome onto the wire."""
        return cls(
            accepted=len(outcome.new),
            unchanged=outcome.unchanged,
            refused=[
                RefusedResult(index=index, error=RowError.of(reason, SENTENCES[reason]))
                for index, reason in outcome.refused
            ],
        )
