"""Where a fault of a request is, and what to mend, in the asker's language."""

import httpx
import pytest

from shared.web.faults import fault_of_form, fault_of_query


def test_a_fault_of_the_body_is_pointed_at_and_never_repeats_the_value() -> None:
    found = {"type": "enum", "loc": ("body", "a/b", 0), "ctx": {"expected": "'x'"}, "input": "NIP"}

    assert fault_of_form(found, "id") == {
        "pointer": "#/a~1b/0",
        "code": "enum",
        "detail": "Pilih 'x'.",
    }


def test_a_kind_nobody_translated_is_a_value_that_cannot_be_taken() -> None:
    found = {"type": "brand_new", "loc": ("query", "limit"), "msg": "Some English"}

    assert fault_of_form(found, "id") == {
        "parameter": "limit",
        "in": "query",
        "code": "value_error",
        "detail": "Nilai ini tidak dapat diterima.",
    }


def test_a_long_name_of_a_parameter_is_cut() -> None:
    assert fault_of_query("x" * 99, "unknown_parameter")["parameter"] == "x" * 64


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("id", "Tidak ada parameter kueri bernama ini."),
        ("en", "There is no such query parameter here."),
    ],
)
async def test_what_to_mend_is_said_in_the_askers_language(
    client: httpx.AsyncClient, language: str, detail: str
) -> None:
    answer = await client.get("/v1/things/3?colour=red", headers={"Accept-Language": language})

    assert answer.json()["errors"][0]["detail"] == detail
