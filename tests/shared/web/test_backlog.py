"""Gauges that grow by themselves: nobody has to be alive to write them."""

import httpx
import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction

OLD = {
    "lencana_feed_lag": "update feed_cursors set head = position + 7",
    "lencana_feed_lag_seconds": "update feed_cursors set current_at = now() - interval '90 s'",
    "lencana_feed_step_age_seconds": "update feed_cursors set updated_at = now() - interval '90 s'",
    "lencana_feed_refused": "update feed_cursors set refused_at = now()",
    "lencana_feed_set_aside": "insert into set_aside_events values"
    " ('peer', 3, null, 'thing.made.v1', 'KeyError', now(), 1)",
    "lencana_worker_age_seconds": "update heartbeats set beat_at = now() - interval '90 s'",
    "lencana_events_unpublished_age_seconds": "insert into events values (gen_random_uuid(),"
    " default, null, 't.v1', 's', now() - interval '90 s', '{}', true, null)",
}
FRESH = "insert into feed_cursors values ('peer', 3, 3, now(), null, now(), null)"
TIDY = (
    "delete from set_aside_events",
    "delete from feed_cursors",
    "update heartbeats set beat_at = now()",
)


async def executed(sessions: Sessions, *statements: str) -> None:
    async with system_transaction(sessions) as session:
        for statement in statements:
            await session.execute(text(statement))


async def gauge(client: httpx.AsyncClient, name: str) -> float:
    page = (await client.get("/metrics")).text
    label = '{peer="peer"}' if "feed" in name else ""
    (line,) = [line for line in page.splitlines() if line.startswith(f"{name}{label} ")]
    return float(line.split()[-1])


@pytest.mark.parametrize("name", OLD)
async def test_trouble_shows_in_a_gauge(
    client: httpx.AsyncClient, sessions: Sessions, name: str
) -> None:
    await executed(sessions, *TIDY, FRESH)
    before = await gauge(client, name)

    await executed(sessions, OLD[name])

    assert before < 30
    counts = {"lencana_feed_lag": 7, "lencana_feed_refused": 1, "lencana_feed_set_aside": 1}
    after = await gauge(client, name)
    assert after == counts[name] if name in counts else 90 <= after < 150
    await executed(sessions, *TIDY)


async def test_a_worker_that_never_came_is_as_old_as_the_database(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    async with system_transaction(sessions) as session:
        beats = await session.scalar(text("select count(*) from heartbeats"))

    assert beats == 1
    assert await gauge(client, "lencana_worker_age_seconds") >= 0
