"""Digits are found however they are written; letters keep them apart."""

import pytest

from shared.writing.digits import Window, spoken, windows


def read(text: str) -> set[str]:
    return {window.digits for window in windows(text, range(1, 9))}


@pytest.mark.parametrize(
    "text",
    [
        "1234",
        "１２３４",
        "①②③④",
        "❶❷❸❹",
        "𝟏𝟐𝟑𝟒",
        "١٢٣٤",
        "⁵1234⁵"[1:5],
        "1️⃣2️⃣3️⃣4️⃣",
        "⒈⒉⒊⒋",
        "⑴⑵⑶⑷",
        "一二三四",
        "Ⅰ2Ⅲ4",
        "1\u00ad2\u034f3\u31644",
        "1\u200d2\ufe0f3\u20604",
        "l234",
        "I234",
        "1234x",
    ],
)
def test_every_writing_of_a_digit_is_the_digit(text: str) -> None:
    assert "1234" in read(text)


@pytest.mark.parametrize(
    "gap", [" ", "  ", "\n", "-", "–", "—", "−", "\u2009", "\u00a0", ",", ".", "/"]
)
@pytest.mark.parametrize("more", ["", " ", "\t"])
def test_nothing_but_a_letter_keeps_digits_apart(gap: str, more: str) -> None:
    assert "1234" in read(f"12{gap}{more}34")


@pytest.mark.parametrize("text", ["12 a 34", "12a34", "12 dan 34", "12 Il2a 34"])
def test_a_letter_does(text: str) -> None:
    assert "1234" not in read(text)


def test_letters_that_look_like_digits_count_among_digits_only() -> None:
    assert "2010" in read("2O1O") & read("20lo") & read("2 о I 0")
    assert read("oli") == read("O l i") == set()
    assert read("NIP2010") == read("2010Oktober") == {"2010"}


def test_neighbouring_groups_are_read_in_every_way_of_the_lengths_asked_for() -> None:
    assert list(windows("12-34 5", (2, 4, 5))) == [
        Window("12", ("12",), whole=False),
        Window("1234", ("12", "34"), whole=False),
        Window("12345", ("12", "34", "5"), whole=True),
        Window("34", ("34",), whole=False),
    ]
    assert list(windows("7", (1,))) == [Window("7", ("7",), whole=True)]


def test_a_number_too_long_is_no_window() -> None:
    assert read("123456789 1") == {"1"}


def test_a_text_of_nothing_but_digits_is_read_in_little_time() -> None:
    assert len(list(windows("1 " * 10_000, (16, 18)))) == 2 * 10_000 - 15 - 17


def test_words_for_digits_are_digits_and_parts_of_words_are_not() -> None:
    assert spoken("Nol-satu, TWO; duaan kesatuan someone") == "0-1, 2; duaan kesatuan someone"
