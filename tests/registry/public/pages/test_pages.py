"""What a page says of a badge, without a database."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.badge.rules import PublicState
from registry.badges.badge.schemas import BadgedAccount, BadgeOut, VouchingInstitution
from registry.public.pages.pages import badge_page

NOW = datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC)


def badge(state: PublicState, platform: str = "x", handle: str = "contoh") -> BadgeOut:
    """A badge as everybody may know it; of an ended one only that it has ended."""
    ended = state is PublicState.ENDED
    return BadgeOut(
        id=UUID(int=1),
        title="Humas pemerintah (GPR officer)",
        official=state is PublicState.ACTIVE,
        state=state,
        account=None
        if ended
        else BadgedAccount(
            platform=PlatformName(platform), handle=handle, url=f"https://x.com/{handle}"
        ),
        institution=None if ended else VouchingInstitution(name="Kementerian <Uji>", codes={}),
        valid_from=datetime(2026, 1, 4, 17, 0, tzinfo=UTC),
        valid_until=datetime(2027, 1, 4, 16, 59, tzinfo=UTC),
    )


def page(shown: BadgeOut) -> str:
    return bytes(badge_page(shown, NOW).body).decode()


@pytest.mark.parametrize(
    ("state", "indonesian", "english"),
    [
        (PublicState.ACTIVE, "Akun ini resmi", "This account is official"),
        (PublicState.PAUSED, "Lencana akun ini sedang dijeda", "badge is paused"),
        (PublicState.ENDED, "Lencana ini sudah berakhir", "This badge has ended"),
    ],
)
def test_a_page_says_the_state_first_and_in_both_languages(
    state: PublicState, indonesian: str, english: str
) -> None:
    headline = page(badge(state)).partition("<dl>")[0]

    assert indonesian in headline
    assert english in headline


@pytest.mark.parametrize(
    ("platform", "title"), [("instagram", "Instagram"), ("x", "X"), ("facebook", "Facebook")]
)
def test_a_page_names_the_platform_as_the_platform_does(platform: str, title: str) -> None:
    assert f"contoh</a> ({title})" in page(badge(PublicState.ACTIVE, platform))


def test_days_and_the_time_of_checking_are_those_of_jakarta() -> None:
    text = page(badge(PublicState.ACTIVE))

    assert "05-01-2026 – 04-01-2027" in text
    assert "26-11-2026 23:59:59 WIB" in text


def test_an_ended_badge_names_neither_account_nor_institution() -> None:
    text = page(badge(PublicState.ENDED))

    assert "Akun ·" not in text
    assert "Instansi" not in text


def test_every_value_is_escaped() -> None:
    assert "Kementerian &lt;Uji&gt;" in page(badge(PublicState.ACTIVE))


def test_a_page_is_not_kept_and_its_one_style_bears_a_fresh_nonce() -> None:
    first, second = (badge_page(badge(PublicState.ACTIVE), NOW) for _ in range(2))

    nonces = [re.findall(rb'nonce="([^"]+)"', bytes(each.body)) for each in (first, second)]
    assert first.headers["cache-control"] == "no-store"
    assert f"style-src 'nonce-{nonces[0][0].decode()}'" in first.headers["content-security-policy"]
    assert nonces[0] != nonces[1]
