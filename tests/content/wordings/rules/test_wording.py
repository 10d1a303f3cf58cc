"""Fingerprints, labels and columns."""

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
    "Judul",
    "Ringkasan",
    "Isi",
    (Evidence("Sumber", "https://komdigi.go.id/1"),),
    Audience(("klpd:K65",), ("x",)),
    datetime(2027, 1, 1, tzinfo=UTC),
)


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
        "title": "Judul",
        "summary": "Ringkasan",
        "body": "Isi",
        "evidence": [{"title": "Sumber", "url": "https://komdigi.go.id/1"}],
        "audience_institutions": ["klpd:K65"],
        "audience_platforms": ["x"],
        "expires_at": datetime(2027, 1, 1, tzinfo=UTC),
    }
