"""What is said of an account nothing can be said of, and of one with flagged weeks."""

from dataclasses import asdict, replace
from datetime import date

from verification.growth.rules.screened import NOT_JUDGED, FlaggedWeek


def test_an_account_with_too_few_readings_is_under_no_suspicion() -> None:
    assert asdict(NOT_JUDGED) == {
        "judged": False,
        "score": 0.0,
        "p_value": 1.0,
        "flagged": False,
        "flagged_weeks": (),
        "lost_again": 0,
        "compared_with": 0,
        "muted_weeks": 0,
        "explained": 0,
        "doubtful": 0,
    }


def test_what_is_unexplained_is_the_gain_of_all_flagged_weeks() -> None:
    weeks = (FlaggedWeek(date(2026, 11, 2), 40, 3), FlaggedWeek(date(2026, 11, 9), 60, 3))

    assert replace(NOT_JUDGED, flagged_weeks=weeks).unexplained_gain == 100
