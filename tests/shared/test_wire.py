"""A text that people are to read holds something they can see."""

import unicodedata
from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.faults import FAULTS
from shared.wire import Instant, Link, LongText, PublicLine, ShortText, strict_json
from shared.writing.characters import normal, unfit

SHORT: TypeAdapter[str] = TypeAdapter(ShortText)
LONG: TypeAdapter[str] = TypeAdapter(LongText)
PUBLIC: TypeAdapter[str] = TypeAdapter(PublicLine)
LINK: TypeAdapter[str] = TypeAdapter(Link)
MOMENT: TypeAdapter[datetime] = TypeAdapter(Instant)
BLANK = ["\u115f", "\u1160", "\u3164", "\uffa0", "\U00013441", "\U00013442"]
"""Letters nobody sees; older tables of Unicode do not know the last two yet."""
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
NOT_WRITTEN = st.text(st.characters(categories=["M", "P", "S", "Zs", "Cf"]), max_size=20)


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
    assert refused_as(adapter, value) == [("illegible", FAULTS["illegible"].en)]


@pytest.mark.parametrize("value", ["", " ", "\n\t", "\u00a0\u3000"], ids=ascii)
def test_an_empty_text_is_said_to_be_too_short(value: str) -> None:
    assert [kind for kind, _ in refused_as(SHORT, value)] == ["too_short"]


def test_what_must_not_be_in_a_text_is_said_first() -> None:
    assert [kind for kind, _ in refused_as(SHORT, "\u202e")] == ["turning_character"]


@pytest.mark.parametrize(
    "value",
    ["a", "7", "\u0665", "\u00bd", "\u8a9e", "\uac00", "\u1100", "\ua9b2", "e\u0301", "!z"],
    ids=ascii,
)
def test_one_letter_or_digit_of_any_script_is_enough(value: str) -> None:
    assert LONG.validate_python(f" {value} ") == unicodedata.normalize("NFC", value)


@given(NOT_WRITTEN, WRITTEN, NOT_WRITTEN)
def test_whatever_fits_around_it_a_written_text_is_kept(
    before: str, written: str, after: str
) -> None:
    value = normal(f"{before}{written}{after}")
    assume(unfit(value) is None)

    assert LONG.validate_python(value) == value


@given(NOT_WRITTEN)
def test_without_a_letter_or_digit_no_text_is_taken(value: str) -> None:
    assert refused_as(LONG, value)


@pytest.mark.parametrize("value", ["a\tb", "a\r\nb", "a\x0bb"], ids=ascii)
def test_lines_and_tabs_are_kept_in_long_texts_and_are_spaces_in_short_ones(value: str) -> None:
    assert LONG.validate_python(value) == value.replace("\r\n", "\n").replace("\x0b", "\n")
    assert SHORT.validate_python(value) == "a b"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("a\uffff", "control"),
        ("a\U0010fffe", "control"),
        ("a\u2066", "turning"),
        ("a\u200bb", "hiding"),
    ],
    ids=ascii,
)
def test_what_nobody_can_publish_is_refused_by_kind(value: str, kind: str) -> None:
    assert [found for found, _ in refused_as(SHORT, value)] == [f"{kind}_character"]


@pytest.mark.parametrize("value", ["NIP 19780101–200501–1–001", "9" * 18, "9" * 16])
def test_what_goes_out_unread_holds_no_number_of_a_person(value: str) -> None:
    refused = refused_as(PUBLIC, f"Angka {value} keliru.")

    assert refused == [("personal_number", FAULTS["personal_number"].en)]
    assert SHORT.validate_python(value) == value


def test_a_link_is_kept_as_machines_read_it_or_refused_with_the_reason() -> None:
    assert LINK.validate_python(" https://WWW.go.id/ ") == "https://www.go.id/"
    assert [kind for kind, _ in refused_as(LINK, "https://go.id@evil.example/")] == [
        "link_disguised"
    ]


def test_the_pattern_of_links_names_nothing_that_an_engine_reads_otherwise() -> None:
    told = LINK.json_schema()["pattern"]

    assert told.startswith(r'^\s*https://[^\s<>"\\\u0000-')
    assert r"\-" not in told
    assert r"\"" not in told


@pytest.mark.parametrize(
    "value",
    ["1798736399", "1798736399.5", "1e9", "-1", "2027", "20270101T000000Z", 1798736399, 1.5, True],
)
def test_a_moment_is_never_a_number_of_seconds(value: object) -> None:
    with pytest.raises(ValidationError, match="not_a_moment"):
        MOMENT.validate_python(value)


@pytest.mark.parametrize(
    "value", ["2027-01-01T00:00:00Z", "2027-01-01 07:00:00+07:00", "2027-01-01t00:00z"]
)
def test_a_moment_is_written_as_rfc_3339_has_it(value: str) -> None:
    assert MOMENT.validate_python(value).timestamp() == 1798761600


def test_a_whole_number_is_an_integer_however_it_is_written() -> None:
    read = strict_json(b"[8.0, 8.5, 1e2, 9007199254740993.0, 1e300]")

    assert [type(number) for number in read] == [int, float, int, float, float]
    assert read[:3] == [8, 8.5, 100]
