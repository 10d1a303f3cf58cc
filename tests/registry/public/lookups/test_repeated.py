"""Answers are repeated ahead of the operation, and forgotten as soon as they are untrue."""

from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from registry.people.institutions.tables import Institution
from registry.public.lookups.live import RepeatedLookup
from shared.database import Sessions, system_transaction
from shared.events.log import record
from tests.registry import scenes
from tests.registry.public.lookups.asking import CONTRACT, LOOKUP, asked, eventually, stopped
from tests.waiting import until


def repeated(app: FastAPI, url: str) -> bool:
    """Whether the shortcut would answer."""
    query = httpx.QueryParams(url=url)
    scope = {"type": "http", "path": LOOKUP, "method": "GET", "query_string": str(query).encode()}
    shortcut = app.router.routes[0]
    assert isinstance(shortcut, RepeatedLookup)
    return shortcut.matches(scope)[0].name == "FULL"


async def until_repeated(client: httpx.AsyncClient, app: FastAPI, url: str) -> None:
    async def asked_until_then() -> bool:
        await asked(client, url=url)
        return repeated(app, url)

    await until(asked_until_then, "the shortcut answers")


async def test_the_shortcut_answers_as_the_operation_does(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    _, active, _ = await scenes.a_badge(sessions)
    gone, ended, _ = await scenes.a_badge(sessions, "facebook", f"a.{scenes.handle()}")
    await stopped(sessions, gone)
    addresses = [active.url, ended.url, f"https://x.com/{scenes.handle()}"]
    for url in addresses:
        await until_repeated(client, app, url)

    shortcut = [await client.get(LOOKUP, params={"url": url}) for url in addresses]
    app.state.lookups.answers.forget_all()
    plain = [await client.get(LOOKUP, params={"url": url}) for url in addresses]

    for short, full in zip(shortcut, plain, strict=True):
        assert short.status_code == full.status_code == 200
        assert list(short.json()) == CONTRACT
        assert short.json() == full.json() | {"checked_at": short.json()["checked_at"]}
        for name in ("content-type", "cache-control", "etag", "access-control-allow-origin"):
            assert short.headers[name] == full.headers[name]
        assert set(full.headers) == set(short.headers)


@pytest.mark.parametrize("is_repeated", [True, False])
@pytest.mark.parametrize(
    "held", ["{etag}", "W/{etag}", '"abc", W/{etag}', 'W/"x",{etag} ', "*", '"a,b" , {etag}']
)
async def test_the_caller_who_holds_the_answer_is_spared_it(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions, is_repeated: bool, held: str
) -> None:
    url = f"https://x.com/{scenes.handle()}"
    await until_repeated(client, app, url)
    etag = (await client.get(LOOKUP, params={"url": url})).headers["etag"].removeprefix("W/")
    if not is_repeated:
        app.state.lookups.answers.forget_all()

    headers = {"If-None-Match": held.format(etag=etag)}
    answer = await client.get(LOOKUP, params={"url": url}, headers=headers)

    assert (answer.status_code, answer.content) == (304, b"")
    assert "content-type" not in answer.headers


async def test_a_parameter_that_stands_twice_is_refused_whether_repeated_or_not(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    url = f"https://x.com/{scenes.handle()}"
    await until_repeated(client, app, url)

    answer = await client.get(f"{LOOKUP}?url={url}&url={url}")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "repeated_parameter")


async def test_the_answer_is_newly_vouched_for_while_it_is_repeated(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    _, account, _ = await scenes.a_badge(sessions)
    await until_repeated(client, app, account.url)
    first = (await asked(client, url=account.url))["checked_at"]

    async def vouched_for_again() -> bool:
        later = (await asked(client, url=account.url))["checked_at"]
        return datetime.fromisoformat(later) > datetime.fromisoformat(first)

    await until(vouched_for_again, "a newer checked_at")


async def test_a_withdrawal_is_heard(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    officer, account, _ = await scenes.a_badge(sessions)
    await until_repeated(client, app, account.url)

    await stopped(sessions, officer)

    await eventually(client, account.url, "ended")


async def test_a_grant_is_heard_by_who_was_told_never(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    name = scenes.handle()
    await until_repeated(client, app, f"https://x.com/{name}")

    await scenes.a_badge(sessions, name=name)

    await eventually(client, f"https://x.com/{name}", "active")


async def test_an_institutions_new_name_is_heard(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    officer, account, _ = await scenes.a_badge(sessions)
    await until_repeated(client, app, account.url)
    name = f"Kementerian Baru {uuid4()}"
    renamed = update(Institution).where(Institution.code == officer.institution)

    async with system_transaction(sessions) as session:
        await session.execute(renamed.values(name=name))
        await record(
            session,
            type="institution.changed.v1",
            subject=officer.institution,
            data={"code": officer.institution},
            person=None,
            now=datetime.now(UTC),
        )

    async def heard() -> bool:
        badge = (await asked(client, url=account.url))["badge"]
        return bool(badge["institution"]["name"] == name)

    await until(heard, "the new name of the institution")
