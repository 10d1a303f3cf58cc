"""A POST that is sent again has one effect and one answer."""

import asyncio
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from shared.web.idempotency import forget_old_answers


async def told(sessions: Sessions, name: str) -> int:
    async with system_transaction(sessions) as session:
        statement = text("select count(*) from events where subject = :name")
        return int(await session.scalar(statement, {"name": name}) or 0)


async def test_a_missing_key_is_refused(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    headers = issuer.headers("things.write")
    del headers["Idempotency-Key"]

    answer = await client.post("/v1/things", json={"size": 1, "name": "a"}, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/idempotency-key-absent"


async def test_the_same_request_twice_has_one_effect_and_the_same_answer(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    headers, thing = issuer.headers("things.write"), {"size": 1, "name": uuid4().hex}

    first = await client.post("/v1/things", json=thing, headers=headers)
    second = await client.post("/v1/things", json=thing, headers=headers)

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert await told(sessions, str(thing["name"])) == 1


@pytest.mark.parametrize(
    ("first", "again"),
    [('"{key}"', "{key}"), ("{key}", '"{key}"'), ('"{key}"', '"{key}"'), ("{key}", "{KEY}")],
)
async def test_a_key_is_the_same_in_quotes_and_without(
    client: httpx.AsyncClient, issuer: TestIssuer, first: str, again: str
) -> None:
    key, thing = str(uuid4()), {"size": 1, "name": uuid4().hex}
    sent = [form.format(key=key, KEY=key.upper()) for form in (first, again)]

    answers = [
        await client.post(
            "/v1/things",
            json=thing,
            headers=issuer.headers("things.write", subject="one") | {"Idempotency-Key": form},
        )
        for form in sent
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[1].headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["", '"', '""', '"x"', "'{key}'", '"{key}', '""{key}""', "7"])
async def test_a_key_that_is_no_uuid_is_pointed_at(
    client: httpx.AsyncClient, issuer: TestIssuer, key: str
) -> None:
    headers = issuer.headers("things.write") | {"Idempotency-Key": key.format(key=uuid4())}

    answer = await client.post("/v1/things", json={"size": 1, "name": "a"}, headers=headers)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "idempotency-key"


async def test_another_request_under_the_same_key_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = issuer.headers("things.write")
    await client.post("/v1/things", json={"size": 1, "name": "a"}, headers=headers)

    answer = await client.post("/v1/things", json={"size": 2, "name": "a"}, headers=headers)

    assert answer.status_code == 422


async def test_keys_of_different_callers_do_not_meet(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    key, thing = str(uuid4()), {"size": 1, "name": uuid4().hex}
    for subject in ("one", "two"):
        headers = issuer.headers("things.write", subject=subject) | {"Idempotency-Key": key}
        await client.post("/v1/things", json=thing, headers=headers)

    assert await told(sessions, str(thing["name"])) == 2


async def test_twenty_at_once_have_one_effect(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    headers, thing = issuer.headers("things.write"), {"size": 1, "name": uuid4().hex}

    answers = await asyncio.gather(
        *(client.post("/v1/things", json=thing, headers=headers) for _ in range(20))
    )

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert await told(sessions, str(thing["name"])) == 1


async def test_a_refused_request_may_be_repeated_with_its_key(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = issuer.headers("things.write")
    refused = await client.post("/v1/things", json={"size": -1, "name": "a"}, headers=headers)

    mended = await client.post("/v1/things", json={"size": 1, "name": "a"}, headers=headers)

    assert (refused.status_code, mended.status_code) == (400, 201)


async def test_what_is_stored_tells_neither_the_request_nor_the_answer(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    headers, name = issuer.headers("things.write"), f"shown-once-{uuid4().hex}"
    await client.post("/v1/things", json={"size": 1, "name": name}, headers=headers)

    async with system_transaction(sessions) as session:
        rows = (await session.execute(text("select * from idempotency_keys"))).all()

    stored = repr(rows)
    assert len(rows) > 0
    assert name not in stored
    assert headers["Idempotency-Key"] not in stored


async def replayed_after(
    hours: float, client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> bool:
    """Whether an answer of that age is still repeated once old ones are forgotten."""
    headers, thing = issuer.headers("things.write"), {"size": 1, "name": uuid4().hex}
    await client.post("/v1/things", json=thing, headers=headers)
    async with system_transaction(sessions) as session:
        aged = "update idempotency_keys set recorded_at = now() - make_interval(secs => :secs)"
        await session.execute(text(aged), {"secs": hours * 3600})
    async with system_transaction(sessions) as session:
        await forget_old_answers(session)
    again = await client.post("/v1/things", json=thing, headers=headers)
    return "idempotency-replayed" in again.headers


async def test_an_answer_is_repeated_for_24_hours(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    assert await replayed_after(0, client, issuer, sessions)
    assert await replayed_after(23.9, client, issuer, sessions)
    assert not await replayed_after(24.1, client, issuer, sessions)


async def test_a_repeated_answer_carries_the_headers_that_belong_to_it(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers, thing = issuer.headers("things.write"), {"size": 1, "name": uuid4().hex}

    first = await client.post("/v1/things", json=thing, headers=headers)
    second = await client.post("/v1/things", json=thing, headers=headers)

    for name in ("content-type", "location", "etag"):
        assert second.headers[name] == first.headers[name]


async def test_what_an_answer_names_is_unreadable_in_the_table(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    headers = issuer.headers("things.write", subject=f"somebody-{uuid4()}")
    order = {"size": 4711, "name": f"thing-{uuid4()}"}

    first = await client.post("/v1/things", json=order, headers=headers)
    again = await client.post("/v1/things", json=order, headers=headers)

    assert first.headers["Location"] == again.headers["Location"] == "/v1/things/4711"
    async with system_transaction(sessions) as session:
        rows = (await session.scalars(text("select t::text from idempotency_keys t"))).all()
    assert [row for row in rows if "/v1/things/4711" in row] == []
