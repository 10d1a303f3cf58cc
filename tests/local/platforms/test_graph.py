"""The simulated Instagram and Facebook answer as the documented Graph API does."""

from collections.abc import AsyncIterator

import httpx
import pytest

from local.platforms.app import build_platforms

TOKEN = {"access_token": "secret"}


@pytest.fixture
async def graph() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build_platforms(token="secret"))
    async with httpx.AsyncClient(transport=transport, base_url="http://graph") as http:
        await http.put("/_control/instagram/profiles/warga.satu", json={"bio": "Kode GPR"})
        await http.put("/_control/facebook/profiles/warga.satu", json={"followers": 700})
        yield http


async def discover(graph: httpx.AsyncClient, username: str) -> httpx.Response:
    fields = f"business_discovery.username({username}){{id,username,biography,followers_count}}"
    return await graph.get("/v23.0/17841400000000000", params={"fields": fields, **TOKEN})


async def test_business_discovery_gives_the_biography(graph: httpx.AsyncClient) -> None:
    answer = await discover(graph, "Warga.Satu")

    assert answer.json()["business_discovery"]["biography"] == "Kode GPR"
    assert answer.json()["business_discovery"]["followers_count"] == 0
    assert answer.json()["id"] == "17841400000000000"


async def test_a_personal_account_cannot_be_discovered(graph: httpx.AsyncClient) -> None:
    await graph.put("/_control/instagram/profiles/warga.satu", json={"private": True})

    answer = await discover(graph, "warga.satu")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["error_subcode"]) == (400, 110, 2207013)


async def test_a_facebook_node_is_found_by_name_and_by_number(graph: httpx.AsyncClient) -> None:
    wanted = {"fields": "id,link,followers_count", **TOKEN}
    by_name = (await graph.get("/v23.0/warga.satu", params=wanted)).json()

    by_number = (await graph.get(f"/v23.0/{by_name['id']}", params=wanted)).json()

    assert by_number == by_name
    assert by_name["followers_count"] == 700


async def test_an_unknown_facebook_name_is_error_803(graph: httpx.AsyncClient) -> None:
    answer = await graph.get("/v23.0/nobody", params=TOKEN)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, 803)


async def test_an_expired_token_is_error_190(graph: httpx.AsyncClient) -> None:
    answer = await graph.get("/v23.0/warga.satu", params={"access_token": "old"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, 190)


async def test_graph_limits_with_code_4_and_not_with_429(graph: httpx.AsyncClient) -> None:
    await graph.put("/_control/facebook/behaviour", json={"status": 429})

    limited = await graph.get("/v23.0/warga.satu", params=TOKEN)
    instagram = await discover(graph, "warga.satu")

    assert (limited.status_code, limited.json()["error"]["code"]) == (403, 4)
    assert instagram.status_code == 200


async def test_a_platform_can_answer_html(graph: httpx.AsyncClient) -> None:
    await graph.put("/_control/instagram/behaviour", json={"html": True})

    answer = await discover(graph, "warga.satu")

    assert answer.headers["content-type"].startswith("text/html")
