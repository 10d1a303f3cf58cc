"""What screening finds, and what it must let pass."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.wordings.errors import fault
from content.wordings.rules.screening import Finding, Spot, screen
from content.wordings.rules.wording import Audience, Channel, Evidence, Kind, Tongue, Wording

SOURCE = Evidence("Siaran pers", "https://www.komdigi.go.id/berita/1")


def wording(
    body: str = "Vaksin gratis.",
    title: str = "Vaksinasi",
    evidence: tuple[Evidence, ...] = (SOURCE,),
) -> Wording:
    return Wording(
        Kind.PROGRAMME,
        Channel.BAGIMU_NEGERI,
        Tongue.INDONESIAN,
        title,
        "Ringkasan",
        body,
        evidence,
        Audience(),
        datetime(2027, 1, 1, tzinfo=UTC),
    )


def found(body: str) -> set[Finding]:
    return {spot.finding for spot in screen(wording(body))}


def test_a_message_with_a_source_and_plain_words_passes() -> None:
    assert screen(wording()) == ()


def test_a_message_without_a_source_is_stopped() -> None:
    (spot,) = screen(wording(evidence=()))

    assert spot == Spot("/evidence", Finding.EVIDENCE_MISSING)
    assert spot.blocks


@pytest.mark.parametrize(
    "text",
    [
        "NIP 199608182022041901",
        "NIP 19960818 202204 1 901",
        "NIP: 19960818-202204-1-901, masuk 2022",
        "1996.0818.2022.0419.01",
        "nomor １９９６０８１８２０２２０４１９０１",
        "198511302021222915",
        "123456789012345678",
    ],
)
def test_a_civil_service_number_is_found_however_it_is_spaced(text: str) -> None:
    assert Finding.CIVIL_SERVICE_NUMBER in found(text)


@pytest.mark.parametrize("text", ["3171234567890123", "NIK 317101 571290 0001", "3171015712900001"])
def test_an_identity_number_is_found(text: str) -> None:
    assert Finding.IDENTITY_NUMBER in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "APBN 2026 sebesar Rp3.621.313.700.000.000 untuk rakyat",
        "tahun 2019 2020 2021 2022 2023 2024",
        "17-08-1945 17-08-2025",
        "Hubungi 119 ext. 9 atau 0800-1-500-165",
        "Surat nomor 440/1234/SJ tanggal 12 Maret 2026",
        "Gempa \U0001fae8 terasa",
        "Keluarga 👨\u200d👩\u200d👧 sehat",
        "Kirim surat ke humas@komdigi.go.id",
        "",
    ],
)
def test_ordinary_numbers_and_addresses_pass(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("text", ["0812-3456-7890", "+62 812 3456 7890", "081234567890"])
def test_a_mobile_number_is_flagged_and_does_not_block(text: str) -> None:
    (spot,) = screen(wording(f"Hubungi {text} ya"))

    assert spot == Spot("/body", Finding.MOBILE_NUMBER)
    assert not spot.blocks


def test_an_address_outside_the_government_is_flagged() -> None:
    assert found("surat: budi@example.com") == {Finding.EMAIL_ADDRESS}
    assert found("surat: budi@palsu-go.id") == {Finding.EMAIL_ADDRESS}


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ue000", "\ufffe"]
)
def test_characters_that_hide_or_turn_text_are_found_everywhere(character: str) -> None:
    spots = screen(wording(title=f"Vaksin{character}asi"))

    assert spots == (Spot("/title", Finding.DECEPTIVE_CHARACTER),)


def test_the_number_of_a_post_in_a_link_is_no_personal_number() -> None:
    post = Evidence("Unggahan", "https://x.com/kemkomdigi/status/912345678901234567")
    person = Evidence("Profil", "https://example.go.id/pegawai/199608182022041901")

    assert screen(wording(evidence=(post,))) == ()
    assert screen(wording(evidence=(person,))) == (
        Spot("/evidence/0/url", Finding.CIVIL_SERVICE_NUMBER),
    )


@given(
    st.dates(date(1960, 1, 1), date(2004, 12, 31)),
    st.integers(1985, 2026),
    st.integers(1, 12),
    st.integers(1, 2),
    st.integers(1, 999),
    st.sampled_from(["", " ", "-", "."]),
)
def test_every_well_formed_number_is_found(
    birth: date, year: int, month: int, sex: int, sequence: int, gap: str
) -> None:
    number = gap.join([f"{birth:%Y%m%d}", f"{year}{month:02}", str(sex), f"{sequence:03}"])

    assert Finding.CIVIL_SERVICE_NUMBER in found(f"Pegawai {number} hadir, 3 orang.")


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_is_explained_in_both_languages(finding: Finding) -> None:
    assert fault("/body", finding).keys() == {"pointer", "code", "text_id", "text_en"}


@given(st.text(max_size=300))
def test_screening_takes_any_text_and_never_repeats_it(text: str) -> None:
    for spot in screen(wording(text)):
        assert spot.pointer == "/body"
        assert isinstance(spot.finding, Finding)
