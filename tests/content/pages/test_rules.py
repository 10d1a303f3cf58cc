"""Dates and paragraphs as a page shows them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.pages.rules import paragraphs, spoken
from shared.calendar import JAKARTA

EVENING = datetime(2026, 12, 31, 17, 5, tzinfo=UTC)


def test_dates_are_spoken_in_western_indonesian_time() -> None:
    assert spoken(EVENING, JAKARTA, "id") == "1 Januari 2027 pukul 00.05 WIB"
    assert spoken(EVENING, JAKARTA, "en") == "1 January 2027, 00:05 WIB"


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("id", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November"),
        ("en", "January February March April May June July August September October November"),
    ],
)
def test_every_month_has_its_name(language: str, months: str) -> None:
    moments = [datetime(2026, month, 2, tzinfo=UTC) for month in range(1, 13)]
    named = [spoken(moment, JAKARTA, language).split()[1] for moment in moments]

    assert [name.strip(",") for name in named[:11]] == months.split()
    assert named[11].startswith("D")
    assert named[11] == {"id": "Desember", "en": "December"}[language]


def test_an_empty_line_ends_a_paragraph_and_a_single_break_does_not() -> None:
    assert paragraphs("Satu\ndua \n\n\n  \ntiga\n") == ("Satu\ndua", "tiga")


@given(st.text(alphabet=" \nab"))
def test_no_word_is_lost_between_paragraphs(body: str) -> None:
    assert "".join("".join(paragraphs(body)).split()) == "".join(body.split())
