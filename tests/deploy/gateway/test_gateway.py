"""The gateway's own answers, limits and languages: real nginx, the deployment's configuration."""

import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import RouteContext

from shared.web.routing import LencanaRoute
from tests.conventions.checkout import ROOT
from tests.deploy.gateway.backend import Backend, standing_backend
from tests.deploy.gateway.gate import Gate, standing_gate
from tests.operations import OPERATIONS
from tests.waiting import until

LOOK_UP = b"GET /v1/badges/lookup HTTP/1.1\r\nHost: localhost\r\n"
CLOSED = b"Connection: close\r\n\r\n"
USUAL = {
    "content-type": "application/problem+json",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "access-control-allow-origin": "*",
}
REFUSED: dict[str, tuple[bytes, int]] = {
    "a line that is no HTTP": (b"HALO\r\n\r\n", 400),
    "a zero byte in the address": (
        b"GET /metrics%00 HTTP/1.1\r\nHost: localhost\r\n" + CLOSED,
        400,
    ),
    "a Host too few": (b"GET / HTTP/1.1\r\n" + CLOSED, 400),
    "a Host too many": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + CLOSED, 400),
    "a half encoded address": (b"GET /%zz HTTP/1.1\r\nHost: localhost\r\n" + CLOSED, 400),
    "an unknown encoding": (LOOK_UP + b"Transfer-Encoding: gzip\r\n" + CLOSED, 400),
    "two lengths": (LOOK_UP + b"Content-Length: 1\r\nContent-Length: 2\r\n" + CLOSED, 400),
    "a version nobody speaks": (b"GET / HTTP/9.9\r\nHost: localhost\r\n" + CLOSED, 400),
    "the metrics": (b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + CLOSED, 404),
    "the metrics in disguise": (b"GET //%6detrics HTTP/1.1\r\nHost: localhost\r\n" + CLOSED, 404),
    "an address of its inside": (b"GET /gateway/503 HTTP/1.1\r\nHost: localhost\r\n" + CLOSED, 404),
    "TRACE": (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n" + CLOSED, 405),
    "a body told to be too large": (
        b"POST /v1/badges/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 262145\r\n"
        + CLOSED,
        413,
    ),
    "a body found to be too large": (
        b"POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3000\r\n" + b"x" * 0x3000 + b"\r\n0\r\n\r\n",
        413,
    ),
    "an address of 9 kB": (
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n" + CLOSED,
        414,
    ),
    "a header of 9 kB": (LOOK_UP + b"Cookie: " + b"a" * 9000 + b"\r\n" + CLOSED, 431),
    "headers of 40 kB": (
        LOOK_UP + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 7000) for n in range(6)) + CLOSED,
        431,
    ),
    "a service that does not answer": (
        b"GET /silent HTTP/1.1\r\nHost: localhost\r\n" + CLOSED,
        503,
    ),
}


@pytest.fixture(scope="module")
def backend() -> Iterator[Backend]:
    with standing_backend() as backend:
        yield backend


