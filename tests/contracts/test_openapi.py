"""Each contract read by foreign code: its form, its schemas, every reference and example."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from shared.web.contract import operations
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
def test_a_foreign_validator_finds_no_fault(service: str) -> None:
    validate(contract(service))


@pytest.mark.parametrize("service", SERVICES)
def test_every_schema_has_one_name_that_tells_nothing_of_modules(service: str) -> None:
    named: dict[str, Any] = contract(service)["components"]["schemas"]
    titles = [schema.get("title", name) for name, schema in named.items()]

    assert sorted(titles) == sorted(set(titles))
    assert [name for name in named if not re.fullmatch(r"[A-Z][A-Za-z0-9]+", name)] == []
    assert [name for name in named if name.endswith(("Input", "Output"))] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_has_a_name_of_its_own(service: str) -> None:
    names = [operation["operationId"] for _, _, operation in operations(contract(service))]

    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


def bodies(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Where a body is told of, its media type and its schema."""
    for pointer, node in nodes(document["paths"]):
        for kind, told in node.get("content", {}).items():
            yield pointer, kind, told.get("schema", {})


TEXT = re.compile(r"text/.+|application/x-(ndjson|www-form-urlencoded)|.+[/+](json|xml)")


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_sent_as_json_is_told_member_by_member(service: str) -> None:
    sent = [
        (place, told)
        for place, kind, told in bodies(contract(service))
        if re.fullmatch(r"application/(.+\+)?json", kind)
    ]

    assert len(sent) > 20
    assert [place for place, told in sent if told.get("type") == "string"] == []


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_no_text_is_told_as_bytes(service: str) -> None:
    sent = {
        (place, kind, told.get("format"))
        for place, kind, told in bodies(contract(service))
        if not TEXT.fullmatch(kind)
    }

    assert [one for one in sent if one[2] != "binary"] == []


@pytest.mark.parametrize("service", SERVICES)
def test_no_parameter_may_be_null(service: str) -> None:
    null = [
        f"{path} {parameter['name']}"
        for path, _, operation in operations(contract(service))
        for parameter in operation.get("parameters", [])
        if {"type": "null"} in parameter["schema"].get("anyOf", [])
    ]

    assert null == []


@pytest.mark.parametrize("service", SERVICES)
def test_no_example_holds_a_number_as_long_as_a_civil_servants(service: str) -> None:
    written = (ROOT / f"services/{service}/openapi.json").read_text("utf-8")

    assert re.findall(r"(?<!\d)\d{16}(?:\d\d)?(?!\d)", written) == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_link_leads_to_an_operation_and_names_its_parameters(service: str) -> None:
    document = contract(service)
    takes = {
        operation["operationId"]: {p["name"] for p in operation.get("parameters", [])}
        for _, _, operation in operations(document)
    }
    links = [link for _, node in nodes(document) for link in node.get("links", {}).values()]

    assert len(links) >= 2
    for link in links:
        assert set(link["parameters"]) <= takes[link["operationId"]]


@pytest.mark.parametrize("service", SERVICES)
def test_every_right_is_a_scope_that_the_scheme_tells_of(service: str) -> None:
    document = contract(service)
    flow = document["components"]["securitySchemes"]["oauth"]["flows"]["clientCredentials"]
    asked = {
        scope
        for _, _, operation in operations(document)
        for way in operation.get("security", [])
        for scope in way.get("oauth", [])
    }

    assert asked == set(flow["scopes"])


IN_U_MODE = re.compile(
    r"(?:[^\\()\[\]{}]|\((?:\?[:=!]|(?!\?))|\)|\{\d+(?:,\d*)?\}"
    r"|\\(?:[dDwWsSbB]|[tnrfv0]|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|p\{\w+(=\w+)?\}|[$^.*+?()\[\]{}|/\\])"
    r"|\[\^?(?:[^\\\[\]]|\\(?:[dDwWsS]|[tnrfv0]|u[0-9a-fA-F]{4}|[$^.*+?()\[\]{}|/\\-]))*\])*"
)
"""What ECMAScript reads with the flag ``u``, as far as we write it; ``make contracts`` asks V8."""


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_is_read_by_javascript_in_unicode_mode(service: str) -> None:
    patterns = {
        node["pattern"]
        for _, node in nodes(contract(service))
        if isinstance(node.get("pattern"), str)
    }

    assert len(patterns) >= 3
    assert [pattern for pattern in patterns if not IN_U_MODE.fullmatch(pattern)] == []


@pytest.mark.parametrize(
    "wrong", [r"\"", r"\-a", r"\A", r"\Z", r"(?P<a>b)", r"(?i)a", "a{", "]", r"\_"]
)
def test_what_unicode_mode_refuses_is_noticed(wrong: str) -> None:
    assert not IN_U_MODE.fullmatch(wrong)


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
