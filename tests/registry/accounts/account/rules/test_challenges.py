"""The code proves write access to one profile, and to no other."""

import re
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


def code(nonce: bytes = b"n", url: str = "https://x.com/contoh") -> str:
    return new_code(KEY, person="p", platform="x", url=url, nonce=nonce)


def test_a_code_is_readable_and_has_sixty_bits() -> None:
    assert re.fullmatch(r"GPR(-[0-9A-HJKMNP-TV-Z]{4}){3}", code())


@given(st.binary(max_size=32), st.binary(max_size=32))
def test_codes_differ_with_the_nonce(one: bytes, other: bytes) -> None:
    assert (code(one) == code(other)) == (one == other)


def test_codes_are_bound_to_the_address() -> None:
    assert code(url="https://x.com/contoh") != code(url="https://x.com/lain")


@pytest.mark.parametrize(
    "bio",
    [
        "{code}",
        "Humas. {code} salam",
        "{lower}",
        "✨{code}✨",
        "{code}\nHumas",
        "Humas\n{code}\r\n@contoh",
        "\u200b{spread}\ufeff",
        "{dashes}",
        "{wide}",
        "{misread}",
        "GPR-0000-0000-0000 {code}",
    ],
)
def test_the_code_is_found_however_it_is_dressed(bio: str) -> None:
    written = code()
    forms = {
        "code": written,
        "lower": written.lower(),
        "spread": "\u200b".join(written),
        "dashes": written.replace("-", "\u2013"),
        "wide": written.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
        "misread": "GPR" + written[3:].replace("0", "O").replace("1", "l"),
    }

    assert shows_code(KEY, bio.format(**forms), code_hash(KEY, written))


@pytest.mark.parametrize("bio", ["", "GPR-", "GPR-0000-0000-0000", "{code}7", "x{reversed}"])
def test_anything_else_is_not_the_code(bio: str) -> None:
    written = code()

    shown = bio.format(code=written, reversed=written[::-1])

    assert not shows_code(KEY, shown, code_hash(KEY, written))


@given(st.text(max_size=400))
def test_reading_a_profile_never_raises(bio: str) -> None:
    assert not shows_code(KEY, bio, code_hash(KEY, code()))


def test_what_is_stored_does_not_tell_the_code() -> None:
    assert code_hash(KEY, code()) != code_hash(b"other" * 8, code())


@pytest.mark.parametrize(
    ("challenge", "status"),
    [
        (Challenge(b"", NOON + LIFETIME, 0), ChallengeStatus.OPEN),
        (Challenge(b"", NOON + timedelta(microseconds=1), TRIES - 1), ChallengeStatus.OPEN),
        (Challenge(b"", NOON, 0), ChallengeStatus.EXPIRED),
        (Challenge(b"", NOON + LIFETIME, TRIES), ChallengeStatus.USED_UP),
    ],
)
def test_a_challenge_lives_a_day_and_five_tries(
    challenge: Challenge, status: ChallengeStatus
) -> None:
    assert challenge.status(NOON) is status
