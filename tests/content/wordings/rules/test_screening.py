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
    post = Evidence("Unggahan", "https://x.com/i/status/912345678901234567")
    person = Evidence("Profil", "https://example.go.id/pegawai/199608182022041901")

    assert screen(wording(evidence=(post,))) == ()
    assert screen(wording(evidence=(person,))) == (
        Spot("/evidence/0/url", Finding.CIVIL_SERVICE_NUMBER),
    )


@given(
    st.dates(date(1960, 1, 1), date(2004, 12, 31)),
    st.integers(18, 40),
    st.integers(1, 12),
    st.integers(1, 2),
    st.integers(1, 999),
    st.sampled_from(["", " ", "-", "."]),
)
def test_every_well_formed_number_is_found(
    birth: date, years: int, month: int, sex: int, sequence: int, gap: str
) -> None:
    number = gap.join(
        [f"{birth:%Y%m%d}", f"{birth.year + years}{month:02}", str(sex), f"{sequence:03}"]
    )

    assert Finding.CIVIL_SERVICE_NUMBER in found(f"Pegawai {number} hadir, 3 orang.")


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_is_told_with_its_rule_and_words_if_a_list_said_so(finding: Finding) -> None:
    assert fault("/body", finding).keys() == {"pointer", "code"}
    assert (
        fault("/body", finding, rule="a/b@1", words="c").items()
        >= {
            "rule": "a/b@1",
            "words": "c",
        }.items()
    )


@given(st.text(max_size=300))
def test_screening_takes_any_text_and_never_repeats_it(text: str) -> None:
    for spot in screen(wording(text)):
        assert spot.pointer == "/body"
        assert isinstance(spot.finding, Finding)


def linked(*urls: str) -> list[tuple[str, Finding]]:
    spots = screen(wording(evidence=tuple(Evidence("Sumber", url) for url in urls)))
    return [(spot.pointer, spot.finding) for spot in spots]


LONG_IDS = [
    "https://x.com/contoh_resmi/status/940486978096762880",
    "https://www.facebook.com/permalink.php?story_fbid=1463888344011718&id=100064125607997",
    "https://www.facebook.com/Dinas-Contoh-1911954692385233/",
    "https://m.facebook.com/story.php?story_fbid=3171015712900001&id=1",
    "https://www.facebook.com/3171015712900001",
    "https://www.tiktok.com/@contoh_resmi/video/7300000000000000000",
    "https://www.komdigi.go.id/berita/999999999999999999",
]


@pytest.mark.parametrize("link", LONG_IDS)
def test_long_ids_of_posts_and_pages_block_nowhere(link: str) -> None:
    in_body = screen(wording(f"Lihat {link}, lalu sebarkan."))
    as_source = screen(wording(evidence=(Evidence("Unggahan", link),)))

    assert [spot for spot in (*in_body, *as_source) if spot.blocks] == []


@pytest.mark.parametrize(
    ("link", "finding"),
    [
        ("https://a.go.id/197801012005011001", Finding.CIVIL_SERVICE_NUMBER),
        ("https://a.go.id/1978-01-01/200501/1/001", Finding.CIVIL_SERVICE_NUMBER),
        ("https://a.go.id/?n=%31%39%37801012005011001", Finding.CIVIL_SERVICE_NUMBER),
        ("https://a.go.id/%2531978%2530101%3200501%31%30%301", Finding.CIVIL_SERVICE_NUMBER),
        ("https://x.com/a/status/197801012005011001", Finding.CIVIL_SERVICE_NUMBER),
        ("https://a.go.id/warga/3171015712900001", Finding.IDENTITY_NUMBER),
        ("https://a.go.id/warga/%33171015712900001", Finding.IDENTITY_NUMBER),
        ("https://www.komdigi.go.id@evil.example/siaran", Finding.DECEPTIVE_LINK),
        ("https://2130706433/a", Finding.DECEPTIVE_LINK),
        ("https://[::1]/a", Finding.DECEPTIVE_LINK),
        ("https://a.go.id/?access_token=1", Finding.DECEPTIVE_LINK),
    ],
)
def test_a_link_is_judged_alike_as_a_source_and_in_prose(link: str, finding: Finding) -> None:
    assert ("/evidence/0/url", finding) in linked(link)
    assert finding in found(f"Lihat {link}.")


@pytest.mark.parametrize(
    "text", ["co-blos nomor 2", "cob.los saja", "Ba_las, Gol-kar", "serbu ko*lom komentarnya"]
)
def test_words_cut_by_marks_are_read_whole(text: str) -> None:
    assert any(spot.blocks for spot in screen(wording(text)))


@pytest.mark.parametrize("text", ["Surat No.SK/12/2026", "hal.2/5", "dan/atau", "a.n./u.b."])
def test_numbers_of_letters_are_no_links(text: str) -> None:
    assert found(f"{text} keliru") == set()


def test_a_link_between_two_groups_keeps_them_apart() -> None:
    assert found("19780101 https://www.komdigi.go.id/a 200501 1 001") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ibu Sari mengeluh", True),
        ("Sdr. Budi hadir", True),
        ("seorang warga bernama Sari", True),
        ("Mrs. Smith said", True),
        ("Ibu Hamil dan Ibu Kota", False),
        ("Bapak Presiden dan Ibu Guru", False),
        ("ibu sari", False),
        ("Masuk Kota", False),
    ],
)
def test_a_name_after_a_form_of_address_is_left_to_people(text: str, names: bool) -> None:
    assert found(text) == ({Finding.PERSON_NAMED} if names else set())


def test_what_was_found_is_named_with_its_rule_unless_it_may_be_a_name() -> None:
    spots = screen(wording("Balas dia, @ibu_sari, NIP 197801012005011001."))

    assert [(spot.finding, spot.rule, spot.words) for spot in spots] == [
        (Finding.CIVIL_SERVICE_NUMBER, "", ""),
        (Finding.PRIVATE_ACCOUNT, "accounts@2", ""),
        (Finding.CALL_AGAINST_PERSON, "calls/reply_to_a_person@3", "balas dia"),
    ]


def test_the_same_words_are_not_searched_twice_and_few_are_kept() -> None:
    assert screen(wording("Balas dia")) is screen(wording("Balas dia"))
    assert screen.cache_info().maxsize == 16


def test_a_rule_is_named_once_for_each_text() -> None:
    assert len(screen(wording("Balas dia. Balas dia lagi, dan tanggapi akun ini."))) == 1
