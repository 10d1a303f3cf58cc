"""The first and the last of everything that screening knows."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.wordings.rules.screening import Finding, Spot, screen
from content.wordings.rules.wording import Audience, Channel, Evidence, Kind, Tongue, Wording

WORDING = Wording(
    Kind.PROGRAMME,
    Channel.BAGIMU_NEGERI,
    Tongue.INDONESIAN,
    "Vaksinasi",
    "Ringkasan",
    "Isi",
    (Evidence("Siaran pers", "https://komdigi.go.id/1"),),
    Audience(),
    datetime(2027, 1, 1, tzinfo=UTC),
)
NIP = Finding.CIVIL_SERVICE_NUMBER
NIK = Finding.IDENTITY_NUMBER


def found(text: str) -> set[Finding]:
    return {spot.finding for spot in screen(replace(WORDING, body=text))}


def spaced_nip(birth: str = "19870415", appointed: str = "201001") -> str:
    return f"{birth} {appointed} 2 903"


@pytest.mark.parametrize(
    "birth", ["19701231", "19870101", "19870131", "19871201", "19871231", "19921231"]
)
def test_a_spaced_nip_is_found_from_the_first_of_january_to_new_years_eve(birth: str) -> None:
    assert NIP in found(spaced_nip(birth))


@pytest.mark.parametrize(
    "birth", ["19291231", "21010101", "19870015", "19871315", "19870400", "19870432"]
)
def test_spaced_digits_of_no_birthday_are_no_nip(birth: str) -> None:
    assert NIP not in found(spaced_nip(birth))


@pytest.mark.parametrize(
    ("appointed", "is_one"),
    [("200101", True), ("206201", True), ("200012", False), ("206301", False)],
)
def test_a_nip_was_given_in_a_working_life(appointed: str, is_one: bool) -> None:
    assert (NIP in found(spaced_nip(appointed=appointed))) is is_one


@pytest.mark.parametrize(
    "middle", ["010185", "310185", "150185", "151285", "410185", "710185", "551285"]
)
def test_a_spaced_nik_is_found_on_the_first_and_in_january(middle: str) -> None:
    for region in ("110101", "327301", "970101"):
        assert NIK in found(f"{region} {middle} 0001")


@pytest.mark.parametrize("middle", ["000185", "320185", "400185", "720185", "150085", "151385"])
def test_spaced_digits_of_no_birthday_are_no_nik(middle: str) -> None:
    assert NIK not in found(f"327301 {middle} 0001")


def test_a_nik_begins_with_a_province() -> None:
    assert NIK not in found("100101 150185 0001")


@pytest.mark.parametrize("mark", [" ", ".", "-", "/", "\u00a0", ""])
def test_the_pieces_of_a_number_may_be_joined_in_every_usual_way(mark: str) -> None:
    assert NIP in found(mark.join(["19870415", "201001", "2", "903"]))


@pytest.mark.parametrize(("digits", "finding"), [(16, NIK), (18, NIP)])
def test_in_one_piece_the_length_alone_is_enough(digits: int, finding: Finding) -> None:
    assert found("9" * digits) == {finding}
    assert found("9" * (digits - 1)) == set()
    assert found("9" * (digits + 1)) == set()


@pytest.mark.parametrize(
    "amount", ["Rp1.987.041.520.100.129", "IDR 3.621.313.700.000.000,50", "rp. 327.301.150.185"]
)
def test_money_is_no_number_of_a_person(amount: str) -> None:
    assert found(f"Anggaran {amount} tahun ini") == set()


def test_a_nip_written_like_money_is_a_nip() -> None:
    assert found("Anggaran Rp 198.704.152.010.012.903") == {NIP}


def test_a_link_may_carry_a_long_number_but_no_nip() -> None:
    def linked(number: str) -> tuple[Spot, ...]:
        return screen(
            replace(WORDING, evidence=(Evidence("a", f"https://x.com/i/status/{number}"),))
        )

    assert linked("999999999999999999") == ()
    assert linked("198704152010012903") == (Spot("/evidence/0/url", NIP),)


@pytest.mark.parametrize(
    ("address", "flagged"),
    [
        ("humas@komdigi.go.id", False),
        ("HUMAS@KOMDIGI.GO.ID", False),
        ("a@go.id", False),
        ("a@evilgo.id", True),
        ("a@go.id.example", True),
        ("a@gmail.com", True),
    ],
)
def test_only_addresses_outside_the_government_are_flagged(address: str, flagged: bool) -> None:
    assert found(f"Tulis ke {address} ya") == ({Finding.EMAIL_ADDRESS} if flagged else set())


@pytest.mark.parametrize(
    "number", ["0812-3456-7890", "+62 812 3456 789", "62812345678", "08123456789", "0811.234.567"]
)
def test_mobile_numbers_are_flagged(number: str) -> None:
    assert found(f"Hubungi {number}") == {Finding.MOBILE_NUMBER}


@pytest.mark.parametrize("number", ["021-3456789", "1500-567", "119", "0912-3456-7890"])
def test_other_telephones_are_not(number: str) -> None:
    assert found(f"Hubungi {number}") == set()


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\ue000", "\ufeff", "\ufdd0", "\ufdef"])
def test_signs_that_reorder_or_hide_are_found(sign: str) -> None:
    assert found(f"a{sign}b") == {Finding.DECEPTIVE_CHARACTER}


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"])
def test_the_last_two_of_a_plane_are_found(sign: str) -> None:
    assert found(f"a{sign}b") == {Finding.DECEPTIVE_CHARACTER}


@pytest.mark.parametrize("sign", ["\n", "👩\u200d⚕", "é", "—", "\U0001faff", "\ufdcf", "\ufdf0"])
def test_what_people_write_is_let_through(sign: str) -> None:
    assert found(f"a{sign}b") == set()


def test_every_place_is_named_in_reading_order() -> None:
    nip = "198704152010012903"
    wording = replace(
        WORDING,
        title=nip,
        summary=nip,
        body=f"{nip} {nip}",
        evidence=(Evidence("a", "https://a.example"), Evidence(nip, f"https://a.example/{nip}")),
    )

    assert [spot.pointer for spot in screen(wording)] == [
        "/title",
        "/summary",
        "/body",
        "/evidence/1/title",
        "/evidence/1/url",
    ]


@given(st.dates(date(1950, 1, 1), date(2005, 12, 31)), st.integers(1, 999))
def test_every_spaced_nip_is_found(birth: date, sequence: int) -> None:
    assert NIP in found(f"NIP {birth:%Y%m%d} 202401 1 {sequence:03d}.")


@pytest.mark.parametrize("between", [" lalu ", " dan ", "x", " then "])
def test_a_word_between_the_parts_hides_no_identity_number(between: str) -> None:
    assert Finding.IDENTITY_NUMBER in found(between.join(["3201", "0145", "0585", "0001"]))


def test_years_told_one_after_the_other_are_no_number_of_a_person() -> None:
    assert found("Tahun 2021 dan 2022 dan 2023 dan 2024, juga 1971 dan 1972 dan 1973") == set()
