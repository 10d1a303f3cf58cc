"""The types of the wire: what may stand in a request, strictly, and how answers look."""

import json
import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from shared.language import Text

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\U00013441\U00013442")
"""Letters to Unicode, blanks to people: the fillers of Hangul, and two hieroglyphs."""


class Wire(BaseModel):
    """A request or an answer. Unknown fields are refused, so nothing is assigned by surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _clean(value: str) -> str:
    """NFC; refuses control characters, bidirectional overrides and lone surrogates."""
    if _CONTROL.search(value):
        raise ValueError("contains control characters")
    return unicodedata.normalize("NFC", value).strip()


def _readable(value: str) -> str:
    """Clean, and with something to read; nothing at all is left to ``min_length``."""
    cleaned = _clean(value)
    if cleaned and not any(map(_is_read, cleaned)):
        raise ValueError("must contain at least one letter or digit")
    return cleaned


def _is_read(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" and character not in _UNSEEN


def _integral(value: Any) -> Any:
    """``1.0`` is an integer to JSON Schema; ``true`` and ``"1"`` are not."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _written(value: Any) -> Any:
    """Moments come as RFC 3339 text, never as a number of seconds."""
    if isinstance(value, str | datetime):
        return value
    raise ValueError("must be a date-time string")


ShortText = Annotated[str, AfterValidator(_readable), Field(min_length=1, max_length=200)]
LongText = Annotated[str, AfterValidator(_readable), Field(min_length=1, max_length=20_000)]
Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9:._-]+$")]
InstitutionCode = Annotated[
    str,
    Field(min_length=3, max_length=64, pattern=r"^[a-z]+:[A-Za-z0-9.]+$", examples=["klpd:K65"]),
]
Count = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647), BeforeValidator(_integral)]
Flag = Annotated[bool, Field(strict=True)]
Instant = Annotated[AwareDatetime, BeforeValidator(_written)]
Week = Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$", max_length=8, examples=["2026-W05"])]
Link = Annotated[
    str,
    AfterValidator(_clean),
    Field(
        min_length=9,
        max_length=2000,
        pattern=r"^https://[^\s<>\"]+$",
        examples=["https://www.komdigi.go.id/"],
    ),
]


class BilingualText(Wire):
    """A sentence in both languages."""

    id: str = Field(max_length=4000, description="Bahasa Indonesia")
    en: str = Field(max_length=4000, description="English")


class RowError(Wire):
    """Why one row of a list was refused, while the others were taken."""

    code: str = Field(max_length=64, examples=["sequence_zero"])
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, code: str, sentence: Text) -> "RowError":
        """The code with its sentence in both languages."""
        return cls(code=code, text_id=sentence.id, text_en=sentence.en)


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member name stands twice")
    return members


def strict_json(raw: bytes) -> Any:
    """Parse UTF-8 JSON; ``ValueError`` for duplicates, NaN, infinities, NUL and lone surrogates."""
    text = raw.decode("utf-8")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except RecursionError as exc:
        raise ValueError("nested too deeply") from exc
    if "\\u" in text:
        written = json.dumps(value, ensure_ascii=False)
        written.encode("utf-8")
        if "\\u0000" in written:
            raise ValueError("contains U+0000")
    return value
