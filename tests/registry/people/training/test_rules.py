"""Results of trainings, sorted by what becomes of each."""

from datetime import date
from uuid import uuid4

from registry.people.training import errors
from registry.people.training.rules import Result, ResultRefusal, certificate_until, sort_out

ANI, BUDI = uuid4(), uuid4()


def test_new_results_of_members_are_taken() -> None:
    outcome = sort_out([Result(ANI, True), Result(BUDI, False)], {ANI, BUDI}, {})

    assert [result.officer_id for result in outcome.new] == [ANI, BUDI]
    assert (outcome.unchanged, outcome.refused) == (0, ())


def test_a_stranger_is_refused() -> None:
    outcome = sort_out([Result(ANI, True)], set(), {})

    assert outcome.refused == ((0, ResultRefusal.OFFICER_UNKNOWN),)


def test_the_same_result_again_is_unchanged() -> None:
    assert sort_out([Result(ANI, True)], {ANI}, {ANI: True}).unchanged == 1


def test_another_result_than_recorded_is_refused() -> None:
    outcome = sort_out([Result(ANI, True)], {ANI}, {ANI: False})

    assert outcome.refused == ((0, ResultRefusal.RECORDED_OTHERWISE),)


def test_the_second_line_of_an_officer_is_refused() -> None:
    outcome = sort_out([Result(ANI, True), Result(ANI, True)], {ANI}, {})

    assert (len(outcome.new), outcome.refused) == (1, ((1, ResultRefusal.TWICE_IN_REQUEST),))


def test_what_was_recorded_stays_known_after_the_officer_left() -> None:
    assert sort_out([Result(ANI, True)], set(), {ANI: True}).unchanged == 1


def test_a_pass_counts_for_its_days_and_a_fail_for_none() -> None:
    held_on = date(2026, 2, 28)

    assert certificate_until(held_on, passed=True, days=730) == date(2028, 2, 28)
    assert certificate_until(held_on, passed=False, days=730) is None


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.SENTENCES) == set(ResultRefusal)
