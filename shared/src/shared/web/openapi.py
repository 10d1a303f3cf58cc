"""What the contract says beside the operations: who to ask, which problems every answer may be."""

import string
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from shared.codes import enumerated
from shared.errors import Failure
from shared.web.auth import Permission
from shared.web.contract import PROBLEM_KIND, UNCHANGED, finish, operations
from shared.web.problems import kinds_of, problem_document, problem_slug, status_of

CONTACT = {"name": "Tim Lencana", "url": "https://lencana.example.go.id/"}
LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "Problem document (RFC 9457), Indonesian or English by Accept-Language.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "maxLength": 200},
        "title": {"type": "string", "maxLength": 200},
        "status": {"type": "integer", "format": "int32", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "maxLength": 2000},
        "instance": {"type": "string", "format": "uri-reference", "maxLength": 200},
        "errors": {
            "type": "array",
            "maxItems": 50,
            "items": {"$ref": "#/components/schemas/ProblemFault"},
        },
    },
}
FAULT: dict[str, Any] = {
    "type": "object",
    "title": "ProblemFault",
    "description": "One fault of a request: where it is and what it is.",
    "properties": {
        "pointer": {
            "type": "string",
            "maxLength": 500,
            "description": "JSON pointer into the body, as a fragment.",
            "examples": ["#/size"],
        },
        "parameter": {"type": "string", "maxLength": 64, "description": "Name of a parameter."},
        "in": {"type": "string", "enum": ["query", "path", "header"]},
        "code": {"type": "string", "maxLength": 64},
        "detail": {
            "type": "string",
            "maxLength": 1000,
            "description": "What to mend, in the language of Accept-Language.",
        },
        "rule": {
            "type": "string",
            "maxLength": 100,
            "description": "List, version and entry, when a list of forbidden words said so.",
        },
        "words": {"type": "string", "maxLength": 500, "description": "What the list found."},
    },
}
_ANSWER = {
    "description": "Masalah · Problem (RFC 9457)",
    "content": {PROBLEM_KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


Responses = dict[int | str, dict[str, Any]]
MAY_BE_HELD: Responses = {
    200: {"headers": UNCHANGED["headers"]},
    304: UNCHANGED,
}
"""``responses=`` of a GET that sends an ETag."""


def problems(*kinds: type[Failure]) -> Responses:
    """``responses=`` of an operation that may fail in these ways."""
    statuses = sorted({status_of(kind) for kind in kinds})
    return {s: _problem_answer([kind for kind in kinds if status_of(kind) == s]) for s in statuses}


def _problem_answer(kinds: Iterable[type[Failure]]) -> dict[str, Any]:
    examples = {problem_slug(kind): {"value": _example(kind)} for kind in kinds}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
    titles = " · ".join(kind.title.en for kind in kinds)
    answer: dict[str, Any] = {"description": titles, "content": {PROBLEM_KIND: content}}
    if any(status_of(kind) in (429, 503) for kind in kinds):
        answer["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return answer


def _example(kind: type[Failure]) -> dict[str, Any]:
    places = [name for _, name, _, _ in string.Formatter().parse(kind.detail.id) if name]
    facts = dict.fromkeys(places, "…")
    detail = kind.detail.format(**facts)
    return problem_document(problem_slug(kind), status_of(kind), kind.title, detail, facts, "id")


def describe_service(app: FastAPI, name: str, summary: str) -> None:
    """Let ``app.openapi()`` answer the service's contract, the same wherever it is built."""

    def contract() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _contract(app, name, summary)
        return app.openapi_schema

    app.openapi = contract  # type: ignore[method-assign]


def _contract(app: FastAPI, name: str, summary: str) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=summary,
        description=(
            "Bagian dari Lencana. Semua galat berupa application/problem+json.\n\n"
            "Part of Lencana. Every error is application/problem+json."
        ),
        routes=app.routes,
        contact=CONTACT,
        license_info=LICENSE,
        servers=[{"url": "/", "description": f"Layanan {name}"}],
        separate_input_output_schemas=False,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(Problem=PROBLEM, ProblemFault=_faults(name))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for _, _, operation in operations(document):
        operation["responses"].pop("422", None)
        operation["responses"].setdefault("default", _ANSWER)
    finish(document, scopes_asked(app), app.state.settings.public_token_url)
    return document


def _faults(service: str) -> dict[str, Any]:
    """``ProblemFault`` with every code that a failure of the service may put there."""
    codes = {code: text for kind in kinds_of(service) for code, text in kind.codes.items()}
    properties = {**FAULT["properties"], "code": FAULT["properties"]["code"] | enumerated(codes)}
    return {**FAULT, "properties": properties}


def scopes_asked(app: FastAPI) -> dict[tuple[str, str], tuple[str, ...]]:
    """The scopes that open each operation, by method and path; public operations ask for none."""
    return {
        (method, str(route.path)): permission.scopes
        for route in iter_route_contexts(app.routes)
        for permission in permissions(getattr(route, "dependant", None))
        for method in route.methods or ()
    }


def permissions(dependant: Dependant | None) -> Iterator[Permission]:
    """Every permission an operation depends on, however deep."""
    if dependant is not None:
        if isinstance(dependant.call, Permission):
            yield dependant.call
        for part in dependant.dependencies:
            yield from permissions(part)
