"""Fingerprints that never change their recipe, labels, columns, and the words of the API."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from content.wordings.rules.wording import (
    Audience,
    Channel,
    Evidence,
    Kind,
    Tongue,
    Wording,
    disclosure_label,
    fingerprint,
)

WORDING = Wording(
    Kind.PROGRAMME,
    Channel.BAGIMU_NEGERI,
    Tongue.INDONESIAN,
    "Judul é",
    "Ringkasan",
    "Isi",
    (Evidence("Sumber", "https://komdigi.go.id/1"),),
    Audience(("klpd:K65",), ("x",)),
    datetime(2027, 1, 1, 0, 0, 0, 7000, tzinfo=UTC),
)
GOLDEN = "3fb6207d928faac0a54f718ec6c0aa9ecfc21a6f11ddb39f6e2fa6f290015cb3"


@pytest.mark.parametrize(
    "changed",
    [
        replace(WORDING, title="Judul lain"),
        replace(WORDING, body="Isi "),
        replace(WORDING, evidence=()),
        replace(WORDING, audience=Audience()),
        replace(WORDING, expires_at=WORDING.expires_at + timedelta(seconds=1)),
        replace(WORDING, kind=Kind.CLARIFICATION),
    ],
)
def test_any_change_changes_the_fingerprint(changed: Wording) -> None:
    assert fingerprint(changed) != fingerprint(WORDING)


def test_the_same_words_have_the_same_fingerprint_in_every_time_zone() -> None:
    moved = WORDING.expires_at.astimezone(datetime.now().astimezone().tzinfo)

    assert fingerprint(replace(WORDING, expires_at=moved)) == fingerprint(WORDING)


def test_the_label_names_the_institution_in_the_language_of_the_message() -> None:
    assert disclosure_label("Kementerian Kesehatan", Tongue.INDONESIAN) == (
        "Saya ASN; materi resmi dari Kementerian Kesehatan"
    )
    assert disclosure_label("Ministry of Health", Tongue.ENGLISH).startswith("I am a civil servant")


def test_words_become_columns_without_losing_any() -> None:
    assert WORDING.columns() == {
        "kind": "programme",
        "channel": "bagimu-negeri",
        "language": "id",
        "title": "Judul é",
        "summary": "Ringkasan",
        "body": "Isi",
        "evidence": [{"title": "Sumber", "url": "https://komdigi.go.id/1"}],
        "audience_institutions": ["klpd:K65"],
        "audience_platforms": ["x"],
        "expires_at": datetime(2027, 1, 1, 0, 0, 0, 7000, tzinfo=UTC),
    }


def test_a_clearance_given_last_year_still_names_these_words() -> None:
    assert fingerprint(WORDING) == GOLDEN


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": "Ringkasan lain"},
        {"language": Tongue.ENGLISH},
        {"audience": Audience(("klpd:K65",), ())},
        {"audience": Audience((), ("x",))},
        {"evidence": (Evidence("Sumber lain", "https://komdigi.go.id/1"),)},
        {"evidence": (Evidence("Sumber", "https://komdigi.go.id/2"),)},
        {"expires_at": WORDING.expires_at + timedelta(milliseconds=1)},
    ],
)
def test_no_part_of_a_message_is_left_out_of_the_fingerprint(changed: dict[str, object]) -> None:
    assert fingerprint(replace(WORDING, **changed)) != GOLDEN  # type: ignore[arg-type]


def test_the_columns_hold_every_word() -> None:
    assert WORDING.columns() == {
        "kind": "programme",
        "channel": "bagimu-negeri",
        "language": "id",
        "title": "Judul é",
        "summary": "Ringkasan",
        "body": "Isi",
        "evidence": [{"title": "Sumber", "url": "https://komdigi.go.id/1"}],
        "audience_institutions": ["klpd:K65"],
        "audience_platforms": ["x"],
        "expires_at": WORDING.expires_at,
    }


def test_the_words_are_those_of_the_api() -> None:
    tongues = "id jv su mad min bug bjn ban ace mak bbc sas ms en"

    assert [*Kind] == ["programme", "clarification"]
    assert [*Channel] == ["bagimu-negeri"]
    assert [*Tongue] == tongues.split()


@pytest.mark.parametrize("language", Tongue)
def test_the_label_is_indonesian_unless_the_message_is_english(language: Tongue) -> None:
    label = {
        True: "I am a civil servant; official material from Kemenkes",
        False: "Saya ASN; materi resmi dari Kemenkes",
    }

    assert disclosure_label("Kemenkes", language) == label[language is Tongue.ENGLISH]
