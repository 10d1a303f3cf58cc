"""The types of the wire: what may stand in a request, strictly, and how answers look."""

import json
import re
from datetime import datetime
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import (
    MISSING,
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
)

from shared.faults import fault
from shared.language import Text
from shared.writing.characters import (
    REFUSED_EVERYWHERE,
    Unfit,
    is_legible,
    normal,
    one_line,
    unfit,
)
from shared.writing.links import LinkFault, read_link
from shared.writing.names import is_a_name, is_a_persons_name
from shared.writing.personal import numbers_in_prose

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}")


class Wire(BaseModel):
    """A request or an answer. Unknown fields are refused, so nothing is assigned by surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _fit(value: str) -> str:
    """Refuses what no feed can carry, and what shows otherwise than it reads; names the kind."""
    kind = unfit(value)
    if value and kind in (None, Unfit.HIDING) and not is_legible(value):
        raise fault("illegible")
    if kind:
        raise fault(kind)
    return value


def _impersonal(value: str) -> str:
    """Refuses numbers that belong to one person; it never repeats them."""
    if any(numbers_in_prose(value)):
        raise fault("personal_number")
    return value


def _a_name(value: str) -> str:
    if not is_a_name(value):
        raise fault("no_name")
    return value


def _a_persons_name(value: str) -> str:
    if not is_a_persons_name(value):
        raise fault("no_persons_name")
    return value


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _leading(value: str) -> str:
    """Refuses links that do not lead where they seem to."""
    link = read_link(value)
    if isinstance(link, LinkFault):
        raise fault(link)
    return link


def _written(value: Any) -> Any:
    """Moments come as RFC 3339 text, never as a number of seconds, not even in quotes."""
    if isinstance(value, datetime) or (isinstance(value, str) and _DATED.match(value)):
        return value
    raise fault("not_a_moment")


_TOLD = {"pattern": f"^[^{REFUSED_EVERYWHERE}]*$"}
"""For the contract; what is asked here also minds what stands beside a character."""

ShortText = Annotated[
    str,
    AfterValidator(one_line),
    AfterValidator(_fit),
    Field(min_length=1, max_length=200, json_schema_extra=_TOLD),
]
"""One line that people read."""

LongText = Annotated[
    str,
    AfterValidator(normal),
    AfterValidator(_fit),
    Field(min_length=1, max_length=20_000, json_schema_extra=_TOLD),
]
"""Lines that people read."""

PublicLine = Annotated[ShortText, AfterValidator(_impersonal)]
"""One line that goes out as it comes in, with nobody to read it before: no number of a person."""

Name = Annotated[PublicLine, AfterValidator(_a_name)]
"""What something is called: letters, digits and the signs of names; no link, handle or call."""

PersonName = Annotated[PublicLine, AfterValidator(_a_persons_name), Field(max_length=100)]
"""What somebody is called, with titles and degrees: no digits."""

Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9:._-]+$")]
InstitutionCode = Annotated[
    str,
    Field(min_length=3, max_length=64, pattern=r"^[a-z]+:[A-Za-z0-9.]+$", examples=["klpd:K65"]),
]
Whole = Annotated[int, Field(strict=True)]
"""``true`` and ``"1"`` are none; ``1.0`` is one already when it is read."""

Count = Annotated[Whole, Field(ge=0, le=2_147_483_647)]
Flag = Annotated[bool, Field(strict=True)]
Instant = Annotated[AwareDatetime, BeforeValidator(_written)]
Week = Annotated[str, Field(pattern=r"^[0-9]{4}-W[0-9]{2}$", max_length=8, examples=["2026-W05"])]
Link = Annotated[
    str,
    Field(
        min_length=9,
        max_length=2000,
        pattern=r'^https://[^\s<>"]+$',
        examples=["https://www.komdigi.go.id/"],
        json_schema_extra={"pattern": rf'^\s*https://[^\s<>"\\{REFUSED_EVERYWHERE}]+\s*$'},
    ),
    AfterValidator(_leading),
    BeforeValidator(_trimmed),
]


class BilingualText(Wire):
    """A sentence in both languages."""

    id: str = Field(max_length=4000, description="Bahasa Indonesia")
    en: str = Field(max_length=4000, description="English")


class RowError(Wire):
    """Why one row of a list was refused, while the others were taken.

    Whoever answers with it says ``code: str = told(SENTENCES)`` in a class of its own.
    """

    code: str = Field(max_length=64)
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, code: str, sentence: Text) -> Self:
        """The code with its sentence in both languages."""
        return cls(code=code, text_id=sentence.id, text_en=sentence.en)


class RefusedRow(Wire):
    """A row of an upload or a list that was left out, while the others were taken.

    Whoever answers with it says ``code: str = told(SENTENCES)`` in a class of its own.
    """

    index: int = Field(ge=0, description="Place among the rows sent, from 0.")
    line: int | MISSING = Field(
        default=MISSING, ge=1, description="First line of the row in a file; a header is line 1."
    )
    code: str = Field(max_length=64)
    text: str = Field(max_length=400, description="In the language of Accept-Language.")


Refused = TypeVar("Refused", bound=RefusedRow)


class RowsReport(Wire, Generic[Refused]):
    """What became of the rows that were sent; made for the rows a feature may refuse."""

    accepted: int = Field(ge=0, description="Rows taken now.")
    unchanged: int = Field(ge=0, description="Rows that say what was known already.")
    refused: int = Field(ge=0, description="Rows left out; `rows` says why.")
    rows: list[Refused] = Field(max_length=10_000)


_EXACT = 2.0**53
"""Beyond it a floating number no longer says which integer was meant."""


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(number: str) -> float:
    """``1.0`` is an integer to JSON Schema."""
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


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
