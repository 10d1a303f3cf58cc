"""Codes that answers carry: each with its sentence, told as an enumeration in the contract."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from shared.language import Text

MEANT = "x-enum-descriptions"
"""Generators of clients write these beside the members; ``docs/api/codes.md`` is made of them."""


def enumerated(sentences: Mapping[str, Text]) -> dict[str, Any]:
    """The members of a JSON schema that tell each code and what it means."""
    codes = sorted(sentences)
    meant = [f"{sentences[code].id} · {sentences[code].en}" for code in codes]
    return {"enum": [str(code) for code in codes], MEANT: meant}


def told(sentences: Mapping[str, Text], description: str | None = None) -> Any:
    """``code: str = told(SENTENCES)``: the field of an answer that holds one of the codes."""
    extra = enumerated(sentences)
    return Field(max_length=64, description=description, json_schema_extra=extra)
