"""A text that people are to read holds something they can see."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.wire import LongText, ShortText

SHORT: TypeAdapter[str] = TypeAdapter(ShortText)
LONG: TypeAdapter[str] = TypeAdapter(LongText)
BLANK = ["\u115f", "\u1160", "\u3164", "\uffa0", "\U00013441", "\U00013442"]
"""Letters nobody sees; older tables of Unicode do not know the last two yet."""
BARRED = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
UNREADABLE = [
    "\u200b",
    "\u2800",
    *BLANK,
    "\u0301",
    "\u034f",
    "\u00ad",
    "\u2060",
    "\U000e0061",
    "\ufe0f",
    "...",
    "-",
    "\U0001f44d",
    "\u3164 \u200b\u2800",
]
WRITTEN = st.text(st.characters(categories=["L", "N"], exclude_characters=BLANK), min_size=1)
NOT_WRITTEN = st.text(
    st.characters(categories=["M", "P", "S", "Zs", "Cf"], exclude_characters=BARRED), max_size=20
)


def refused_as(adapter: TypeAdapter[str], value: str) -> list[tuple[str, str]]:
    """Kind and message of each fault."""
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(value)
    return [(fault["type"], fault["msg"]) for fault in refused.value.errors()]


@pytest.mark.parametrize("adapter", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("value", UNREADABLE, ids=ascii)
def test_a_text_of_nothing_to_read_is_refused_and_says_why(
    adapter: TypeAdapter[str], value: str
) -> None:
    assert refused_as(adapter, value) == [
        ("value_error", "Value error, must contain at least one letter or digit")
    ]


@pytest.mark.parametrize("value", ["", " ", "\n\t", "\u00a0\u3000"], ids=ascii)
def test_an_empty_text_is_said_to_be_too_short(value: str) -> None:
    assert [kind for kind, _ in refused_as(SHORT, value)] == ["too_short"]


def test_what_must_not_be_in_a_text_is_said_first() -> None:
    assert refused_as(SHORT, "\u202e") == [
        ("value_error", "Value error, contains control characters")
    ]


@pytest.mark.parametrize(
    "value",
    ["a", "7", "\u0665", "\u00bd", "\u8a9e", "\uac00", "\u1100", "\ua9b2", "e\u0301", "!z"],
    ids=ascii,
)
def test_one_letter_or_digit_of_any_script_is_enough(value: str) -> None:
    assert LONG.validate_python(f" {value} ") == unicodedata.normalize("NFC", value)


@given(NOT_WRITTEN, WRITTEN, NOT_WRITTEN)
def test_whatever_stands_around_it_a_written_text_is_kept(
    before: str, written: str, after: str
) -> None:
    value = f"{before}{written}{after}"

    assert LONG.validate_python(value) == unicodedata.normalize("NFC", value).strip()


@given(NOT_WRITTEN)
def test_without_a_letter_or_digit_no_text_is_taken(value: str) -> None:
    assert refused_as(LONG, value)


def test_of_all_letters_and_digits_only_the_blank_ones_are_refused() -> None:
    blank = [c for c in BLANK if unicodedata.category(c) == "Lo"]
    letters = (c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c)[0] in "LN")

    assert [c for c in letters if not taken(c)] == blank


def taken(value: str) -> bool:
    try:
        SHORT.validate_python(value)
    except ValidationError:
        return False
    return True
