"""Query strings are read as strictly as bodies."""

import httpx
import pytest

from shared.testing.tokens import TestIssuer


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("dryrun=true", [("dryrun", "unknown_parameter")]),
        ("limt=5&limit=5", [("limt", "unknown_parameter")]),
        ("after=0&after=1", [("after", "repeated_parameter")]),
        ("x=1&x=2", [("x", "unknown_parameter"), ("x", "repeated_parameter")]),
        ("Limit=5", [("Limit", "unknown_parameter")]),
        (f"{'n' * 500}=1", [("n" * 64, "unknown_parameter")]),
    ],
)
async def test_a_parameter_there_is_none_of_is_named(
    client: httpx.AsyncClient, issuer: TestIssuer, query: str, faults: list[tuple[str, str]]
) -> None:
    answer = await client.get(f"/v1/events?{query}", headers=issuer.headers("events.read"))

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/request-invalid")
    found = [(fault["parameter"], fault["code"]) for fault in answer.json()["errors"]]
    assert found == faults


async def test_who_may_not_call_hears_that_first(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/events?dryrun=true")).status_code == 401


async def test_nothing_happens_when_a_parameter_is_mistyped(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = issuer.headers("things.write")
    thing = {"size": 1, "name": "mistyped"}

    refused = await client.post("/v1/things?dryrun=true", json=thing, headers=headers)
    made = await client.post("/v1/things", json=thing, headers=headers)

    assert (refused.status_code, made.status_code) == (400, 201)
    assert "idempotency-replayed" not in made.headers


async def test_a_health_check_may_carry_anything(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz?at=17&at=18")).status_code == 200


@pytest.mark.parametrize("query", ["", "&", "limit=5&"])
async def test_nothing_is_no_parameter(client: httpx.AsyncClient, query: str) -> None:
    assert (await client.get(f"/v1/events?{query}")).status_code == 401
