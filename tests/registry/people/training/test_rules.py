"""Who may join, and results sorted by what becomes of each."""

from datetime import date
from uuid import UUID, uuid4

from registry.people.training import errors
from registry.people.training.rules import (
    MOST_RESULTS,
    CorrectionReason,
    Result,
    ResultRefusal,
    certificate_until,
    may_join,
    sort_out,
)

ANI, BUDI = uuid4(), uuid4()
NOBODY: dict[UUID, bool | None] = {}


def test_new_results_of_participants_are_taken() -> None:
    outcome = sort_out([Result(ANI, True), Result(BUDI, False)], {ANI: None, BUDI: None})

    assert [result.participant_id for result in outcome.new] == [ANI, BUDI]
    assert (outcome.unchanged, outcome.refused) == (0, ())


def test_whoever_did_not_join_is_refused() -> None:
    outcome = sort_out([Result(ANI, True)], NOBODY)

    assert outcome.refused == ((0, ResultRefusal.PARTICIPANT_UNKNOWN),)


def test_the_same_result_again_is_unchanged_a_fail_too() -> None:
    outcome = sort_out([Result(ANI, True), Result(BUDI, False)], {ANI: True, BUDI: False})

    assert (outcome.new, outcome.unchanged, outcome.refused) == ((), 2, ())


def test_another_result_than_recorded_is_refused() -> None:
    outcome = sort_out([Result(ANI, True), Result(BUDI, False)], {ANI: False, BUDI: True})

    assert outcome.refused == (
        (0, ResultRefusal.RECORDED_OTHERWISE),
        (1, ResultRefusal.RECORDED_OTHERWISE),
    )


def test_the_second_line_of_a_participant_is_refused() -> None:
    outcome = sort_out([Result(ANI, True), Result(ANI, True)], {ANI: None})

    assert (len(outcome.new), outcome.refused) == (1, ((1, ResultRefusal.TWICE_IN_REQUEST),))


def test_a_pass_counts_for_its_days_and_a_fail_for_none() -> None:
    held_on = date(2026, 2, 28)

    assert certificate_until(held_on, passed=True, days=730) == date(2028, 2, 28)
    assert certificate_until(held_on, passed=False, days=730) is None


def test_joining_is_open_beforehand_and_for_seven_days_after() -> None:
    held_on = date(2026, 11, 20)

    days = (date(2026, 1, 1), held_on, date(2026, 11, 27), date(2026, 11, 28))
    assert [may_join(held_on, day) for day in days] == [True, True, True, False]


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.SENTENCES) == set(ResultRefusal)


def test_the_words_of_the_api_are_these() -> None:
    assert [*ResultRefusal] == ["participant_unknown", "twice_in_request", "recorded_otherwise"]
    assert [*CorrectionReason] == [
        "entered_wrongly",
        "assessed_again",
        "objection_upheld",
        "irregularity",
    ]
    assert MOST_RESULTS == 500