@pytest.fixture(scope="module")
def gate(backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    with standing_gate(tmp_path_factory.mktemp("gateway"), backend.port) as gate:
        yield gate


@pytest.fixture
def alone(backend: Backend, tmp_path: Path) -> Iterator[Gate]:
    """A gateway whose limits nobody has used up."""
    with standing_gate(tmp_path, backend.port) as gate:
        yield gate


def read(answer: bytes) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Status, headers and problem of the last answer in the bytes."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(first.split()[1]), headers, json.loads(body or b"{}")


@pytest.mark.parametrize("what", REFUSED)
def test_whatever_the_gateway_refuses_is_a_problem_with_the_usual_headers(
    gate: Gate, what: str
) -> None:
    said, expected = REFUSED[what]

    status, headers, problem = read(gate.say(said))

    assert (status, problem["status"]) == (expected, expected)
    assert re.fullmatch(r"/problems/[a-z-]+", problem["type"])
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == f"urn:uuid:{headers['request-id']}"
    assert {name: headers.get(name) for name in USUAL} == USUAL
    assert headers["content-language"] == "id"


def test_plain_http_on_the_port_of_tls_is_told_so(gate: Gate) -> None:
    status, headers, problem = read(gate.say(LOOK_UP + CLOSED, tls=False))

    assert (status, headers["content-type"]) == (400, "application/problem+json")
    assert "https" in problem["detail"]


@pytest.mark.parametrize(
    ("asked", "spoken", "title"),
    [
        ("id", "id", "Alamat tidak dikenal"),
        ("en", "en", "Unknown address"),
        ("en-GB,id;q=0.5", "en", "Unknown address"),
        ("EN", "en", "Unknown address"),
        ("enm", "id", "Alamat tidak dikenal"),
        ("in-ID,en;q=0.8", "id", "Alamat tidak dikenal"),
    ],
)
def test_the_gateway_speaks_the_language_of_the_caller(
    gate: Gate, asked: str, spoken: str, title: str
) -> None:
    lines = f"GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Language: {asked}\r\n".encode()

    _, headers, problem = read(gate.say(lines + CLOSED))

    assert (headers["content-language"], problem["title"]) == (spoken, title)
    assert headers["vary"] == "accept-language"


def test_a_caller_who_pauses_within_a_body_is_let_go(gate: Gate) -> None:
    began = b"POST /v1/badges/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1234"

    assert gate.say(began) == b""


def test_a_health_check_of_http_1_0_needs_no_host(gate: Gate) -> None:
    status, _, told = read(gate.say(b"GET /healthz HTTP/1.0\r\n\r\n"))

    assert status == 200
    assert told["host"].startswith("127.0.0.1:")


def test_a_service_keeps_its_own_headers(gate: Gate) -> None:
    _, headers, _ = read(gate.say(LOOK_UP + CLOSED))

    assert headers["retry-after"] == "7"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "cache-control" not in headers


def test_a_service_that_is_away_is_told_with_when_to_come_again(gate: Gate, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    with standing_gate(tmp_path, nobody) as gate:
        status, headers, problem = read(gate.say(LOOK_UP + CLOSED))

    assert (status, problem["type"], headers["retry-after"]) == (503, "/problems/unavailable", "2")
    assert headers["strict-transport-security"] == "max-age=31536000"


def test_a_flood_from_one_address_is_slowed_down(alone: Gate) -> None:
    address = f"https://localhost:{alone.ports['registry']}/v1/badges/lookup"
    with (
        httpx.Client(verify=alone.trust, trust_env=False) as client,
        ThreadPoolExecutor(8) as many,
    ):
        answers = list(many.map(lambda _: client.get(address), range(1_500)))

    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert refused[0].json()["type"] == "/problems/too-many"
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert {answer.headers["content-type"] for answer in refused} == {"application/problem+json"}


def test_the_refusal_of_a_flood_of_nonsense_is_a_problem_too(alone: Gate) -> None:
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(lambda _: alone.say(b"HALO\r\n\r\n"), range(400)))

    assert {read(answer)[0] for answer in answers} <= {400, 429}
    assert [a for a in answers if b"application/problem+json" not in a] == []


async def test_a_body_reaches_the_service_as_it_comes_and_lies_nowhere(
    gate: Gate, backend: Backend
) -> None:
    before, half = backend.arrived, b"x" * 1_000_000
    began = b"POST /v1/observations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n\r\n"
    with ExitStack() as lines:
        for _ in range(8):
            line = lines.enter_context(gate.opened("verification"))
            line.sendall(began + half)
        await until(lambda: backend.arrived >= before + 8_000_000, "all that was sent arrives")

        assert gate.written() == 0
        answer = gate.say(
            b"POST /v1/policies HTTP/1.1\r\nHost: localhost\r\nContent-Length: 95000\r\n"
            + CLOSED
            + b"x" * 95_000,
            "verification",
        )

    assert read(answer)[0] == 200


async def test_one_address_holds_no_more_uploads_than_eight(alone: Gate, backend: Backend) -> None:
    began = (
        b"POST /v1/observations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n12345678"
    )
    with ExitStack() as lines:
        before = backend.arrived
        for _ in range(8):
            lines.enter_context(alone.opened("verification")).sendall(began)
        await until(lambda: backend.arrived >= before + 64, "eight uploads have begun")
        with alone.opened("verification") as ninth:
            ninth.sendall(began)
            status, headers, _ = read(ninth.recv(65_536))

    assert (status, headers["retry-after"]) == (429, "1")


async def test_an_answer_nobody_reads_lies_nowhere(gate: Gate, backend: Backend) -> None:
    with gate.opened() as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await until(backend.stuck.is_set, "the service waits for its reader")

        assert gate.written() == 0


def limits_of_the_gateway() -> dict[str, dict[str, int]]:
    """Bytes of a body by path, the rest under ``/``, for each service."""
    configured = (ROOT / "deploy/gateway/nginx.conf").read_text("utf-8")
    common = re.search(r"^  client_max_body_size (\d+[km]);", configured, re.MULTILINE)
    assert common
    limits = {}
    for block in configured.split("\n  server {")[2:]:
        own = re.findall(r"location = (\S+) {\s+client_max_body_size (\d+[km]);", block)
        service = re.search(r"set \$service (\w+):", block)
        assert service
        limits[service[1]] = {path: size_of(told) for path, told in (("/", common[1]), *own)}
    return limits


def size_of(told: str) -> int:
    return int(told[:-1]) * {"k": 1024, "m": 1024**2}[told[-1]]


def test_the_gateway_lets_through_what_a_service_reads_and_no_more() -> None:
    limits = limits_of_the_gateway()
    differing = [
        (service, path)
        for service, path, route in OPERATIONS
        if {"POST", "PUT", "PATCH"}.intersection(route.methods or ())
        and limits[service].get(path, limits[service]["/"]) != largest_body(route)
    ]

    assert differing == []


def largest_body(route: RouteContext) -> int:
    """Bytes the operation reads."""
    original = route.original_route
    assert isinstance(original, LencanaRoute)
    return original.most_body_bytes
