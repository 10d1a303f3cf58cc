"""The feed: CloudEvents in order, for whom they are meant."""

import asyncio
from typing import Any

import httpx

from shared.database import Sessions, system_transaction
from shared.events.log import publish
from shared.testing.tokens import TestIssuer
from shared.tracing import trace_of
from tests.waiting import PATIENCE_SECONDS


async def told(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, *names: str
) -> None:
    for name in names:
        headers = issuer.headers("things.write", subject="maker")
        await client.post("/v1/things", json={"size": 5, "name": name}, headers=headers)
    async with system_transaction(sessions) as session:
        await publish(session)


async def feed(
    client: httpx.AsyncClient, issuer: TestIssuer, scope: str, **query: int
) -> httpx.Response:
    return await client.get("/v1/events", params=query, headers=issuer.headers(scope))


async def test_an_event_is_a_structured_cloud_event(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await told(client, issuer, sessions, "chair")

    event = (await feed(client, issuer, "events.read")).json()["events"][-1]

    assert event["specversion"] == "1.0"
    assert event["type"] == "id.go.lencana.thing.made.v1"
    assert event["source"] == "urn:lencana:verification"
    assert event["data"] == {"size": 5}
    assert len(event["sequence"]) == 20


async def test_internal_events_are_for_services_and_actors_for_auditors(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await told(client, issuer, sessions, "internal-table")

    pages = {
        scope: (await feed(client, issuer, scope, limit=500)).json()["events"]
        for scope in ("events.read", "events.internal", "events.audit")
    }

    secret = {s: [e for e in p if e["subject"] == "internal-table"] for s, p in pages.items()}
    assert [len(secret[scope]) for scope in pages] == [0, 1, 1]
    assert "actor" not in secret["events.internal"][0]
    assert secret["events.audit"][0]["actor"] == f"{issuer.issuer}|maker"


async def test_an_event_carries_the_trace_of_its_request_to_all_but_partners(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = issuer.headers("things.write") | {"traceparent": f"00-{trace}-{'1' * 16}-01"}
    await client.post("/v1/things", json={"size": 5, "name": "traced"}, headers=headers)
    async with system_transaction(sessions) as session:
        await publish(session)

    seen = {
        scope: [e for e in page.json()["events"] if e["subject"] == "traced"]
        for scope in ("events.read", "events.internal", "events.audit")
        for page in [await feed(client, issuer, scope, limit=500)]
    }

    parents = {scope: found[0].get("traceparent") for scope, [*found] in seen.items()}
    assert parents["events.read"] is None
    assert parents["events.internal"] == parents["events.audit"]
    assert trace_of(parents["events.audit"]) == trace


async def test_a_reader_who_may_see_nothing_still_gets_on(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    before = (await feed(client, issuer, "events.read", limit=500)).json()["next"]
    await told(client, issuer, sessions, "internal-lamp")

    page = (await feed(client, issuer, "events.read", after=before)).json()

    assert page["events"] == []
    assert page["next"] == before + 1


async def test_a_waiting_reader_is_answered_when_something_happens(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    after = (await feed(client, issuer, "events.read", limit=500)).json()["next"]
    waiting = asyncio.create_task(feed(client, issuer, "events.read", after=after, wait=20))

    await told(client, issuer, sessions, "bell")

    answer = await asyncio.wait_for(waiting, timeout=PATIENCE_SECONDS)
    assert [event["subject"] for event in answer.json()["events"]] == ["bell"]


async def test_the_feed_needs_a_scope(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    assert (await client.get("/v1/events")).status_code == 401
    assert (await feed(client, issuer, "things.write")).status_code == 403
    assert (await feed(client, issuer, "events.read", after=-1)).status_code == 400


async def test_a_page_is_full_while_there_is_more(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    start = (await feed(client, issuer, "events.read", limit=500)).json()["next"]
    names = ["internal-a", "cup", "internal-b", "internal-c", "plate", "internal-d", "spoon"]
    await told(client, issuer, sessions, *names)

    first = (await feed(client, issuer, "events.read", after=start, limit=2)).json()
    second = (await feed(client, issuer, "events.read", after=first["next"], limit=2)).json()

    assert [e["subject"] for e in first["events"]] == ["cup", "plate"]
    assert [e["subject"] for e in second["events"]] == ["spoon"]
    assert second["next"] == start + len(names)


async def test_a_position_the_feed_never_reached_is_said_to_be_one(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await feed(client, issuer, "events.read", after=99_999_999, wait=1)

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/position-ahead"


async def test_a_reader_keeps_which_event_it_stands_at(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await told(client, issuer, sessions, "stool", "internal-bench", "sofa")
    whole = await feed(client, issuer, "events.internal", limit=500)
    last = whole.json()["events"][-1]
    first = await feed(client, issuer, "events.internal", limit=1)

    assert whole.headers["lencana-feed-mark"] == last["id"]
    assert first.headers["lencana-feed-mark"] == first.json()["events"][0]["id"]
    assert int(whole.headers["lencana-feed-head"]) == whole.json()["next"]


async def test_the_mark_is_that_of_the_position_also_where_it_is_hidden(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await told(client, issuer, sessions, "couch", "internal-shelf")
    page = await feed(client, issuer, "events.read", limit=500)
    place: dict[str, Any] = {
        "after": page.json()["next"],
        "mark": page.headers["lencana-feed-mark"],
    }

    again = await client.get("/v1/events", params=place, headers=issuer.headers("events.read"))

    assert again.status_code == 200
    assert again.json() == {"events": [], "next": place["after"]}


async def test_a_mark_of_another_feed_is_refused_and_says_what_to_do(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await told(client, issuer, sessions, "lamp")
    place: dict[str, Any] = {"after": 1, "mark": "1f0c6b0e-7c0e-4a52-8a53-0d5a6a6ba6a6"}

    answer = await client.get("/v1/events", params=place, headers=issuer.headers("events.read"))

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/feed-is-another"
    assert "0" in answer.json()["detail"]


async def test_the_beginning_of_a_feed_has_no_mark_to_compare(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    place: dict[str, Any] = {"after": 0, "mark": "anything"}

    answer = await client.get("/v1/events", params=place, headers=issuer.headers("events.read"))

    assert answer.status_code == 200
