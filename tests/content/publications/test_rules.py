"""What the public sees as time goes by."""

from datetime import UTC, datetime, timedelta

import pytest

from content.publications.rules import PublicState, page_path, public_state

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("withdrawn_at", "expires_at", "state"),
    [
        (None, AFTER, PublicState.RELEASED),
        (None, NOW, PublicState.EXPIRED),
        (None, BEFORE, PublicState.EXPIRED),
        (BEFORE, AFTER, PublicState.WITHDRAWN),
        (BEFORE, BEFORE, PublicState.WITHDRAWN),
    ],
)
def test_a_withdrawal_outweighs_expiry(
    withdrawn_at: datetime | None, expires_at: datetime, state: PublicState
) -> None:
    assert public_state(withdrawn_at=withdrawn_at, expires_at=expires_at, now=NOW) is state


def test_the_words_and_the_address_stay_for_ever() -> None:
    assert [*PublicState] == ["released", "expired", "withdrawn"]
    assert page_path(7) == "/p/7"
