"""Codes as they have always been: how long they hold, and how forgiving their reading is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts.account.rules.challenges import (
    LIFETIME,
    TRIES,
    Challenge,
    ChallengeStatus,
    code_hash,
    new_code,
    shows_code,
)

KEY = b"k" * 32
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
MIXED = "GPR-01AB-O1IL-0Z9Y"
"""A code with both digits that people misread."""


def test_a_code_is_made_of_the_key_and_everything_it_is_bound_to() -> None:
    bound = {"person": "p", "platform": "x", "url": "https://x.com/contoh", "nonce": b"n"}

    assert new_code(KEY, **bound) == "GPR-QFYC-9D23-4F5X"  # type: ignore[arg-type]
    assert new_code(b"K" * 32, **bound) != "GPR-QFYC-9D23-4F5X"  # type: ignore[arg-type]


@given(st.binary(min_size=1, max_size=8))
def test_who_is_bound_changes_the_code(nonce: bytes) -> None:
    codes = {
        new_code(KEY, person=person, platform=platform, url="u", nonce=nonce)
        for person in ("p", "q")
        for platform in ("x", "instagram")
    }

    assert len(codes) == 4


def test_every_letter_of_every_place_occurs() -> None:
    made = [
        new_code(KEY, person="p", platform="x", url="u", nonce=bytes([a, b]))
        for a in range(4)
        for b in range(256)
    ]
    places = [set(letters) for letters in zip(*(c[4:].replace("-", "") for c in made), strict=True)]

    assert {len(letters) for letters in places} == {32}
    assert set().union(*places) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@pytest.mark.parametrize(
    "written",
    ["gpr-01ab-o1il-0z9y", "GPR-O1AB-01LI-OZ9Y", "GPR-0IAB-011L-0Z9Y", "GPR-0lab-oiil-oz9y"],
)
def test_zero_and_one_may_be_read_as_letters(written: str) -> None:
    assert code_hash(KEY, written) == code_hash(KEY, MIXED)
    assert shows_code(KEY, f"Humas {written}", code_hash(KEY, MIXED))


def test_other_letters_are_not_confused() -> None:
    assert code_hash(KEY, "GPR-2222-2222-2222") != code_hash(KEY, "GPR-ZZZZ-ZZZZ-ZZZZ")


def test_the_stored_hash_stays_what_it_was() -> None:
    kept = "8345321ced23d4361161a9fcce1c5738"

    assert code_hash(KEY, "GPR-0000-0000-0000").hex()[:32] == kept


@pytest.mark.parametrize(
    "dressed",
    [
        "GPR\u221201AB\u2212O1IL\u22120Z9Y",
        "GPR\u201401AB\u2014O1IL\u20140Z9Y",
        "GPR-01\u0000AB-O1IL-0Z9Y",
        "GPR-01\u0301AB-O1IL-0Z9Y",
        "GPR-01\u00adAB-O1IL-0Z9Y",
        "a\u00a0GPR-01AB-O1IL-0Z9Y\tb",
    ],
)
def test_what_phones_and_keyboards_add_does_not_matter(dressed: str) -> None:
    assert shows_code(KEY, dressed, code_hash(KEY, MIXED))


@pytest.mark.parametrize(
    "other",
    ["GPR 01AB O1IL 0Z9Y", "GPR-01 AB-O1IL-0Z9Y", "GPR01ABO1IL0Z9Y", "GPR-01AB-O1IL-0Z9Yx"],
)
def test_but_the_code_stands_in_one_piece(other: str) -> None:
    assert not shows_code(KEY, other, code_hash(KEY, MIXED))


def test_the_wanted_code_counts_wherever_it_stands_among_others() -> None:
    profile = f"GPR-2222-2222-2222 {MIXED} GPR-3333-3333-3333"

    assert shows_code(KEY, profile, code_hash(KEY, MIXED))


def test_a_challenge_is_answered_within_24_hours_and_five_tries() -> None:
    made = Challenge(b"", NOON + LIFETIME, TRIES)

    assert made.expires_at == datetime(2026, 2, 3, 12, tzinfo=UTC)
    assert [Challenge(b"", made.expires_at, n).status(NOON) for n in (4, 5, 6)] == [
        ChallengeStatus.OPEN,
        ChallengeStatus.USED_UP,
        ChallengeStatus.USED_UP,
    ]
    assert Challenge(b"", NOON, 4).status(NOON - timedelta(seconds=1)) is ChallengeStatus.OPEN
    assert [*ChallengeStatus] == ["open", "expired", "used_up"]
