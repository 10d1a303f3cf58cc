"""Alive is not ready, and numbers tell how far work lags."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from shared.database import Sessions, open_sessions, system_transaction
from shared.migrations import head_of
from shared.testing.fixtures import answering
from shared.testing.tokens import TestIssuer


async def test_a_database_behind_its_migrations_is_not_ready(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    app.state.head = "9999"

    answer = await client.get("/readyz")

    assert answer.status_code == 503
    assert "migrate" in answer.json()["detail"]
    assert answer.headers["retry-after"] == "5"


async def test_a_service_at_head_is_ready(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    async with system_transaction(sessions) as session:
        app.state.head = await session.scalar(text("select version_num from alembic_version"))

    assert (await client.get("/readyz")).json() == {"status": "ok"}
    assert head_of("verification") >= app.state.head


@pytest.mark.parametrize("where", ["127.0.0.1:9/none", "/none?host=/nowhere"])
async def test_without_a_database_it_is_alive_and_says_try_again(
    app: FastAPI, issuer: TestIssuer, where: str
) -> None:
    async with (
        answering(app, "things") as client,
        open_sessions(f"postgresql+asyncpg://nobody@{where}") as nowhere,
    ):
        app.state.sessions = nowhere
        alive, ready = await client.get("/healthz"), await client.get("/readyz")
        events = await client.get("/v1/events", headers=issuer.headers("events.read"))

    assert (alive.status_code, ready.status_code, events.status_code) == (200, 503, 503)
    assert events.headers["retry-after"] == "2"


async def test_metrics_count_by_template_and_show_the_backlog(client: httpx.AsyncClient) -> None:
    await client.get("/v1/things/12345")

    body = (await client.get("/metrics")).text

    assert 'route="/v1/things/{number}"' in body
    assert "12345" not in body
    assert "lencana_events_unpublished 0.0" in body
    assert "lencana_jobs_queued" in body


async def test_two_hosts_are_one_too_many(client: httpx.AsyncClient) -> None:
    headers = [("Host", "a"), ("Host", "b")]

    answer = await client.get("/healthz", headers=headers)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/host-not-single"
