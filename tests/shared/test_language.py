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
    ],
)
def test_the_language_follows_the_header(header: str, language: str) -> None:
    assert preferred(header) == language


@given(st.text(max_size=200))
def test_no_header_is_too_strange_to_answer(header: str) -> None:
    assert preferred(header) in ("id", "en")


def test_a_sentence_is_filled_in_both_languages() -> None:
    assert Text("ada {n}", "there are {n}").format(n=3) == Text("ada 3", "there are 3")
