"""A request keeps its id and trace when a service asks a peer on its behalf."""

import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import httpx
import pytest
import structlog
from fastapi import FastAPI
from pgqueuer.models import Job
from pydantic import SecretStr
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.jobs import as_job, enqueue
from shared.settings import ServiceSettings
from shared.testing.fixtures import answering
from shared.testing.tokens import TestIssuer
from shared.tracing import carried, continued, current_trace, parent_in, trace_of
from shared.upstream import Peer, TokenSource
from shared.web.app import Service, build_service
from shared.web.auth import PUBLIC
from shared.web.logs import configure_logs
from shared.web.routing import api_router

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-01")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Undo what a test configures for the whole process."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    structlog.contextvars.clear_contextvars()
    yield
    structlog.contextvars.clear_contextvars()
    root.handlers = kept
    root.setLevel(level)
    structlog.reset_defaults()


@asynccontextmanager
async def reached(app: FastAPI, issuer: TestIssuer) -> AsyncIterator[Peer]:
    """The application as a peer, without a socket between; tokens come from the test's issuer."""
    token = {"access_token": issuer.token(), "expires_in": 600}
    tokens = httpx.MockTransport(lambda request: httpx.Response(200, json=token))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app), mounts={"http://issuer.test": tokens}
        ) as client,
    ):
        yield Peer("http://things", TokenSource("http://issuer.test/token", "me", "s"), client)


def asking(peer: Peer, database_url: str) -> FastAPI:
    """A service whose one operation asks the peer."""
    router = api_router("/v1/errands", tags=["errands"])

    @router.get("", dependencies=[PUBLIC])
    async def run_errand() -> str:
        return (await peer.get("/v1/things/3")).headers["request-id"]

    settings = ServiceSettings(database_url=SecretStr(database_url))
    return build_service(settings, Service("verification", "Errands", "Errands", [router]))


async def test_a_peer_hears_the_id_and_the_trace_of_the_request(
    app: FastAPI, issuer: TestIssuer, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("things", "info")
    request_id = str(uuid4())
    headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "Request-Id": request_id}

    async with (
        reached(app, issuer) as peer,
        answering(asking(peer, database_url), "errands") as client,
    ):
        answer = await client.get("/v1/errands", headers=headers)

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    asked = [line for line in lines if line["event"] == "request"]
    assert answer.json() == request_id
    assert [line["route"] for line in asked] == ["/v1/things/{number}", "/v1/errands"]
    assert {(line["request_id"], line["trace_id"]) for line in asked} == {(request_id, TRACE)}


def test_the_trace_of_the_request_at_hand_is_carried_on_with_a_span_of_its_own() -> None:
    structlog.contextvars.bind_contextvars(trace_id=TRACE, request_id="r")

    first, second = carried(), carried()

    assert first["Request-Id"] == "r"
    assert first["traceparent"].startswith(f"00-{TRACE}-")
    assert first["traceparent"].endswith("-01")
    assert first["traceparent"] != second["traceparent"]


def test_a_worker_without_a_request_begins_a_trace_with_each_call() -> None:
    calls = [carried() for _ in range(2)]
    traces = {match[1] for call in calls if (match := TRACEPARENT.fullmatch(call["traceparent"]))}

    assert len(traces) == 2
    assert "Request-Id" not in calls[0]


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "",
        f"ff-{TRACE}-00f067aa0ba902b7-01",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"01-{'0' * 32}-00f067aa0ba902b7-01-more",
        f"00-{TRACE}-00f067aa0ba902b7-01-more",
        f"01-{TRACE}-00f067aa0ba902b7-01more",
        f"01-{TRACE}-00f067aa0ba902b7",
        f"00-{TRACE}-00f067aa0ba902b7-01,00-{TRACE}-00f067aa0ba902b7-01",
        f"00-{TRACE}-00f067aa0ba902b7",
        f"00-{TRACE}0-00f067aa0ba902b7-01",
        f"00-{TRACE.upper()}-00f067aa0ba902b7-01",
    ],
)
def test_a_header_that_is_no_traceparent_begins_a_fresh_trace(sent: str | None) -> None:
    assert trace_of(sent) != trace_of(sent)
    assert re.fullmatch(r"[0-9a-f]{32}", trace_of(sent))


def test_a_sampled_and_an_unsampled_trace_are_both_taken_up() -> None:
    assert trace_of(f"00-{TRACE}-00f067aa0ba902b7-01") == TRACE
    assert trace_of(f"00-{TRACE}-00f067aa0ba902b7-00") == TRACE


@pytest.mark.parametrize("ending", ["01", "00", "01-", "01-more", "01-more-and-more", "ff-x"])
@pytest.mark.parametrize("version", ["01", "cc", "fe"])
def test_a_later_version_is_read_as_far_as_it_is_known(version: str, ending: str) -> None:
    assert trace_of(f"{version}-{TRACE}-00f067aa0ba902b7-{ending}") == TRACE


def test_blanks_around_a_traceparent_do_no_harm() -> None:
    assert trace_of(f" 00-{TRACE}-00f067aa0ba902b7-01 ") == TRACE


def test_what_is_continued_ends_where_it_began() -> None:
    with continued(parent_in(TRACE, "00f067aa0ba902b7")):
        assert current_trace() == TRACE

    assert current_trace() is None


async def test_two_traceparents_are_none(
    client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("things", "info")
    sent = ("traceparent", f"00-{TRACE}-00f067aa0ba902b7-01")

    await client.get("/v1/things/3", headers=[sent, sent])

    assert TRACE not in capsys.readouterr().out


async def test_a_job_is_done_in_the_trace_of_the_request_that_queued_it(
    sessions: Sessions,
) -> None:
    structlog.contextvars.bind_contextvars(trace_id=TRACE)
    async with system_transaction(sessions) as session:
        await enqueue(session, "nobody_takes_this_either", {})
    structlog.contextvars.clear_contextvars()

    async with system_transaction(sessions) as session:
        query = "select headers from pgqueuer where entrypoint = 'nobody_takes_this_either'"
        [headers] = (await session.execute(text(query))).one()
    found: list[str | None] = []

    async def work(sessions: Sessions, payload: dict[str, Any]) -> None:
        found.append(current_trace())

    for told in (headers, None):
        await as_job(work, sessions)(cast(Job, SimpleNamespace(payload=b"{}", headers=told)))

    assert found[0] == TRACE
    assert found[1] not in (None, TRACE)
