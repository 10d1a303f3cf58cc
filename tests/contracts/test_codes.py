"""Every code of an answer is told: enumerated in the contract, explained on a page, translated."""

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant

from shared.faults import FAULTS
from tests.contracts.test_openapi import contract
from tests.conventions import codes_page
from tests.conventions.checkout import ROOT, SERVICES
from tests.operations import OPERATIONS

NO_ENUMERATION = {
    "ChallengeOut.code": "made for one person",
    "DatedCode.code": "of an institution",
}
"""Members named ``code`` that are no words of ours; those of institutions have a pattern."""


def test_the_page_is_in_step_with_the_contracts() -> None:
    written = (ROOT / "docs/api/codes.md").read_text("utf-8")

    assert written == codes_page.page(), "run `make openapi docs`"


@pytest.mark.parametrize("service", SERVICES)
def test_every_code_has_its_sentence(service: str) -> None:
    unsaid = [
        f"{name} {code}"
        for name, codes in codes_page.sentences(service).items()
        for code, sentence in codes.items()
        if sentence == codes_page.UNSAID or not re.fullmatch(r".+ · .+", sentence)
    ]

    assert unsaid == [], "a line each in tests/conventions/codes.toml"


@pytest.mark.parametrize("service", SERVICES)
def test_every_member_named_code_is_an_enumeration(service: str) -> None:
    named: dict[str, Any] = contract(service)["components"]["schemas"]
    codes = {
        f"{name}.code": schema["properties"]["code"]
        for name, schema in named.items()
        if "code" in schema.get("properties", {})
    }
    free = [
        member
        for member, told in codes.items()
        if not {"enum", "$ref", "pattern"} & told.keys() and member not in NO_ENUMERATION
    ]

    assert len(codes) >= 2
    assert free == [], "code: str = told(SENTENCES), of shared.codes"


def test_words_by_hand_belong_to_codes_there_are() -> None:
    told = {service: codes_page.sentences(service) for service in SERVICES}
    written = codes_page.written()
    known = {(s, name) for s, named in told.items() for name in named}
    stale = [f"{s}.{n}" for s, named in written.items() for n in named if (s, n) not in known]

    assert [each for each in stale if not each.startswith("shared.")] == []


PARTS = ("path_params", "query_params", "header_params", "cookie_params", "body_params")


def asked(dependant: Dependant) -> Iterator[Any]:
    """The inner schema of everything an operation reads, however deep."""
    for part in PARTS:
        for field in getattr(dependant, part):
            yield field._type_adapter.core_schema
    for inner in dependant.dependencies:
        yield from asked(inner)


SCHEMAS = [schema for _, _, route in OPERATIONS for schema in asked(route.dependant)]
BOUNDS = {
    "str": {
        "min_length": "string_too_short",
        "max_length": "string_too_long",
        "pattern": "string_pattern_mismatch",
    },
    "list": {"min_length": "too_short", "max_length": "too_long"},
    "dict": {"min_length": "too_short", "max_length": "too_long"},
    "datetime": {"tz_constraint": "timezone_aware"},
}
NUMBERS = {
    "ge": "greater_than_equal",
    "le": "less_than_equal",
    "gt": "greater_than",
    "lt": "less_than",
}
MADE = {
    "str": {"string_type", "string_unicode", "string_sub_type"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float"},
    "float": {"float_type", "float_parsing", "finite_number"},
    "bool": {"bool_type", "bool_parsing"},
    "uuid": {"uuid_type", "uuid_parsing"},
    "date": {
        "date_type",
        "date_parsing",
        "date_from_datetime_parsing",
        "date_from_datetime_inexact",
    },
    "datetime": {
        "datetime_type",
        "datetime_parsing",
        "datetime_from_date_parsing",
        "datetime_object_invalid",
    },
    "enum": {"enum"},
    "literal": {"literal_error"},
    "list": {"list_type"},
    "dict": {"dict_type"},
    "model": {"model_type"},
    "model-fields": {"model_attributes_type", "dict_type", "missing", "extra_forbidden"},
    "is-instance": {"is_instance_of"},
    "missing-sentinel": {"missing_sentinel_error"},
}
"""What pydantic-core answers with, by kind of schema."""
HOMES = (*SERVICES, "shared")
MADE_AFTER = {
    "SecretStr": set[str](),
    "min_length_validator": {"too_short"},
    "max_length_validator": {"too_long"},
    "greater_than_or_equal_validator": {"greater_than_equal"},
    "less_than_or_equal_validator": {"less_than_equal"},
}
"""What pydantic's own functions answer with, where a bound follows a function of ours."""
ONLY_AROUND = {
    "default", "nullable", "any", "model-field", "function-after", "function-before", "no-info",
    "lax-or-strict", "json-or-python", "union", "definitions", "definition-ref",
}  # fmt: skip
"""Kinds that make no fault of their own; what their functions raise is asked for below."""


def kinds(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema within a schema."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, child in schema.items():
            if name not in ("metadata", "serialization"):
                yield from kinds(child)
    elif isinstance(schema, list | tuple):
        for child in schema:
            yield from kinds(child)


def test_every_kind_of_schema_we_use_is_one_we_know_the_faults_of() -> None:
    used = {schema["type"] for whole in SCHEMAS for schema in kinds(whole)}

    assert used - MADE.keys() - ONLY_AROUND == set()


def test_every_fault_that_a_schema_can_make_is_translated() -> None:
    made = {"missing", "json_invalid", "unknown_parameter", "repeated_parameter"}
    for whole in SCHEMAS:
        for schema in kinds(whole):
            kind = schema["type"]
            made |= MADE.get(kind, set()) | MADE_AFTER.get(name_of(schema), set())
            bounds = NUMBERS | BOUNDS.get(kind, {})
            made |= {fault for bound, fault in bounds.items() if schema.get(bound) is not None}

    assert len(made) > 30
    assert made - FAULTS.keys() == set()


def called(schema: Mapping[str, Any]) -> Any:
    """The function behind a schema, if it calls one; a bound after a function of ours is bound."""
    function = schema.get("function")
    inner = function.get("function") if isinstance(function, Mapping) else None
    return getattr(inner, "func", inner)


def name_of(schema: Mapping[str, Any]) -> str:
    """Of the function that a schema calls, if it calls one."""
    return getattr(called(schema), "__name__", "")


def test_every_function_of_others_is_one_we_know_the_faults_of() -> None:
    functions = {called(schema) for whole in SCHEMAS for schema in kinds(whole)} - {None}
    others = {f.__name__ for f in functions if f.__module__.split(".")[0] not in HOMES}

    assert others - MADE_AFTER.keys() == set()


def test_no_validator_of_ours_refuses_without_a_code() -> None:
    functions = {called(schema) for whole in SCHEMAS for schema in kinds(whole)} - {None}
    ours = [f for f in functions if f.__module__.split(".")[0] in HOMES]

    assert len(ours) >= 8
    assert [f.__qualname__ for f in ours if "raise ValueError" in inspect.getsource(f)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_of_a_form_is_told_in_the_contract(service: str) -> None:
    document = contract(service)
    told = document["components"]["schemas"]["ProblemFault"]["properties"]["code"]["enum"]

    assert set(told) >= FAULTS.keys()
