"""Letters are read as people see them, however they are dressed up."""

import pytest

from shared.writing.letters import joined, mended, parted, plain, words


@pytest.mark.parametrize(
    "text",
    [
        "COBLOS",
        "Ｃｏｂｌｏｓ",
        "сoblоs",
        "cöblòs",
        "co\u00adblos",
        "c\u200bo\u2060blos",
        "𝐜𝐨𝐛𝐥𝐨𝐬",
        "ⓒⓞⓑⓛⓞⓢ",
        "co\u0336b\u0336los",
        "c0bl0s",
        "c o b l o s",
        "c.o.b.l.o.s",
        "C - O - B - L - O - S",
        "ϲoblos",
        "COBLОЅ",
    ],
)
def test_every_dress_of_a_word_is_the_word(text: str) -> None:
    assert words(text) == "coblos"


def test_words_stand_apart_by_one_space_and_nothing_else() -> None:
    assert words("  Pilih,\n nomor—urut:\t2! ") == "pilih nomor urut 2"
    assert words("PDI-Perjuangan") == "pdi perjuangan"
    assert words("") == words("…") == ""


def test_digits_stay_digits_unless_letters_stand_on_both_sides() -> None:
    assert words("nomor 2 tahun 2026 jam 10") == "nomor 2 tahun 2026 jam 10"
    assert words("b4las lapor1708") == "balas lapor1708"


@pytest.mark.parametrize("text", ["co-blos", "cob.los", "co\u2022bl*os", "c’oblos", "cob\u2014los"])
def test_marks_inside_a_word_do_not_cut_it(text: str) -> None:
    assert words(mended(text)) == "coblos"
    assert mended("a@b, 2-3 orang. Ya") == "a@b, 2-3 orang. Ya"


def test_plain_text_keeps_its_marks() -> None:
    assert plain("Ikuti ＠Ibu_Sari (é) di ｘ.com/A") == "ikuti @ibu_sari (e) di x.com/a"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("#GantiNama ya", "tagar Ganti Nama ya"),
        ("#Pilih2_kali", "tagar Pilih 2 kali"),
        ("tanpa TagarApaPun", "tanpa TagarApaPun"),
    ],
)
def test_a_hashtag_is_told_word_by_word(text: str, read: str) -> None:
    assert parted(text) == read


def test_a_phrase_pulled_apart_is_read_word_by_word() -> None:
    assert words(joined("B A L A S  D I A")) == "balas dia"


def test_text_without_wide_gaps_between_letters_stays() -> None:
    assert joined("A B C, lalu  D") == "A B C, lalu  D"
