"""Each contract read by foreign code: JSON Schema's own rules, every reference, every example."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.conventions.checkout import ROOT, SERVICES

HERE = "urn:contract"


def contract(service: str) -> dict[str, Any]:
    """The contract as it lies in git."""
    read: dict[str, Any] = json.loads(
        (ROOT / f"services/{service}/openapi.json").read_text("utf-8")
    )
    return read


def nodes(tree: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every object with the JSON pointer that leads to it."""
    if isinstance(tree, dict):
        yield pointer, tree
        for name, child in tree.items():
            yield from nodes(child, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    if isinstance(tree, list):
        for number, child in enumerate(tree):
            yield from nodes(child, f"{pointer}/{number}")


def schemas(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The schemas of components, parameters, headers, requests and answers."""
    named = document["components"]["schemas"]
    found = {f"/components/schemas/{name}": schema for name, schema in named.items()}
    placed = (item for item in nodes(document["paths"], "/paths") if "schema" in item[1])
    return found | {f"{pointer}/schema": node["schema"] for pointer, node in placed}


def validator(document: dict[str, Any], pointer: str) -> Draft202012Validator:
    """The schema at a place of the contract, with the references around it."""
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(HERE, resource)
    return Draft202012Validator({"$ref": f"{HERE}#{pointer}"}, registry=registry)


@pytest.mark.parametrize("service", SERVICES)
def test_every_schema_is_json_schema(service: str) -> None:
    found = schemas(contract(service))

    assert len(found) > 40
    for schema in found.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_leads_somewhere(service: str) -> None:
    document = contract(service)
    places = {f"#{pointer}" for pointer, _ in nodes(document)}
    used = {node["$ref"] for _, node in nodes(document) if isinstance(node.get("$ref"), str)}

    assert used - places == set()


@pytest.mark.parametrize("service", SERVICES)
def test_every_example_is_what_its_schema_says(service: str) -> None:
    document = contract(service)
    shown = [
        (pointer, example)
        for pointer, node in nodes(document)
        if isinstance(node.get("examples"), list)
        for example in node["examples"]
    ]
    wrong = [
        f"{pointer}: {example!r}"
        for pointer, example in shown
        if not validator(document, pointer).is_valid(example)
    ]

    assert len(shown) > 10
    assert wrong == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_name_in_a_path_is_a_parameter(service: str) -> None:
    paths: dict[str, Any] = contract(service)["paths"]
    asked = {(path, name) for path in paths for name in re.findall(r"{(\w+)}", path)}
    given = {
        (path, parameter["name"])
        for path, methods in paths.items()
        for operation in methods.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path" and parameter["required"]
    }

    assert asked == given
