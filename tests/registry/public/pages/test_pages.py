"""What a page says of a badge, without a database."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from uuid import UUID

import pytest

from registry.accounts.account.rules.platforms import PlatformName
from registry.badges.badge.rules import PublicState
from registry.badges.badge.schemas import BadgedAccount, BadgeOut, VouchingInstitution
from registry.public.lookups.rules import Finding
from registry.public.pages.pages import MEANING, SAID, badge_page, home_page, missing_page

NOW = datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC)
SITE = "https://lencana.example.go.id"
SHOWN = [PublicState.ACTIVE, PublicState.PAUSED, PublicState.ENDED]
VOID = {"meta", "input", "br", "link", "img"}


def badge(state: PublicState, platform: str = "x", handle: str = "contoh") -> BadgeOut:
    """A badge as everybody may know it; of an ended one only that it has ended."""
    ended = state is PublicState.ENDED
    account = BadgedAccount(
        platform=PlatformName(platform), handle=handle, url=f"https://x.com/{handle}"
    )
    return BadgeOut(
        id=UUID(int=1),
        title="Humas pemerintah (GPR officer)",
        official=state is PublicState.ACTIVE,
        state=state,
        account=None if ended else account,
        institution=None if ended else VouchingInstitution(name="Kementerian <Uji>", codes={}),
        valid_from=None if ended else datetime(2026, 1, 4, 17, 0, tzinfo=UTC),
        valid_until=None if ended else datetime(2027, 1, 4, 16, 59, tzinfo=UTC),
    )


def page(shown: BadgeOut) -> str:
    return bytes(badge_page(shown, SITE, NOW).body).decode()


def home(found: Finding | None = None, written: str = "") -> str:
    return bytes(home_page(SITE, written, found).body).decode()


class Outline(HTMLParser):
    """Whether every element that opens also closes, in order."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.languages: set[str] = set()
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.languages |= {value for name, value in attrs if name == "lang" and value}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def every_page() -> list[str]:
    found = [Finding(state, "x", "contoh") for state in PublicState]
    return [
        *(page(badge(state)) for state in SHOWN),
        *(home(each, "https://x.com/contoh") for each in found),
        home(),
        home(None, "bukan alamat"),
        bytes(missing_page(SITE).body).decode(),
    ]


@pytest.mark.parametrize("document", every_page())
def test_every_page_is_whole_calm_and_signed(document: str) -> None:
    outline = Outline(document)

    assert outline.open == []
    assert {"main", "header", "footer", "title"} <= set(outline.seen)
    assert outline.seen.count("h1") == 1
    assert outline.languages == {"id", "en"}
    assert "script" not in outline.seen
    assert "Pemerintah Republik Indonesia" in document
    assert f"{SITE}/" in document
    assert 'href="/"' in document
    assert "prefers-color-scheme:dark" in document


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


@pytest.mark.parametrize("state", [PublicState.PAUSED, PublicState.ENDED])
def test_no_page_says_of_a_paused_or_ended_badge_that_it_is_valid(state: PublicState) -> None:
    main = page(badge(state)).partition("<main>")[2].partition("</main>")[0]

    assert not re.search(r"Berlaku|Valid|Akun ini resmi|is official<|2027", main)


def test_an_ended_badge_names_no_account_and_refers_to_none() -> None:
    text = page(badge(PublicState.ENDED))

    for absent in ("Akun ·", "Instansi", "di atas", "letter by letter"):
        assert absent not in text
    assert "huruf demi huruf" in page(badge(PublicState.PAUSED))


@pytest.mark.parametrize(("state", "linked"), [(s, s is PublicState.ACTIVE) for s in SHOWN])
def test_a_page_leads_to_an_account_only_while_it_is_official(
    state: PublicState, linked: bool
) -> None:
    assert ('href="https://x.com/contoh"' in page(badge(state))) is linked


def test_every_state_has_words_in_both_languages() -> None:
    assert set(SAID) == set(MEANING) == set(PublicState)
    assert all(text.id != text.en for text in [*SAID.values(), *MEANING.values()])


@pytest.mark.parametrize("state", [*PublicState])
def test_the_answer_to_people_says_official_of_an_active_badge_only(state: PublicState) -> None:
    text = home(Finding(state, "x", "contoh"), "https://x.com/contoh")

    assert ("<h2>Akun ini resmi " in text) is (state is PublicState.ACTIVE)
    assert f'class="notice {state}"' in text


def test_what_cannot_be_read_is_said_kindly_and_kept_in_the_field() -> None:
    text = home(None, '"><b>bukan alamat')

    assert "Alamat ini tidak terbaca" in text
    assert 'value="&#34;&gt;&lt;b&gt;bukan alamat"' in text


def test_without_a_question_there_is_no_answer() -> None:
    assert "notice" not in home().partition("<main>")[2]


def test_every_value_is_escaped() -> None:
    assert "Kementerian &lt;Uji&gt;" in page(badge(PublicState.ACTIVE))


def test_a_page_is_not_kept_and_only_its_own_style_is_let_in() -> None:
    answer = badge_page(badge(PublicState.ACTIVE), SITE, NOW)

    style = bytes(answer.body).partition(b"<style>")[2].partition(b"</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert answer.headers["cache-control"] == "no-store"
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
