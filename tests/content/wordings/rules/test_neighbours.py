"""What was found by those who tried the neighbours of what the lists knew."""

import pytest

from content.wordings.rules.findings import Finding
from content.wordings.rules.screening import screen
from tests.content.wordings.rules.test_screening import found, wording


def blocked(text: str) -> bool:
    return any(spot.blocks for spot in screen(wording(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Pilih PKS",
        "Pilihlah PKB",
        "Dukung PAN",
        "Pilih PAN di pemilu",
        "Vote PSI",
        "Dukung Demokrat",
        "Hidup PKB",
        "PKS pilihan kita",
        "Mangga pilih nomer loro",
        "2 jari untuk kita",
    ],
)
def test_a_party_by_its_letters_and_a_number_in_another_tongue_block(text: str) -> None:
    assert blocked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kroyok akun ini",
        "Bantah akun penyebar hoaks itu",
        "Sampaikan bantahan pada akun penyebar",
        "Kirim DM ke akun tersebut",
        "Tandai dia di komentar",
        "Quote tweet warga itu",
        "Debat di kolom komentar beliau",
    ],
)
def test_other_words_for_turning_on_a_person_block(text: str) -> None:
    assert blocked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Berkat Bupati Budi jalan mulus",
        "Berkat Pak Bupati, jalan mulus",
        "Presiden kita paling peduli rakyat",
        "Kerja nyata Pak Gubernur",
    ],
)
def test_thanks_to_somebody_in_office_are_left_to_people(text: str) -> None:
    assert Finding.PRAISE_TO_CHECK in found(text)


def test_a_form_of_address_in_small_letters_is_one_before_a_name() -> None:
    assert Finding.PERSON_NAMED in found("Sebut ibu Sari")


@pytest.mark.parametrize(
    "number",
    ["0 8 1 2 3 4 5 6 7 8 9 0", "O8l2-3456-789O", "０８１２３４５６７８９", "62 8-1-2-3456-7890"],
)
def test_a_mobile_number_is_seen_however_it_is_written(number: str) -> None:
    assert Finding.MOBILE_NUMBER in found(f"Hubungi {number} ya")


@pytest.mark.parametrize(
    "mail", ["sari (at) gmail.com", "sari@gmail .com", "sari at yahoo . co.id"]
)
def test_a_mail_address_is_seen_however_it_is_written(mail: str) -> None:
    assert Finding.EMAIL_ADDRESS in found(f"Tulis ke {mail} ya")


@pytest.mark.parametrize(
    ("number", "finding"),
    [
        ("\u0417201010101800001", Finding.IDENTITY_NUMBER),
        ("1978&nbsp;0101 2005 01 1 001", Finding.CIVIL_SERVICE_NUMBER),
        ("<b>1978</b>0101<i>2005</i>01 1 001", Finding.CIVIL_SERVICE_NUMBER),
    ],
)
def test_markup_and_another_look_alike_hide_no_number(number: str, finding: Finding) -> None:
    assert finding in found(f"Nomor {number} ya")


@pytest.mark.parametrize(
    "text",
    [
        "Penandatanganan PKS antara kementerian dan provinsi.",
        "Tandai akun resmi kami agar tidak tertipu.",
        "Kirim pesan ke layanan kami.",
        "Panaskan minyak di pan anti lengket.",
        "Tekanan ban 32 psi.",
        "Biaya 12.500, 13.000 dan 14.250 rupiah; nomor layanan 150 dan 112.",
        "Jadwal: 08.00, 10.30, 13.15 dan 15.45.",
        "Jadwal: 08.15, 10.30, 13.15.",
        "Gunakan <judul> pada formulir & simpan.",
        "Debat publik disiarkan langsung.",
        "Dukung program ini, pilih jadwal Anda.",
    ],
)
def test_what_offices_say_is_still_said(text: str) -> None:
    assert found(text) == set()
