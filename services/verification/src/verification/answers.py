"""What the documentation of several features shares: the problems an operation may answer with."""

import string
from collections.abc import Iterable
from typing import Any

from shared.errors import Failure
from shared.web.problems import problem_document, problem_slug, status_of

Responses = dict[int | str, dict[str, Any]]


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
