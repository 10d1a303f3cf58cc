"""Whether an account is official, asked as the public does."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from shared.database import Sessions, system_transaction
from tests.registry import scenes
from tests.registry.public.lookups.asking import CONTRACT, LOOKUP, asked, eventually, stopped


async def test_an_active_badge_is_official(client: httpx.AsyncClient, sessions: Sessions) -> None:
    officer, account, badge = await scenes.a_badge(sessions, "instagram")

    found = await asked(client, url=f"HTTPS://M.Instagram.com/@{account.handle.upper()}/?x=1#y")

    assert list(found) == CONTRACT
    assert (found["official"], found["state"]) == (True, "active")
    assert (found["platform"], found["handle"]) == ("instagram", account.handle)
    assert list(found["badge"]) == [
        "id",
        "title",
        "institution",
        "valid_from",
        "valid_until",
        "credential_url",
    ]
    assert found["badge"]["id"] == str(badge.id)
    assert found["badge"]["institution"]["codes"] == {
        "klpd": officer.institution.removeprefix("klpd:")
    }
    assert found["badge"]["credential_url"].endswith(f"/v1/badges/{badge.id}")


async def test_platform_and_handle_give_the_same_answer(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, account, _ = await scenes.a_badge(sessions)

    by_url = await asked(client, url=account.url)
    by_name = await asked(client, platform="Twitter", handle=f"@{account.handle.upper()}")

    assert by_url == by_name | {"checked_at": by_url["checked_at"]}


async def test_nobody_registered_is_never(client: httpx.AsyncClient) -> None:
    name = scenes.handle()

    found = await asked(client, url=f"https://x.com/{name}")

    assert found == {
        "official": False,
        "state": "never",
        "platform": "x",
        "handle": name,
        "badge": None,
        "checked_at": found["checked_at"],
    }


async def test_registered_without_a_badge_is_told_no_differently(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    officer, _, _ = await scenes.a_badge(sessions, "instagram")
    _, account = await scenes.a_linked_account(sessions, officer, "facebook")

    found = await asked(client, url=account.url)

    assert (found["official"], found["state"], found["badge"]) == (False, "never", None)


@pytest.mark.parametrize(
    "url", ["https://x.com/kоmdigi", "https://x.com/lebih_dari_lima_belas", "x.com/%E2%80%8Bkom"]
)
async def test_a_name_no_account_can_have_is_never(client: httpx.AsyncClient, url: str) -> None:
    found = await asked(client, url=url)

    assert (found["official"], found["state"], found["badge"]) == (False, "never", None)


@pytest.mark.parametrize(
    "query",
    [
        {"url": "https://www.tiktok.com/@contoh"},
        {"url": "https://instаgram.com/contoh"},
        {"platform": "friendster", "handle": "contoh"},
    ],
)
async def test_other_platforms_are_said_to_be_unknown(
    client: httpx.AsyncClient, query: dict[str, str]
) -> None:
    found = await asked(client, **query)

    assert (found["official"], found["state"]) == (False, "unknown_platform")
    assert (found["platform"], found["handle"], found["badge"]) == (None, None, None)


@pytest.mark.parametrize(
    ("query", "type"),
    [
        ({"url": "bukan alamat"}, "address-unreadable"),
        ({"url": ""}, "address-unreadable"),
        ({"url": "https://x.com/search"}, "address-unreadable"),
        ({"url": "https://x.com@evil.example/"}, "address-unreadable"),
        ({"platform": "x", "handle": " "}, "address-unreadable"),
        ({}, "question-incomplete"),
        ({"platform": "x"}, "question-incomplete"),
        ({"url": "https://x.com/a", "handle": "a"}, "question-incomplete"),
        ({"url": "x.com/" + "a" * 3000}, "request-invalid"),
    ],
)
async def test_what_cannot_be_read_is_a_problem(
    client: httpx.AsyncClient, query: dict[str, str], type: str
) -> None:
    answer = await client.get(LOOKUP, params=query)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{type}"


@pytest.mark.parametrize("query", [{"url": "bukan alamat"}, {"platform": "x"}])
async def test_what_is_wrong_with_a_question_is_read_from_any_page(
    client: httpx.AsyncClient, query: dict[str, str]
) -> None:
    answer = await client.get(LOOKUP, params=query)

    assert answer.status_code == 400
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_answers_may_be_cached_and_read_from_any_page(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, account, _ = await scenes.a_badge(sessions)

    first = await client.get(LOOKUP, params={"url": account.url})
    etag = first.headers["etag"]
    second = await client.get(LOOKUP, params={"url": account.url}, headers={"If-None-Match": etag})

    assert first.headers["cache-control"] == "public, max-age=60, stale-if-error=86400"
    assert first.headers["access-control-allow-origin"] == "*"
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["etag"] == etag


async def test_a_batch_is_answered_in_order_and_one_bad_address_fails_alone(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, account, _ = await scenes.a_badge(sessions)
    never = f"https://x.com/{scenes.handle()}"
    urls = ["bukan alamat", account.url, never, "https://tiktok.com/@a", 7, None, account.url]

    answer = await client.post(LOOKUP, json={"urls": urls})

    results = answer.json()["results"]
    assert answer.status_code == 200
    assert [r["error"]["status"] if "error" in r else r["state"] for r in results] == [
        400,
        "active",
        "never",
        "unknown_platform",
        400,
        400,
        "active",
    ]
    assert results[0]["error"]["type"] == "/problems/address-unreadable"
    assert results[1] == await asked(client, url=account.url) | {
        "checked_at": results[1]["checked_at"]
    }


async def test_a_batch_holds_a_hundred(client: httpx.AsyncClient) -> None:
    hundred = [f"https://x.com/{scenes.handle()}" for _ in range(100)]

    taken = await client.post(LOOKUP, json={"urls": hundred})
    refused = await client.post(LOOKUP, json={"urls": [*hundred, "x.com/a"]})

    assert len(taken.json()["results"]) == 100
    assert refused.status_code == 400


async def test_the_past_of_a_handle_does_not_hide_its_present(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    name = scenes.handle()
    officer, account, _ = await scenes.a_badge(sessions, name=name)
    await stopped(sessions, officer)
    ended = await asked(client, url=account.url)
    async with system_transaction(sessions) as session:
        await session.execute(
            update(Account).where(Account.officer_id == officer.id).values(state="unlinked")
        )
    _, _, badge = await scenes.a_badge(sessions, name=name)

    assert (ended["official"], ended["state"], ended["badge"]) == (False, "ended", None)
    await eventually(client, account.url, "active")
    assert (await asked(client, url=account.url))["badge"]["id"] == str(badge.id)


async def test_a_badge_past_its_date_has_ended_before_any_job_says_so(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, account, badge = await scenes.a_badge(sessions)
    past = datetime.now(UTC) - timedelta(seconds=1)
    lapsed = update(Badge).where(Badge.id == badge.id)
    async with system_transaction(sessions) as session:
        await session.execute(lapsed.values(valid_from=past - timedelta(days=1), valid_until=past))

    assert (await asked(client, url=account.url))["state"] == "ended"


async def test_nothing_personal_is_in_any_answer(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    officer, account, badge = await scenes.a_badge(sessions)

    answers = [
        await client.get(LOOKUP, params={"url": account.url}),
        await client.get(f"/v1/badges/{badge.id}"),
        await client.get(f"/b/{badge.id}"),
    ]

    for answer in answers:
        assert str(officer.id) not in answer.text
        assert officer.subject not in answer.text
        assert str(badge.account_id) not in answer.text


async def test_the_contract_documents_the_answer(app: FastAPI) -> None:
    operation = app.openapi()["paths"][LOOKUP]["get"]

    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/LookupOut"}
    assert json.dumps(operation).count("never") >= 1
