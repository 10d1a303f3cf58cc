"""Indonesian unless English is asked for first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.language import Text, preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "id"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("id,en;q=0.9", "id"),
        ("en;q=0.5,id;q=0.8", "id"),
        ("de,fr", "id"),
        ("de, en;q=0.1", "en"),
        ("en;q=banana,id;q=0.1", "id"),
        ("id;q=0.2,en;q=0.7", "en"),
        ("id;q=0.7,en;q=0.2", "id"),
        ("fr, id;q=0.4, en;q=0.5", "en"),
        ("en;q=0.9,id", "id"),
        ("id;q=0.9,en", "en"),
        ("en;q=0.99,id;q=banana", "en"),
        ("en;q=banana,de", "id"),
        ("en;q=nan", "id"),
        ("en;q=2", "id"),
        ("en;q=0.1234", "id"),
        ("in-ID", "id"),
        ("in, en;q=0.5", "id"),
        ("in-ID,in;q=0.9,en-US;q=0.8", "id"),
        ("id_ID,en;q=0.5", "id"),
        ("in_ID, en", "id"),
        ("ind,en;q=0.9", "id"),
        ("jv-ID,en;q=0.9", "id"),
        ("jw,en;q=0.9", "id"),
        ("su_ID,en;q=0.9", "id"),
        ("en_US", "en"),
        ("eng,id;q=0.5", "en"),
        ("en-Latn-US-x-twain", "en"),
        ("en;q=0", "id"),
        ("en;q=0.000, de", "id"),
        ("id;q=0, en;q=0.1", "en"),
        ("id;q=0", "id"),
        ("en;Q=0.2,in;Q=0.1", "en"),
        ("inen,en", "en"),
        (",,en", "en"),
        ("ms,en;q=0.9", "id"),
        ("ms-MY", "id"),
        ("EN-GB", "en"),
        ("id-ID,en", "id"),
        (" en ; q=0.8 , id ; q=0.7", "en"),
        ("enx,id", "id"),
        ("*", "id"),
        ("id;q=1,en", "id"),
    ],
)
def test_the_language_follows_the_header(header: str, language: str) -> None:
    assert preferred(header) == language


@given(st.text(max_size=200))
def test_no_header_is_too_strange_to_answer(header: str) -> None:
    assert preferred(header) in ("id", "en")


def test_a_sentence_is_filled_in_both_languages() -> None:
    assert Text("ada {n}", "there are {n}").format(n=3) == Text("ada 3", "there are 3")


def test_a_sentence_is_picked_by_language() -> None:
    assert Text("ada", "there is").pick("id") == "ada"
    assert Text("ada", "there is").pick("en") == "there is"
