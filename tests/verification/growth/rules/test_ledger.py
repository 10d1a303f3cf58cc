"""What several judgements found is kept together."""

from datetime import date

from verification.growth.rules.ledger import Entry, Ledger, day
from verification.growth.rules.screened import FlaggedWeek

WEEK = date(2026, 11, 16).toordinal() // 7


def entry(*weeks: int, gain: float = 100.0, margin: float = 10.0, lost: float = 0.0) -> Entry:
    gains = {WEEK - back: (gain, 3.0) for back in weeks}
    return Entry(gains, dict.fromkeys(gains, gain + 3), margin, lost)


def test_the_number_of_a_week_leads_back_to_its_monday() -> None:
    assert day(WEEK) == date(2026, 11, 16)


def test_a_week_found_twice_counts_once_as_the_newest_judgement_saw_it() -> None:
    ledger = Ledger.of([entry(5, gain=90), entry(5, gain=120)])

    assert ledger.flagged_weeks() == (FlaggedWeek(date(2026, 10, 12), 90, 3),)


def test_what_only_an_earlier_judgement_found_is_kept_in_order_of_time() -> None:
    ledger = Ledger.of([entry(1), entry(60)])

    assert [flag.week for flag in ledger.flagged_weeks()] == [day(WEEK - 60), day(WEEK - 1)]
    assert ledger.at_most() == 103 + 103 + 10


def test_of_what_left_again_four_fifths_are_no_longer_doubtful() -> None:
    assert Ledger.of([entry(5, lost=50)]).at_most() == 103 + 10 - 40
    assert Ledger.of([entry(5, gain=10, lost=500)]).at_most() == 0


def test_nothing_found_is_nothing_doubtful() -> None:
    assert Ledger.of([]).at_most() == 0
    assert Ledger.of([]).flagged_weeks() == ()
