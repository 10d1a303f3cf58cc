"""By when a person should have looked at a new name, and whether it still is the name."""

from datetime import UTC, datetime

import pytest

from registry.accounts.sightings.rules import Behind, Look, Seen
from registry.badges.renamings.rules import goes_by, look_by

SEEN = Seen("17", frozenset({"dinas.baru", "17"}), "dinas.baru", False, 612, 40)


def test_the_term_runs_from_the_day_it_was_noticed() -> None:
    noticed = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)

    assert look_by(noticed, 5) == datetime(2026, 12, 1, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("look", "handle", "expected"),
    [
        (Look(Behind.RENAMED, SEEN), "Dinas.Baru", True),
        (Look(Behind.RENAMED, SEEN), "dinas.lama", False),
        (Look(Behind.RENAMED, SEEN), "17", False),
        (Look(Behind.SAME, SEEN), "dinas.baru", False),
        (Look(Behind.NOBODY), "dinas.baru", False),
        (Look(Behind.ANOTHER), "dinas.baru", False),
    ],
)
def test_an_account_goes_by_the_new_name_it_was_found_under(
    look: Look, handle: str, expected: bool
) -> None:
    assert goes_by(look, handle) is expected
