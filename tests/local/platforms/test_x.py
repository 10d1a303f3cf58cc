"""The simulated X answers as the documented API does."""

import time
from collections.abc import AsyncIterator

import httpx
import pytest

from local.platforms.app import build_platforms

BEARER = {"Authorization": "Bearer secret"}


@pytest.fixture
async def x() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build_platforms(token="secret"))
    async with httpx.AsyncClient(transport=transport, base_url="http://x", headers=BEARER) as http:
        await http.put("/_control/x/profiles/warga_01", json={"bio": "Halo", "followers": 612})
        yield http


async def test_a_user_shows_only_the_fields_asked_for(x: httpx.AsyncClient) -> None:
    answer = await x.get("/2/users/by/username/Warga_01?user.fields=description,public_metrics")

    user = answer.json()["data"]
    assert user["description"] == "Halo"
    assert user["public_metrics"]["followers_count"] == 612
    assert set(user) == {"id", "name", "username", "description", "public_metrics"}


async def test_a_user_nobody_has_is_an_errors_array_with_status_200(x: httpx.AsyncClient) -> None:
    answer = await x.get("/2/users/by/username/nobody")

    assert answer.status_code == 200
    assert "data" not in answer.json()
    assert answer.json()["errors"][0]["type"].endswith("/resource-not-found")


async def test_an_impossible_name_is_a_bad_request(x: httpx.AsyncClient) -> None:
    answer = await x.get("/2/users/by/username/name-with-hyphen")

    assert answer.status_code == 400


async def test_a_wrong_token_is_refused(x: httpx.AsyncClient) -> None:
    headers = {"Authorization": "Bearer wrong"}

    answer = await x.get("/2/users/by/username/warga_01", headers=headers)

    assert (answer.status_code, answer.json()["title"]) == (401, "Unauthorized")


async def test_a_rate_limit_says_when_it_ends(x: httpx.AsyncClient) -> None:
    await x.put("/_control/x/behaviour", json={"status": 429, "retry_after": 90, "times": 1})

    limited = await x.get("/2/users/by/username/warga_01")
    after = await x.get("/2/users/by/username/warga_01")

    assert limited.status_code == 429
    assert int(limited.headers["x-rate-limit-reset"]) > time.time()
    assert after.status_code == 200


async def test_a_renamed_account_keeps_its_id(x: httpx.AsyncClient) -> None:
    before = (await x.get("/2/users/by/username/warga_01")).json()["data"]["id"]

    await x.post("/_control/x/profiles/warga_01/renaming", json={"handle": "warga_baru"})

    assert "errors" in (await x.get("/2/users/by/username/warga_01")).json()
    assert (await x.get("/2/users/by/username/warga_baru")).json()["data"]["id"] == before
    assert (await x.get(f"/2/users/{before}")).json()["data"]["username"] == "warga_baru"


async def test_a_recycled_handle_has_another_id(x: httpx.AsyncClient) -> None:
    before = (await x.get("/2/users/by/username/warga_01")).json()["data"]["id"]

    await x.post("/_control/x/profiles/warga_01/recycling")

    assert (await x.get("/2/users/by/username/warga_01")).json()["data"]["id"] != before
