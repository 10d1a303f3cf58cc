"""Finishes the contract the framework writes, so that other people's generators can read it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Document = dict[str, Any]
Asked = Mapping[tuple[str, str], tuple[str, ...]]
"""The scopes that open an operation, by method and path."""

REQUIRED_HEADERS = ("idempotency-key", "if-match")
"""Read as optional, so that leaving one out gets a problem of its own."""

MERGE_PATCH = "application/merge-patch+json"
HEADERS: Document = {
    "ETag": {
        "description": "Names this version: for If-Match on a change, for If-None-Match.",
        "schema": {"type": "string", "maxLength": 64},
    },
    "Idempotency-Replayed": {
        "description": "`true` when this is the stored answer of an earlier request.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Link": {
        "description": 'The next page, `rel="next"` (RFC 8288); absent on the last.',
        "schema": {"type": "string", "maxLength": 4000},
    },
    "Retry-After": {
        "description": "Seconds to wait before asking again.",
        "schema": {"type": "integer", "format": "int32", "minimum": 0},
    },
}
UNCHANGED: Document = {
    "description": "Nothing new: it is what `If-None-Match` names.",
    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
}


SAID_ALREADY = {"pattern", "enum", "const", "format", "contentMediaType"}
PROBLEM_KIND = "application/problem+json"
PAGE: Document = {"schema": {"type": "string"}}
"""A browser that asks for a problem is shown a page."""


def finish(document: Document, asked: Asked, token_url: str) -> None:
    """Say what the framework leaves out: rights, headers, media types, links."""
    components = document["components"]
    components["headers"] = HEADERS
    components["securitySchemes"] = schemes(document, asked, token_url)
    for path, method, operation in operations(document):
        if scopes := asked.get((method.upper(), path)):
            operation["security"] = [*({"oauth": [scope]} for scope in scopes), {"token": []}]
        _settle_parameters(operation)
        _settle_body(method, operation)
        for told in operation.get("requestBody", {}).get("content", {}).values():
            _tell_of_zeros(document, told.get("schema", {}), set())
        if method == "get":
            _show_problems(operation)
        _name_headers(document, path, method, operation)
        _link(document, path, method, operation)


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Every operation with its path and method."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def schemes(document: Document, asked: Asked, token_url: str) -> Document:
    """Both ways to authorise: fetch a token with client credentials, or bring one."""
    opened: dict[str, list[str]] = {}
    for path, method, operation in operations(document):
        for scope in asked.get((method.upper(), path), ()):
            opened.setdefault(scope, []).append(operation["summary"])
    scopes = {scope: "; ".join(sorted(set(names))) for scope, names in sorted(opened.items())}
    oauth = {
        "type": "oauth2",
        "description": "For machines (RFC 6749 §4.4); tokens are JWT (RFC 9068) of ten minutes.",
        "flows": {"clientCredentials": {"tokenUrl": token_url, "scopes": scopes}},
    }
    token = {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token from elsewhere: for people, from their identity provider.",
    }
    return {"oauth": oauth, "token": token}


def _settle_parameters(operation: Document) -> None:
    """No parameter is ever null: it is sent, or it is not."""
    for parameter in operation.get("parameters", ()):
        parameter["required"] |= parameter["name"] in REQUIRED_HEADERS
        schema = parameter["schema"]
        kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
        if len(kinds) == 1:
            del schema["anyOf"]
            parameter["schema"] = {**kinds[0], **schema}


def _settle_body(method: str, operation: Document) -> None:
    """A change is a merge patch (RFC 7396), by either name."""
    content = operation.get("requestBody", {}).get("content", {})
    if method == "patch" and "application/json" in content:
        content[MERGE_PATCH] = content["application/json"]


def _tell_of_zeros(document: Document, schema: Any, seen: set[str]) -> None:
    """No text of a request holds U+0000: what reads JSON refuses it."""
    if isinstance(schema, list):
        for each in schema:
            _tell_of_zeros(document, each, seen)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            _tell_of_zeros(document, document["components"]["schemas"][name], seen | {name})
        if schema.get("type") == "string" and not SAID_ALREADY & schema.keys():
            schema["pattern"] = r"^[^\u0000]*$"
        for member, child in schema.items():
            if member not in ("examples", "default"):
                _tell_of_zeros(document, child, seen)


def _show_problems(operation: Document) -> None:
    for answer in operation["responses"].values():
        if PROBLEM_KIND in answer.get("content", {}):
            answer["content"] = {**answer["content"], "text/html": PAGE}


def _name_headers(document: Document, path: str, method: str, operation: Document) -> None:
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    told = []
    if "idempotency-key" in names:
        told.append("Idempotency-Replayed")
    if "cursor" in names:
        told.append("Link")
    if method == "get" and _is_changed_by_version(document, path):
        told.append("ETag")
        operation["responses"]["304"] = UNCHANGED
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            for name in told:
                answer.setdefault("headers", {})[name] = {"$ref": f"#/components/headers/{name}"}


def _is_changed_by_version(document: Document, path: str) -> bool:
    """Whether some change of what lies at the path asks for the version that was read there."""
    return any(
        parameter["name"] == "if-match"
        for other, _, operation in operations(document)
        if other == path or (path.endswith("}") and other.startswith(f"{path}/"))
        for parameter in operation.get("parameters", ())
    )


def _link(document: Document, path: str, method: str, operation: Document) -> None:
    """From what was made to where it is read, and from a page to the next one."""
    for status, answer in operation["responses"].items():
        if not status.startswith("2"):
            continue
        members = _members(document, answer)
        links = {}
        if method == "post":
            links.update(_to_what_was_made(document, path, members))
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        if "next" in members and "cursor" in names:
            here = operation["operationId"]
            links["next"] = _to(here, cursor="$response.body#/next")
        if links:
            answer.setdefault("links", {}).update(links)


def _to_what_was_made(document: Document, path: str, members: set[str]) -> Document:
    for other, methods in document["paths"].items():
        match = re.fullmatch(re.escape(path) + r"/\{(\w+)\}", other)
        member = next((m for m in (match[1], "id") if m in members), None) if match else None
        if match and member and "get" in methods:
            there = methods["get"]["operationId"]
            return {"read": _to(there, **{match[1]: f"$response.body#/{member}"})}
    return {}


def _to(operation: str, **parameters: str) -> Document:
    return {"operationId": operation, "parameters": parameters}


def _members(document: Document, answer: Document) -> set[str]:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    found = document["components"]["schemas"].get(name, schema)
    return set(found.get("properties", ()))
