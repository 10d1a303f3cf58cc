"""Whose accounts a message may name: by handle in prose, by link anywhere."""

import pytest

from content.wordings.rules.accounts import account_in_link, accounts_in_prose, is_on_a_platform
from content.wordings.rules.findings import Finding
from shared.writing.letters import plain

PRIVATE, CHECK = Finding.PRIVATE_ACCOUNT, Finding.ACCOUNT_TO_CHECK


def in_prose(text: str) -> set[Finding]:
    return {hit.finding for hit in accounts_in_prose(plain(text))}


def in_link(link: str) -> set[Finding]:
    return {hit.finding for hit in account_in_link(link)}


@pytest.mark.parametrize(
    "text",
    [
        "dari @ibu_sari",
        "(@budi.s)",
        "＠ibu_sari",
        "@Ibu_Sari!",
        "﹫budi",
        "@іbu_sari",
        "@bu\u00addi",
        "@ ibu_sari",
        "@budi-s",
        "@a",
    ],
)
def test_the_handle_of_somebody_unknown_blocks(text: str) -> None:
    assert in_prose(text) == {PRIVATE}


@pytest.mark.parametrize(
    "text",
    [
        "@dinkes_kotacontoh",
        "@pemkab.contoh",
        "@contoh_resmi",
        "@humas_contoh",
        "@bpbdcontoh",
        "@kemkomdigi",
        "@infoBMKG,",
        "@LAPOR1708",
        "@indonesiabaik.id",
    ],
)
def test_what_sounds_official_is_left_to_people(text: str) -> None:
    assert in_prose(text) == {CHECK}


@pytest.mark.parametrize(
    "text", ["IG: ibu_sari", "Instagram = budi.s", "tiktok: @budi", "telegram: budi99"]
)
def test_a_name_after_that_of_a_platform_is_left_to_people(text: str) -> None:
    assert CHECK in in_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "humas@komdigi.go.id",
        "beras @ Rp12.000",
        "10 kg @12.500",
        "Rapat @ Jakarta",
        "a@b",
        "@",
        "Instagram kami",
        "Twitter/X",
    ],
)
def test_prices_places_and_addresses_are_no_handles(text: str) -> None:
    assert in_prose(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Twitter budi_warga",
        "akun budi_warga di X",
        "budi_warga, pemilik akun itu",
        "instagram budi.warga",
        "lihat Instagram milik budi.warga",
        "(at)budi_warga",
        "kata [at] budi.warga",
        "cek X: bang.budi99",
        "akunnya sari_77",
    ],
)
def test_a_word_cut_like_a_handle_beside_a_platform_blocks(text: str) -> None:
    assert PRIVATE in in_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Buat akun di komdigi.go.id.",
        "Buat akun SIASN di sscasn.bkn.go.id hari ini",
        "Unduh panduan_akun lewat layanan kami.",
        "Unduh panduan akun (panduan.pdf).",
        "Akun a.n. pemohon s.d. 30 November",
        "Instagram kemenkes_ri",
        "Akun lama dihapus pukul 08.00 dengan biaya Rp12.000.",
        "Perbarui profil Anda. Isian nama_lengkap wajib.",
        "Perbarui akun di aplikasi versi 2.1.",
        "humas(at)komdigi.go.id",
        "Ikuti kami di Instagram.Ada hadiah",
        "Akun drs. Budi, S.Kom. M.Si.",
    ],
)
def test_domains_files_and_abbreviations_beside_a_platform_are_no_handles(text: str) -> None:
    assert PRIVATE not in in_prose(text)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com/ibu_sari/",
        "https://instagram.com/ibu_sari?igsh=1",
        "https://instagram.com/stories/ibu_sari/",
        "https://x.com/ibu_sari",
        "https://mobile.twitter.com/ibu_sari",
        "x.com/ibu_sari",
        "https://x.com/%69bu_sari",
        "https://x.com./ibu_sari",
        "https://m.facebook.com/ibu.sari",
        "https://www.tiktok.com/@ibusari",
        "https://t.me/ibusari",
        "https://www.threads.net/@ibusari",
        "https://www.youtube.com/@ibusari",
        "https://id.linkedin.com/in/ibu-sari",
    ],
)
def test_the_profile_of_somebody_unknown_blocks(link: str) -> None:
    assert in_link(link) == {PRIVATE}


@pytest.mark.parametrize(
    "link",
    [
        "https://x.com/ibu_sari/status/940486978096762880",
        "https://x.com/contoh_resmi/status/940486978096762880",
        "https://www.facebook.com/ibu.sari/posts/1463888344011718",
        "https://www.facebook.com/Dinas-Contoh-1911954692385233/",
        "https://www.facebook.com/p/Dinas-Contoh-100064125607997/",
        "https://www.facebook.com/people/Kontoh/100064125607997/",
        "https://www.facebook.com/Kontoh-1911954692385233",
        "https://www.facebook.com/100064125607997",
        "https://www.facebook.com/profile.php?id=100064125607997",
        "https://www.tiktok.com/@ibusari/video/7300000000000000000",
        "https://www.instagram.com/pemkab.contoh",
        "https://www.instagram.com/kemenkes_ri/",
    ],
)
def test_posts_and_pages_are_left_to_people(link: str) -> None:
    assert in_link(link) == {CHECK}


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com/p/Cxyz/",
        "https://x.com/i/status/940486978096762880",
        "https://www.facebook.com/permalink.php?story_fbid=1463888344011718&id=1",
        "https://www.facebook.com/",
        "https://youtu.be/",
        "https://www.youtube.com/watch?v=abc",
        "https://www.komdigi.go.id/ibu_sari",
        "https://notx.com/ibu_sari",
        "https://[",
    ],
)
def test_other_links_name_nobody(link: str) -> None:
    assert in_link(link) == set()


def test_long_numbers_are_those_of_posts_on_platforms_only() -> None:
    assert is_on_a_platform("https://m.facebook.com/1")
    assert not is_on_a_platform("https://facebook.com.example/1")
