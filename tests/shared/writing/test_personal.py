"""Numbers of a person are found by their structure, and other numbers are left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.writing.personal import (
    PersonalNumber,
    personal_numbers,
    reads_as_identity_number,
    reads_as_number_at_work,
    undivided_numbers,
)

AT_WORK, RESIDENT = PersonalNumber.AT_WORK, PersonalNumber.OF_A_RESIDENT
PIECES = ["19780101", "200501", "1", "001"]


def found(text: str) -> set[PersonalNumber]:
    return set(personal_numbers(text))


@pytest.mark.parametrize(
    "gap",
    [
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "-",
        "–",
        "—",
        "‑",
        "−",
        "﹣",
        "_",
        ".",
        ",",
        ", ",
        "/",
        "·",
        "\u00a0",
        "\u2009",
        "\u3000",
        "\u200b",
        "\u200d",
        "\ufe0f",
        "\u034f",
        "\u3164",
        "|",
        ":",
        " - ",
    ],
)
def test_whatever_stands_between_its_pieces_the_number_is_found(gap: str) -> None:
    assert found(f"Pegawai {gap.join(PIECES)} hadir") == {AT_WORK}
    assert found(f"Warga {gap.join(['317101', '571290', '0001'])} hadir") == {RESIDENT}


@pytest.mark.parametrize(
    "text",
    [
        "①⑨⑦⑧⓪①⓪①②⓪⓪⑤⓪①①⓪⓪①",
        "１９７８０１０１２００５０１１００１",
        "𝟏𝟗𝟕𝟖𝟎𝟏𝟎𝟏𝟐𝟎𝟎𝟓𝟎𝟏𝟏𝟎𝟎𝟏",
        "1978O1O12OO5O11OO1",
        "l978ol0l 2oo5ol l ool",
        "Rp 197.801.012.005.011.001",
        "1,9,7,8,0,1,0,1,2,0,0,5,0,1,1,0,0,1",
        "197801012005011001",
        "NIP197801012005011001",
        "(197801012005011001)",
        "198511302021222915",
    ],
)
def test_however_its_digits_are_written_the_number_is_found(text: str) -> None:
    assert found(text) == {AT_WORK}


@pytest.mark.parametrize(
    "text",
    [
        "Pendaftaran 2026-11-26 sampai 2027-01-15 pukul 10.30",
        "2026-11-26 / 2027-01-15 10.30",
        "tahun 2019 2020 2021 2022 2023 2024 2025 2026",
        "17-08-1945 17-08-2025",
        "APBN Rp3.621.313.700.000.000, naik dari Rp3.325.100.000.000.000",
        "Hubungi 112, 119, 129, 1500-567 atau (021) 345-6789",
        "Jumlah 1.250, 1.310, 1.422, 1.503, 1.671, 1.702 dan 1.811",
        "Rekening 1234-5678-9012-3456 atas nama kas negara",
        "6.123.456,78 LS 106.812.345,67 BT",
        "Surat nomor 440/1234/SJ tanggal 12 Maret 2026 pukul 10.00-12.00",
    ],
)
def test_dates_amounts_telephones_and_lists_are_left_alone(text: str) -> None:
    assert found(text) == set()


def with_dates(birth: str = "19870415", appointed: str = "201001", sex: str = "2") -> bool:
    return reads_as_number_at_work(f"{birth}{appointed}{sex}903")


@pytest.mark.parametrize(
    ("number", "reads"),
    [
        ({"birth": "19300101", "appointed": "195001"}, True),
        ({"birth": "19291231", "appointed": "195001"}, False),
        ({"birth": "19871231"}, True),
        ({"birth": "19870015"}, False),
        ({"birth": "19871315"}, False),
        ({"birth": "19870400"}, False),
        ({"birth": "19870432"}, False),
        ({"appointed": "200112"}, True),
        ({"appointed": "200012"}, False),
        ({"appointed": "206201"}, True),
        ({"appointed": "206301"}, False),
        ({"appointed": "201000"}, False),
        ({"appointed": "201013"}, False),
        ({"appointed": "201020"}, False),
        ({"appointed": "201021"}, True),
        ({"appointed": "201029"}, True),
        ({"appointed": "201030"}, False),
        ({"sex": "1"}, True),
        ({"sex": "0"}, False),
        ({"sex": "3"}, False),
    ],
)
def test_a_number_at_work_holds_two_dates_a_working_life_apart(
    number: dict[str, str], reads: bool
) -> None:
    assert with_dates(**number) is reads


@pytest.mark.parametrize(
    ("number", "reads"),
    [
        *((f"{region}0101{'010185'}0001", True) for region in (11, 21, 31, 36, 53, 65, 76, 82, 97)),
        *((f"{region}0101{'010185'}0001", False) for region in (10, 22, 37, 54, 66, 77, 80, 98)),
        *((f"327301{middle}0001", True) for middle in ("310185", "410185", "711285")),
        *((f"327301{m}0001", False) for m in ("000185", "320185", "400185", "720185", "150085")),
        ("3273011513850001", False),
        ("3200011501850001", False),
        ("3273011501850000", False),
        ("327301150185001", False),
        ("32730115018500011", False),
    ],
)
def test_an_identity_number_has_a_province_a_birthday_and_a_sequence(
    number: str, reads: bool
) -> None:
    assert reads_as_identity_number(number) is reads


def test_among_many_numbers_sixteen_digits_must_be_cut_as_people_cut_them() -> None:
    assert found("3171 0157 1290 0001 dan 3 orang") == {RESIDENT}
    assert found("3171 0157 1290 0001, 3 orang") == {RESIDENT}
    assert found("3 171 0 157 1 290 0 001, 3 orang") == set()
    assert found("3 171 0 157 1 290 0 001 orang") == {RESIDENT}


@pytest.mark.parametrize(("length", "kind"), [(18, AT_WORK), (16, RESIDENT)])
def test_in_one_piece_the_length_is_enough(length: int, kind: PersonalNumber) -> None:
    assert [*undivided_numbers("9" * length)] == [kind]
    assert [*undivided_numbers("9" * (length - 1)), *undivided_numbers("9" * (length + 1))] == []
    assert [*undivided_numbers(f"{'9' * (length - 1)} 9")] == []


@given(
    st.dates(date(1960, 1, 1), date(2004, 12, 31)),
    st.integers(18, 40),
    st.integers(1, 12),
    st.integers(1, 2),
    st.integers(1, 999),
    st.text(" \n\t.,-–/:\u200b\u2009\u3000|", max_size=3),
)
def test_every_well_formed_number_is_found(
    birth: date, years: int, month: int, sex: int, sequence: int, gap: str
) -> None:
    appointed = f"{birth.year + years}{month:02}"
    number = gap.join([f"{birth:%Y%m%d}", appointed, str(sex), f"{sequence:03}"])

    assert AT_WORK in found(f"Pegawai {number} hadir, 3 orang.")
