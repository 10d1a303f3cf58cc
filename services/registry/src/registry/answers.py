"""What answers of several features share: problems in OpenAPI, and why one row was refused."""

import string
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import Field

from shared.errors import Failure
from shared.language import Text
from shared.web.problems import problem_document, problem_slug, status_of
from shared.wire import Wire

Responses = dict[int | str, dict[str, Any]]


class RowError(Wire):
    """Why one row of a list was refused, while the others were taken."""

    code: str = Field(max_length=64, examples=["sequence_zero"])
    text_id: str = Field(max_length=300)
    text_en: str = Field(max_length=300)

    @classmethod
    def of(cls, code: str, sentence: Text) -> "RowError":
        """The code with its sentence in both languages."""
        return cls(code=code, text_id=sentence.id, text_en=sentence.en)


def moment_in_cursor(text: str) -> datetime:
    """A moment with its zone, within what PostgreSQL can compare; else ``ValueError``."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1900 <= moment.year <= 2900:
        raise ValueError("not a moment of ours")
    return moment


def problems(*kinds: type[Failure]) -> Responses:
    """``responses=`` of an operation that may fail in these ways."""
    statuses = sorted({status_of(kind) for kind in kinds})
    return {s: _answer([kind for kind in kinds if status_of(kind) == s]) for s in statuses}


def _answer(kinds: Iterable[type[Failure]]) -> dict[str, Any]:
    examples = {problem_slug(kind): {"value": _example(kind)} for kind in kinds}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
    titles = " · ".join(kind.title.en for kind in kinds)
    return {"description": titles, "content": {"application/problem+json": content}}


def _example(kind: type[Failure]) -> dict[str, Any]:
    places = [name for _, name, _, _ in string.Formatter().parse(kind.detail.id) if name]
    facts = dict.fromkeys(places, "…")
    detail = kind.detail.format(**facts)
    return problem_document(problem_slug(kind), status_of(kind), kind.title, detail, facts, "id")
