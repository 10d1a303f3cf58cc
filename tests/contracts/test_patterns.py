"""What the patterns of the contracts say of a text is what the services do with it."""

import re
from functools import cache
from typing import Annotated, Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from shared.wire import Link, LongText, Name, PersonName, PublicLine, ShortText
from shared.writing.links import read_link
from tests.contracts.test_openapi import contract, nodes
from tests.conventions.checkout import SERVICES

BESIDE = "\u200b\u200c\u200d\ufe0e\ufe0f"
"""Signs that some scripts and emoji need: what stands beside them decides, which no pattern can."""

BASIC = st.text(st.characters(max_codepoint=0xFFFF, exclude_characters=BESIDE), max_size=12)


def taken(adapter: TypeAdapter[Any], value: str) -> bool:
    """Whether the service takes the text."""
    try:
        adapter.validate_python(value)
    except (ValidationError, UnicodeError):
        return False
    return True


def told(kind: Any) -> str:
    """The pattern of the contract."""
    return str(TypeAdapter(kind).json_schema()["pattern"])


SHORT_PATTERN, LINK_PATTERN = told(ShortText), told(Link)
SHORT, LONG, LINK = TypeAdapter(ShortText), TypeAdapter(LongText), TypeAdapter(Link)


@settings(max_examples=150)
@given(BASIC)
@example("\x1c")
@example("\ud800")
@example("\ufffd")
@example("\x85")
@example("\u2028")
def test_a_text_people_read_is_taken_if_and_only_if_the_pattern_says_so(middle: str) -> None:
    says = re.search(SHORT_PATTERN, middle) is not None

    for value in (f"a{middle}a", f"a{middle}", f"{middle}a"):
        assert taken(SHORT, value) == says
        assert taken(LONG, value) == says


@settings(max_examples=150)
@given(BASIC)
@example("\\")
@example("\u202e")
def test_a_link_that_the_pattern_refuses_is_refused(end: str) -> None:
    value = f"https://www.go.id/{end}"

    assume(re.search(LINK_PATTERN, value) is None)

    assert not taken(LINK, value)


@pytest.mark.parametrize("value", [" https://www.go.id/ ", "https://www.go.id/\u00e9"])
def test_a_link_that_is_taken_fits_the_pattern(value: str) -> None:
    assert taken(LINK, value)
    assert re.search(LINK_PATTERN, value)
    assert isinstance(read_link(value.strip()), str)


@pytest.mark.parametrize("kind", [LongText, PublicLine, Name, PersonName])
def test_every_text_people_read_tells_what_it_may_not_hold(kind: Any) -> None:
    assert told(kind) == SHORT_PATTERN


PATTERNS = sorted(
    {
        node["pattern"]
        for service in SERVICES
        for _, node in nodes(contract(service))
        if isinstance(node.get("pattern"), str)
    }
    - {SHORT_PATTERN, LINK_PATTERN}
)


@cache
def adapter_of(pattern: str) -> TypeAdapter[Any]:
    """As pydantic asks for a pattern."""
    return TypeAdapter(Annotated[str, Field(pattern=pattern)])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_means_the_same_to_every_engine(pattern: str) -> None:
    assert re.findall(r"\\[dDwWsSbB]", pattern) == [], "engines differ in what these are"


@settings(max_examples=40)
@given(st.data())
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_asked_for_as_it_is_told(pattern: str, data: st.DataObject) -> None:
    near = st.from_regex(pattern, fullmatch=True)
    value = data.draw(st.one_of(near, near.map(lambda text: text + "\u0660"), st.text(max_size=8)))

    says = re.search(pattern.replace("$", r"\Z"), value) is not None

    assert taken(adapter_of(pattern), value) == says
