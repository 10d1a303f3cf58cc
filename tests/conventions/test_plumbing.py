"""What lies below shared/ is plumbing: it would serve three services of any other subject as well.

Words are looked for in everything a file says: names, strings, comments, SQL and TOML.
"""

import re

import pytest

from tests.conventions.checkout import ROOT, SERVICES, files, named, text

DOMAIN = re.compile(
    r"\b(badge|officer|eligib\w+|cohort|nip|asn|cpns|pppk|pledge|clearance|follower|programme|ministr\w+"
    r"|humas|consent|training|enrol\w*|invitation|observation|hoax|klpd"
    r"|pegawai|petugas|instansi|angkatan|ikrar|pelatihan)s?\b",
    re.IGNORECASE,
)
ALLOWED = {
    "wire.py": {"klpd": "the example of an institution's code"},
}
"""Files that may say a word, and why."""

INSTITUTION = {
    "caller.py": "the institutions a token speaks for",
    "database.py": "they are told to PostgreSQL with every transaction",
    "deployment.py": "a client of the issuer has some",
    "migrations.py": "the row policy compares them with the column",
    "settings.py": "the name of the token's claim",
    "testing/tokens.py": "tests sign the claim",
    "trail.py": "whom somebody spoke for who saw a row",
    "web/auth.py": "which rows an operation reaches",
    "web/tokens.py": "the claim is read and checked",
    "web/trail.py": "the same, told to the person who was seen",
    "wire.py": "how a code is written",
}
"""The line: an institution is here whom a row belongs to, a code and no more (decision 0004).

Its names, kinds and the institutions above it are the domain's.
"""
SPEAKS_OF_INSTITUTIONS = re.compile(r"institution", re.IGNORECASE)
OF_INSTITUTIONS = re.compile(
    r"institution_?(name|kind|parent|type|row|table)|institutions? (name|kind|tree)", re.IGNORECASE
)
SHARED = ROOT / "shared/src/shared"


def said(content: str) -> str:
    """The text with compound names taken apart, so that ``BadgeHeld`` says badge."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", content)
    return re.sub(r"[_./-]", " ", apart)


def words_of_the_domain() -> dict[str, set[str]]:
    """By file below shared/, its own name included."""
    found = {
        named(path).removeprefix("shared/src/shared/"): {
            word.lower() for word in spoken(f"{path.name} {text(path)}")
        }
        for path in files("shared/*")
    }
    return {name: words for name, words in found.items() if words}


def spoken(content: str) -> list[str]:
    """The domain's words in a text."""
    return [match[0] for match in DOMAIN.finditer(said(content))]


@pytest.mark.parametrize(
    "content",
    [
        "class BadgeHeld:",
        "badge_number = 1",
        '"""Tells officers."""',
        'type = "id.go.lencana.badge.granted.v1"',
        "select * from cohorts",
        'scope = "registry.officers.read"',
        "eligibility",
        "NIP",
    ],
)
def test_a_word_of_the_domain_is_heard_wherever_it_is_said(content: str) -> None:
    assert spoken(content)


@pytest.mark.parametrize("content", ["snippet", "snipped", "programmer", "async"])
def test_a_word_that_merely_resembles_one_is_not(content: str) -> None:
    assert spoken(content) == []


def test_shared_says_no_word_of_the_domain() -> None:
    assert len(files("shared/*")) > 40
    assert words_of_the_domain() == {name: set(words) for name, words in ALLOWED.items()}


def test_shared_names_no_service_as_its_own() -> None:
    """As a quoted word; "content" is a member of OpenAPI's documents, too."""
    quoted = re.compile(rf"[\"'`]({'|'.join(set(SERVICES) - {'content'})})[\"'`]")

    naming = [named(path) for path in files("shared/*") if quoted.search(text(path))]

    assert naming == []


def test_an_institution_is_whom_a_row_belongs_to_and_no_more() -> None:
    speaking = {
        str(path.relative_to(SHARED))
        for path in files("shared/src/shared/*")
        if SPEAKS_OF_INSTITUTIONS.search(text(path))
    }
    more = [named(path) for path in files("shared/*") if OF_INSTITUTIONS.search(text(path))]

    assert speaking == set(INSTITUTION)
    assert more == []
