"""Codes with their sentences, as a contract tells them."""

from shared.codes import MEANT, enumerated, told
from shared.language import Text
from shared.wire import Wire

SENTENCES = {"b": Text("dua", "two"), "a": Text("satu", "one")}


class Row(Wire):
    """Something with a code."""

    code: str = told(SENTENCES, "Why.")


def test_each_code_stands_beside_its_sentence() -> None:
    assert enumerated(SENTENCES) == {"enum": ["a", "b"], MEANT: ["satu · one", "dua · two"]}


def test_a_member_tells_its_codes_and_what_it_is() -> None:
    schema = Row.model_json_schema()["properties"]["code"]

    assert (schema["enum"], schema["description"]) == (["a", "b"], "Why.")
