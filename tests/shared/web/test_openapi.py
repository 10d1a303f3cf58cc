"""The contract names the problems an operation may answer with, and what it requires."""

import httpx

from shared.errors import Missing, Refused
from shared.language import Text
from shared.web.openapi import problems


class ThingUnknown(Missing):
    """There is no such thing."""

    detail = Text("Tidak ada barang {thing_id}.", "There is no thing {thing_id}.")


class ThingNotYours(Refused):
    """The thing is somebody else's."""


def test_problems_are_documented_by_status_with_an_example_of_each() -> None:
    documented = problems(ThingUnknown, ThingNotYours)

    assert list(documented) == [403, 404]
    content = documented[404]["content"]["application/problem+json"]
    example = content["examples"]["thing-unknown"]["value"]
    assert example["type"] == "/problems/thing-unknown"
    assert example["detail"] == "Tidak ada barang …."


async def test_the_contract_requires_what_the_service_requires(client: httpx.AsyncClient) -> None:
    contract = (await client.get("/openapi.json")).json()

    post = contract["paths"]["/v1/things"]["post"]
    required = {p["name"] for p in post["parameters"] if p["required"]}
    assert required == {"idempotency-key"}
    assert "422" not in post["responses"]
    assert post["responses"]["default"]["content"].keys() == {"application/problem+json"}


async def test_the_contract_tells_which_scope_opens_an_operation(client: httpx.AsyncClient) -> None:
    contract = (await client.get("/openapi.json")).json()
    thing = contract["paths"]["/v1/things/{number}"]

    assert contract["paths"]["/v1/things"]["post"]["security"] == [{"token": ["things.write"]}]
    assert thing["patch"]["security"] == [{"token": ["things.write"]}]
    assert contract["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "security" not in thing["get"]


async def test_any_one_of_several_scopes_opens_the_event_feed(client: httpx.AsyncClient) -> None:
    contract = (await client.get("/openapi.json")).json()

    assert contract["paths"]["/v1/events"]["get"]["security"] == [
        {"token": ["events.read"]},
        {"token": ["events.internal"]},
        {"token": ["events.audit"]},
    ]
