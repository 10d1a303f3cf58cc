"""Which characters a public text may hold: each kind whole, and what a script needs beside it."""

import sys
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.writing.characters import (
    Unfit,
    carried,
    is_legible,
    is_unseen,
    normal,
    one_line,
    unfit,
)

NONCHARACTERS = [chr(p << 16 | last) for p in range(17) for last in (0xFFFE, 0xFFFF)]
CONTROLS = [chr(c) for c in (*range(32), *range(0x7F, 0xA0)) if chr(c) not in "\t\n"]
BALINESE, JAVANESE, JAWI = "\u1b29\u1b2e\u1b36", "\ua997\ua9ae", "\u0628\u0647\u0627\u0633"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_way_to_end_a_line_is_one(line_end: str) -> None:
    assert normal(f" satu{line_end}dua{line_end}{line_end}tiga ") == "satu\ndua\n\ntiga"


def test_what_stands_on_one_line_has_no_line_ends_and_no_tabs() -> None:
    assert one_line(" satu \r\n dua\ttiga ") == "satu dua tiga"


def test_a_text_is_kept_composed() -> None:
    assert normal("e\u0301") == one_line("e\u0301") == "é"


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\u00a0b", "", "a\u2003b", "—", "\u06dd", "é"])
def test_tabs_and_spaces_of_any_width_hide_nothing(text: str) -> None:
    assert unfit(text) is None


@pytest.mark.parametrize("sign", [*NONCHARACTERS, "\ufdd0", "\ufdef", "\ud800", "\ufff9"])
def test_what_no_feed_can_carry_is_unfit(sign: str) -> None:
    assert unfit(f"a{sign}b") is Unfit.CONTROL


def test_every_control_character_is_unfit_but_those_that_mean_a_line() -> None:
    assert {unfit(f"a{sign}b") for sign in CONTROLS} == {Unfit.CONTROL}
    assert [s for s in CONTROLS if unfit(normal(f"a{s}b")) is None] == ["\v", "\f", "\r", "\x85"]


@pytest.mark.parametrize("sign", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u206a\u206f")
def test_what_turns_text_around_is_unfit(sign: str) -> None:
    assert unfit(f"{JAWI}{sign}{JAWI}") is Unfit.TURNING


@pytest.mark.parametrize(
    "sign",
    "\u00ad\u034f\u115f\u1160\u3164\uffa0\u180e\u200b\u200c\u200d\u2060\u2064\u2800\ufe00\ufe0f"
    "\ufeff\ufff0\ue000\U000e0041\U000e0100\U000f0000\U00100000\U0001d173\U00013441",
)
def test_what_nobody_sees_is_unfit_between_latin_letters_and_digits(sign: str) -> None:
    assert unfit(f"a{sign}b") is unfit(f"1{sign}2") is Unfit.HIDING or sign == "\ufe0f"
    assert is_unseen(sign)


@pytest.mark.parametrize("word", [BALINESE, JAVANESE, JAWI, "\u1a00\u1a17", "\u1bc0\u1bf2"])
@pytest.mark.parametrize("sign", "\u200b\u200c\u200d")
def test_scripts_of_the_archipelago_keep_the_joiners_they_need(word: str, sign: str) -> None:
    assert unfit(f"{word}{sign}{word}") is None
    assert unfit(f"{word}{sign} {word}{sign}") is None
    assert unfit(f"{word}{sign}a") is unfit(f"1{sign}{word}") is Unfit.HIDING
    assert unfit(f"{word}{sign * 3}{word}") is Unfit.HIDING


@pytest.mark.parametrize(
    "emoji",
    [
        "👩\u200d⚕",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "🤦🏽\u200d♂\ufe0f",
        "\U0001fae8",
        "\U0001faff",
    ],
)
def test_emoji_stay_together(emoji: str) -> None:
    assert unfit(f"Sehat {emoji} semua") is None


@pytest.mark.parametrize("text", ["a\ufe0f", " \ufe0f", "\ufe0f", "❤\ufe0f\ufe0f"])
def test_a_sign_that_colours_nothing_is_unfit(text: str) -> None:
    assert unfit(text) is Unfit.HIDING


@given(st.text())
def test_what_is_fit_is_carried_by_xml_as_it_is(text: str) -> None:
    kept = normal(text)
    if unfit(kept) is None:
        element = ElementTree.Element("a")
        element.text = kept
        read = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))

        assert (read.text or "") == kept == carried(kept)


@given(st.text(st.characters(exclude_categories=[])))
def test_what_was_kept_before_is_carried_with_a_mark_for_each_loss(text: str) -> None:
    element = ElementTree.Element("a")
    element.text = carried(text)

    assert ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")) is not None
    assert len(carried(text)) == len(text)


def test_of_all_letters_and_digits_only_blank_ones_cannot_be_seen() -> None:
    letters = (c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c)[0] in "LN")

    assert {c for c in letters if not is_legible(c)} <= set(
        "\u115f\u1160\u3164\uffa0\U00013441\U00013442"
    )
