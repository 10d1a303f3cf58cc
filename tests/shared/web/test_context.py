"""What holds for every request, whatever it asks: HEAD, one Host, uploads that break off."""

import asyncio
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from shared.testing.tokens import TestIssuer
from tests.waiting import until


async def told(app: FastAPI, **request: Any) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a request as the server hands it over."""
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": "/healthz",
    }
    scope |= {"query_string": b"", "headers": [], "server": ("a", 1), "root_path": ""}
    sent: list[dict[str, Any]] = []
    receive = request.pop("receive", None)

    async def nothing() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope | request, receive or nothing, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:])


@pytest.mark.parametrize(
    "path", ["/healthz", "/v1/things/3", "/v1/things/abc", "/nowhere", "/docs", "/openapi.json"]
)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-length"] == str(len(got.content))
    same = set(got.headers) - {"request-id", "content-length"}
    assert {name: head.headers[name] for name in same} == {n: got.headers[n] for n in same}


async def test_head_of_what_cannot_be_read_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.head("/v1/things")

    assert (answer.status_code, answer.content) == (405, b"")
    assert answer.headers["allow"] == "OPTIONS, POST"


async def test_head_needs_the_token_that_get_needs(client: httpx.AsyncClient) -> None:
    assert (await client.head("/v1/events")).status_code == 401


async def test_head_is_counted_as_head(client: httpx.AsyncClient) -> None:
    await client.head("/v1/things/3")

    metrics = (await client.get("/metrics")).text
    counted = 'method="HEAD",route="/v1/things/{number}",status="200"'
    assert counted in metrics


@pytest.mark.parametrize(
    ("version", "hosts", "status"),
    [
        ("1.0", 0, 200),
        ("1.0", 1, 200),
        ("1.0", 2, 400),
        ("1.1", 0, 400),
        ("1.1", 1, 200),
        ("1.1", 2, 400),
        ("2", 0, 400),
    ],
)
async def test_only_http_1_0_may_leave_out_its_host(
    client: httpx.AsyncClient, app: FastAPI, version: str, hosts: int, status: int
) -> None:
    headers = [(b"host", b"a")] * hosts

    assert (await told(app, http_version=version, headers=headers))[0] == status


async def test_an_upload_that_breaks_off_is_no_fault(
    client: httpx.AsyncClient,
    app: FastAPI,
    issuer: TestIssuer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    parts = iter([{"type": "http.request", "body": b"{", "more_body": True}])

    async def broken_off() -> dict[str, Any]:
        return next(parts, {"type": "http.disconnect"})

    token = issuer.headers("things.write")
    headers = [(n.lower().encode(), v.encode()) for n, v in token.items()] + [(b"host", b"a")]
    status, _, _ = await told(
        app, method="POST", path="/v1/things", headers=headers, receive=broken_off
    )

    assert status == 499
    assert "fault" not in capsys.readouterr().out


async def test_http_1_0_without_a_host_is_served_over_a_socket(app: FastAPI) -> None:
    config = uvicorn.Config(app, port=0, http="httptools", lifespan="on", log_config=None)
    server = uvicorn.Server(config)

    async def started() -> bool:
        return server.started

    serving = asyncio.create_task(server.serve())
    try:
        await until(started, "the server listens")
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HEAD /healthz HTTP/1.0\r\n\r\n")
        answer = await reader.read()
        writer.close()
        assert app.state.sessions, "the application's parts were opened"
    finally:
        server.should_exit = True
        await serving

    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 200 OK" in head.splitlines()[0]
    assert (b"content-length: 15" in head, body) == (True, b"")
