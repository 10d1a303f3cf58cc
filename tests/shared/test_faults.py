"""What is wrong with a member of a request, said in both languages with its bound."""

from string import Formatter
from typing import Any

import pytest

from shared.faults import FAULTS, fault, fault_in_words


def places(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", FAULTS)
def test_both_languages_say_it_with_the_same_bounds(code: str) -> None:
    sentence = FAULTS[code]

    assert sentence.id != sentence.en
    assert places(sentence.id) == places(sentence.en)


@pytest.mark.parametrize(
    ("code", "bounds", "indonesian", "english"),
    [
        ("less_than_equal", {"le": 500}, "Paling besar 500.", "At most 500."),
        ("less_than_equal", {"le": 1e12}, "Paling besar 1000000000000.", "At most 1000000000000."),
        ("greater_than_equal", {"ge": 0.0001}, "Paling kecil 0.0001.", "At least 0.0001."),
        (
            "string_too_long",
            {"max_length": 40},
            "Paling banyak 40 karakter.",
            "At most 40 characters.",
        ),
        ("enum", {"expected": "'a' or 'b'"}, "Pilih 'a' atau 'b'.", "Choose 'a' or 'b'."),
        ("never_heard_of", {}, "Nilai ini tidak dapat diterima.", "This value cannot be taken."),
    ],
)
def test_bounds_stand_in_the_sentence(
    code: str, bounds: dict[str, Any], indonesian: str, english: str
) -> None:
    told = fault_in_words(code, bounds)

    assert (told.id, told.en) == (indonesian, english)


def test_a_validator_of_ours_tells_its_code() -> None:
    raised = fault("not_true")

    assert (raised.type, raised.message()) == ("not_true", FAULTS["not_true"].en)
