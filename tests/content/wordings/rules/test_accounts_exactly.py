"""Where the rules about accounts begin and end, to the word and to the letter."""

import pytest

from content.wordings.rules.accounts import account_in_link, accounts_in_prose
from content.wordings.rules.findings import Finding, Hit
from shared.writing.letters import plain
from tests.content.wordings.rules.test_accounts import CHECK, PRIVATE, in_link, in_prose

PLATFORMS = (
    "ig insta instagram twitter x fb facebook tiktok threads tele telegram youtube "
    "linkedin akun akunnya account accounts username profil profilnya profile"
)
NO_HANDLES = (
    "a.id b.com b.org b.net b.info b.me b.co b.io b.tv b.app b.dev b.xyz b.site "
    "b.online b.page b.example b.pdf b.doc b.docx b.xls b.xlsx b.jpg b.jpeg b.png "
    "b.apk b.exe b.zip b.htm b.html b.php b.mp4"
)


@pytest.mark.parametrize("platform", PLATFORMS.split())
def test_each_platform_and_word_for_an_account_counts(platform: str) -> None:
    assert in_prose(f"{platform} budi_warga") == {PRIVATE}


@pytest.mark.parametrize("word", NO_HANDLES.split())
def test_a_domain_or_a_file_beside_an_account_is_no_handle(word: str) -> None:
    assert in_prose(f"akun {word}") == set()
    assert in_prose(f"akun [at] {word}.") == set()


@pytest.mark.parametrize(("between", "is_near"), [(3, True), (4, False)])
def test_a_platform_is_near_within_four_words(between: int, is_near: bool) -> None:
    words = " kata" * between

    assert (PRIVATE in in_prose(f"instagram{words} budi_warga")) is is_near
    assert (PRIVATE in in_prose(f"budi_warga{words} instagram")) is is_near


@pytest.mark.parametrize("end", [". ", "! ", "? ", ".\n", "\n"])
def test_another_sentence_is_not_near(end: str) -> None:
    assert in_prose(f"Ada di instagram{end}Isian nama_lengkap wajib") == set()
    assert in_prose(f"Isian nama_lengkap wajib{end}Ada di instagram") == set()


@pytest.mark.parametrize("after", ["", " sekali saja"])
def test_the_first_and_the_last_word_of_a_text_count(after: str) -> None:
    assert in_prose(f"budi_warga instagram{after}") == {PRIVATE}


@pytest.mark.parametrize("text", ["@humas_contoh.", "@ humas_contoh", "ig: humas.contoh"])
def test_the_name_is_judged_without_sign_dot_and_platform(text: str) -> None:
    assert in_prose(text) == {CHECK}


def test_a_mark_in_place_of_the_sign_is_judged_by_the_name_behind_it() -> None:
    assert in_prose("kata (at) humas_contoh") == {CHECK}


@pytest.mark.parametrize(
    ("link", "finding"),
    [
        ("https://www.facebook.com/p/Humas-Contoh/ibu.sari", CHECK),
        ("https://www.facebook.com/ibu.sari/profile.php", PRIVATE),
        ("https://www.instagram.com/stories", PRIVATE),
        ("https://www.instagram.com/stories/humas_contoh/ibu_sari", CHECK),
        ("https://x.com/ibu_sari/with_replies", PRIVATE),
        ("https://www.facebook.com/ibu.sari/1911954692385233", CHECK),
        ("https://www.facebook.com/ibu.sari/Kontoh-1911954692385233", PRIVATE),
        ("https:\\\\x.com\\ibu_sari", PRIVATE),
    ],
)
def test_each_piece_of_a_path_has_its_place(link: str, finding: Finding) -> None:
    assert in_link(link) == {finding}


def test_a_link_without_a_host_names_nobody() -> None:
    assert in_link("https:///ibu_sari") == set()


def test_a_finding_names_the_list_and_its_version() -> None:
    private = Hit(PRIVATE, "accounts@2")

    assert [*accounts_in_prose(plain("@ibu_sari"))] == [private]
    assert [*account_in_link("https://x.com/ibu_sari")] == [private]
