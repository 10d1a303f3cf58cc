"""Requests made from a contract alone: bodies from its schemas, ids and words from a scene."""

from collections.abc import Mapping
from typing import Any


def body_of(
    contract: Mapping[str, Any], operation: Mapping[str, Any], known: Mapping[str, Any]
) -> tuple[str, Any] | None:
    """Media type and example of the operation's body; what is ``known`` by its name is used."""
    asked = operation.get("requestBody")
    if asked is None:
        return None
    kind, media = next(iter(asked["content"].items()))
    if "example" in media:
        return kind, filled(media["example"], known)
    return kind, _example(contract, media.get("schema", {}), known)


def filled(example: Any, known: Mapping[str, Any]) -> Any:
    """An example with the known values in their places."""
    if isinstance(example, dict):
        return {
            name: known[name] if name in known else filled(value, known)
            for name, value in example.items()
        }
    if isinstance(example, list):
        return [filled(each, known) for each in example]
    return example


def _example(contract: Mapping[str, Any], schema: Mapping[str, Any], known: Any) -> Any:
    if "$ref" in schema:
        return _example(contract, _referred(contract, schema["$ref"]), known)
    if schema.get("examples"):
        return filled(schema["examples"][0], known)
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return _example(contract, schema[choice][0], known)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "object":
        return {
            name: known[name] if name in known else _example(contract, part, known)
            for name, part in schema.get("properties", {}).items()
            if name in schema.get("required", ()) or name in known
        }
    if schema.get("type") == "array":
        return [_example(contract, schema.get("items", {}), known)]
    return {"integer": 1, "number": 1.0, "boolean": True}.get(schema.get("type", ""), "x" * 24)


def _referred(contract: Mapping[str, Any], reference: str) -> Mapping[str, Any]:
    found: Any = contract
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
