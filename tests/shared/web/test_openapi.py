"""The contract names the problems an operation may answer with, and what it requires."""

import httpx

from shared.errors import Missing, Refused, TooMany
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
    assert set(post["responses"]["default"]["content"]) >= {"application/problem+json"}


def test_an_answer_that_says_come_back_says_that_it_says_when() -> None:
    documented = problems(TooMany, ThingUnknown)

    assert "Retry-After" in documented[429]["headers"]
    assert "headers" not in documented[404]
