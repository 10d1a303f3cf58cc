"""The clock of a correction, and how many may wait."""

from datetime import timedelta

from registry.departures.corrections.rules import (
    ANSWER_WITHIN,
    MOST_OPEN,
    CorrectionState,
    Field,
)


def test_an_answer_is_due_within_the_three_days_of_the_law() -> None:
    assert timedelta(0) < ANSWER_WITHIN <= timedelta(days=3)


def test_a_few_may_wait_and_no_flood() -> None:
    assert 1 <= MOST_OPEN <= 20


def test_a_request_is_answered_one_way_or_the_other() -> None:
    assert {*CorrectionState} - {CorrectionState.OPEN} == {"corrected", "refused"}


def test_what_can_be_wrong_has_a_last_resort() -> None:
    assert Field("other") is Field.OTHER
    assert len(Field) == 5
