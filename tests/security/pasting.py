"""A request as somebody pastes it from the contract: every example, else what a form proposes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

Contract = Mapping[str, Any]
FORMATS = {
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "date": "2026-11-26",
    "date-time": "2026-11-26T09:00:00+07:00",
    "password": "string",
    "uri": "https://www.example.go.id/",
}
"""What Swagger's form proposes for a text of that format."""


@dataclass
class Pasted:
    """One request of an operation."""

    path: str
    query: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    kind: str | None = None
    body: Any = None


def requests(contract: Contract, path: str, operation: Mapping[str, Any]) -> Iterator[Pasted]:
    """One for each media type and each named example of the body; one if there is none."""
    bodies = operation.get("requestBody", {}).get("content", {})
    if not bodies:
        yield _addressed(contract, path, operation)
    for kind, told in bodies.items():
        for body in examples(contract, told):
            pasted = _addressed(contract, path, operation)
            pasted.kind, pasted.body = kind, body
            yield pasted


def examples(contract: Contract, told: Mapping[str, Any]) -> list[Any]:
    """Every example of a media type or parameter; else what its schema proposes."""
    if "example" in told:
        return [told["example"]]
    if "examples" in told:
        return [each["value"] for each in told["examples"].values()]
    schema = told.get("schema", {})
    whole = schema if "$ref" not in schema else _referred(contract, schema)
    return whole.get("examples") or [proposed(contract, schema)]


def proposed(contract: Contract, schema: Mapping[str, Any]) -> Any:
    """The value a form shows: examples first, then the first choice, then the kind."""
    if "$ref" in schema:
        return proposed(contract, {**_referred(contract, schema), **_without_reference(schema)})
    for known in ("examples", "enum"):
        if schema.get(known):
            return schema[known][0]
    for known in ("default", "const"):
        if schema.get(known) is not None:
            return schema[known]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return proposed(contract, schema[choice][0])
    return _by_kind(contract, schema)


def _by_kind(contract: Contract, schema: Mapping[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        members = schema.get("properties", {})
        return {name: proposed(contract, each) for name, each in members.items()}
    if kind == "array":
        return [proposed(contract, schema.get("items", {}))]
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    if kind == "boolean":
        return True
    return FORMATS.get(schema.get("format", ""), "string")


def _addressed(contract: Contract, path: str, operation: Mapping[str, Any]) -> Pasted:
    pasted = Pasted(path)
    for parameter in operation.get("parameters", ()):
        name, shown = parameter["name"], examples(contract, parameter)[0]
        if parameter["in"] == "path":
            pasted.path = pasted.path.replace(f"{{{name}}}", str(shown))
        elif name == "idempotency-key":
            pasted.headers[name] = str(uuid4())
        elif parameter["in"] == "header" and (parameter["required"] or _is_shown(parameter)):
            pasted.headers[name] = str(shown)
        elif parameter["in"] == "query" and (parameter["required"] or _is_shown(parameter)):
            pasted.query[name] = shown
    return pasted


def _is_shown(parameter: Mapping[str, Any]) -> bool:
    told = {**parameter, **parameter["schema"]}
    return any(name in told for name in ("example", "examples"))


def _referred(contract: Contract, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = contract
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _without_reference(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "$ref"}
