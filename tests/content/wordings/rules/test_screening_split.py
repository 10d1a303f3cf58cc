"""What is cut into pieces, over fields, between words or in a hashtag, is read whole."""

from dataclasses import replace

import pytest

from content.wordings.rules.screening import Finding, Spot, screen
from tests.content.wordings.rules.test_screening import found, wording


@pytest.mark.parametrize(
    "text",
    [
        "19870415 dan 201001 dan 2 dan 903",
        "1987-04-15T2010:01:2/903",
        "19870415a201001b2c903",
        "19870415 lalu 201001 2 903",
    ],
)
def test_a_number_with_words_between_its_parts_is_found(text: str) -> None:
    assert Finding.CIVIL_SERVICE_NUMBER in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "17-08-1945 dan 17-08-2025",
        "2026-11-26T08:00:00 sampai 2026-12-01T16:00:00",
        "Ruang 12a 201 dan 19 b 20",
        "Tahun 1987 dan 2010, 15 dan 4 orang, 201001 dan 2",
        "Rp19.870.415 dan Rp2.010.012.903",
    ],
)
def test_numbers_joined_by_words_pass(text: str) -> None:
    assert found(text) == set()


def test_a_number_split_over_title_and_summary_is_found() -> None:
    split = replace(wording(title="Pegawai 19870415"), summary="201001 2 903 hadir")

    assert screen(split) == (Spot("/summary", Finding.CIVIL_SERVICE_NUMBER),)


def test_a_number_split_over_three_fields_is_found_and_years_are_not() -> None:
    split = replace(wording("2 903", title="19870415"), summary="201001")
    years = replace(wording("2026 lalu", title="Vaksin 2024"), summary="2025")

    assert [spot.pointer for spot in screen(split)] == ["/body"]
    assert screen(years) == ()


@pytest.mark.parametrize("tag", ["#TangkapBudi", "#tangkapbudi", "#GantiPresiden", "#PilihNomor2"])
def test_a_hashtag_is_read_word_by_word(tag: str) -> None:
    spots = screen(wording(f"Ramaikan tagar {tag}"))

    assert any(spot.blocks for spot in spots)
    assert "budi" not in "".join(spot.words for spot in spots)


def test_letters_with_dots_between_are_one_word() -> None:
    assert Finding.POLITICAL_PARTY in found("P.K.S menang")
