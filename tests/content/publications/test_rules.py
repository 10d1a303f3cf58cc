"""What the public sees as time goes by."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from content.publications.rules import (
    REASONS,
    PublicState,
    WithdrawalReason,
    headline,
    page_path,
    public_state,
    stamp,
)
from content.wordings.rules.wording import Tongue

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


def test_a_moment_is_told_in_whole_seconds_of_utc() -> None:
    at = datetime(2026, 11, 26, 21, 18, 46, 736125, tzinfo=timezone(timedelta(hours=7)))

    assert stamp(at) == "2026-11-26T14:18:46Z"


@pytest.mark.parametrize("tongue", Tongue)
def test_what_was_withdrawn_is_called_so_and_no_longer_by_its_title(tongue: Tongue) -> None:
    said = {True: "This message was withdrawn", False: "Pesan ini ditarik"}

    assert headline("Judul", tongue, withdrawn=False) == "Judul"
    assert headline("Judul", tongue, withdrawn=True) == said[tongue is Tongue.ENGLISH]


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert set(REASONS) == set(WithdrawalReason)
    assert len({text.id for text in REASONS.values()}) == len(WithdrawalReason) == 8
    assert all(text.id != text.en and text.id.endswith(".") for text in REASONS.values())
