"""By when a person should have looked at a new name."""

from datetime import UTC, datetime

from registry.badges.renamings.rules import look_by


def test_the_term_runs_from_the_day_it_was_noticed() -> None:
    noticed = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)

    assert look_by(noticed, 5) == datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
