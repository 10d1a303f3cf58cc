"""The contract tells what generators of clients ask for: rights, headers, links, media types."""

from typing import Any

import httpx
import pytest


@pytest.fixture
async def contract(client: httpx.AsyncClient) -> dict[str, Any]:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


def parameter(operation: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(p for p in operation["parameters"] if p["name"] == name)
    return found


async def test_it_tells_which_scope_opens_an_operation(contract: dict[str, Any]) -> None:
    things, thing = contract["paths"]["/v1/things"], contract["paths"]["/v1/things/{number}"]

    assert things["post"]["security"] == [{"oauth": ["things.write"]}, {"token": []}]
    assert thing["patch"]["security"] == things["post"]["security"]
    assert "security" not in thing["get"]


async def test_any_one_of_several_scopes_opens_the_event_feed(contract: dict[str, Any]) -> None:
    assert contract["paths"]["/v1/events"]["get"]["security"] == [
        {"oauth": ["events.read"]},
        {"oauth": ["events.internal"]},
        {"oauth": ["events.audit"]},
        {"token": []},
    ]


async def test_it_tells_where_tokens_are_and_what_each_scope_is_for(
    contract: dict[str, Any],
) -> None:
    schemes = contract["components"]["securitySchemes"]
    flow = schemes["oauth"]["flows"]["clientCredentials"]

    assert flow["tokenUrl"] == "http://127.0.0.1:8001/oauth/token"
    assert flow["scopes"]["things.write"] == "Change Thing; Make Thing"
    assert schemes["token"]["scheme"] == "bearer"


@pytest.mark.parametrize(
    ("path", "method", "name"),
    [
        ("/v1/things", "post", "idempotency-key"),
        ("/v1/things/{number}", "patch", "if-match"),
        ("/v1/events", "get", "after"),
    ],
)
async def test_no_parameter_is_null(
    contract: dict[str, Any], path: str, method: str, name: str
) -> None:
    found = parameter(contract["paths"][path][method], name)

    assert found["required"] == (name != "after")
    assert found["schema"]["type"] in ("string", "integer")
    assert found.get("description") or found["schema"].get("description")


async def test_a_change_is_sent_as_a_merge_patch_by_either_name(contract: dict[str, Any]) -> None:
    body = contract["paths"]["/v1/things/{number}"]["patch"]["requestBody"]["content"]

    assert set(body) == {"application/json", "application/merge-patch+json"}


async def test_what_was_made_is_linked_to_where_it_is_read(contract: dict[str, Any]) -> None:
    made = contract["paths"]["/v1/things"]["post"]["responses"]["201"]

    assert made["links"]["read"] == {
        "operationId": "read_thing",
        "parameters": {"number": "$response.body#/number"},
    }
    assert "Idempotency-Replayed" in made["headers"]


async def test_what_is_changed_by_version_tells_its_version(contract: dict[str, Any]) -> None:
    answers = contract["paths"]["/v1/things/{number}"]["get"]["responses"]

    assert "ETag" in answers["200"]["headers"]
    assert "ETag" in answers["304"]["headers"]


async def test_an_operation_is_named_as_its_function_is(contract: dict[str, Any]) -> None:
    assert contract["paths"]["/v1/events"]["get"]["operationId"] == "read_events"
