"""Calls to peers and to issuers over real HTTP, with the ways these can fail."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from shared.testing.tokens import TestIssuer
from shared.upstream import Peer, PeerUnavailable, TokenSource
from shared.web.keys import FetchedKeys
from shared.web.tokens import KeysOutOfReach


class Script(BaseHTTPRequestHandler):
    """Answers from a list; the last answer stays."""

    answers: list[tuple[int, bytes]] = []  # noqa: RUF012
    url: str
    asked: list[str] = []  # noqa: RUF012
    traces: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.traces.append(self.headers.get("traceparent", ""))
        status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def script() -> Iterator[type[Script]]:
    handler: type[Script] = type("Script", (Script,), {"answers": [], "asked": [], "traces": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield handler
    server.shutdown()
    server.server_close()


TOKEN = (200, b'{"access_token": "t", "expires_in": 600}')


def peer(script: type[Script], client: httpx.AsyncClient) -> Peer:
    url = script.url
    return Peer(url, TokenSource(f"{url}/oauth/token", "me", "secret"), client)


async def test_a_read_is_tried_again_after_a_bad_moment(script: type[Script]) -> None:
    script.answers += [TOKEN, (503, b""), (200, b"fine")]
    async with httpx.AsyncClient() as client:
        answer = await peer(script, client).get("/x")

    assert answer.content == b"fine"
    assert script.asked == ["/oauth/token", "/x", "/x"]


async def test_all_tries_of_a_call_and_its_token_are_one_trace(script: type[Script]) -> None:
    script.answers += [TOKEN, (503, b""), (200, b"fine")]
    async with httpx.AsyncClient() as client:
        await peer(script, client).get("/x")

    assert len(script.traces) == 3
    assert len(set(script.traces)) == 1
    assert len(script.traces[0]) == 55


async def test_a_peer_that_stays_bad_is_given_up(script: type[Script]) -> None:
    script.answers += [TOKEN, (500, b"")]
    async with httpx.AsyncClient() as client:
        with pytest.raises(PeerUnavailable, match="500"):
            await peer(script, client).get("/x")


async def test_a_refused_token_is_fetched_anew(script: type[Script]) -> None:
    script.answers += [TOKEN, (401, b""), TOKEN, (200, b"fine")]
    async with httpx.AsyncClient() as client:
        await peer(script, client).get("/x")

    assert script.asked == ["/oauth/token", "/x", "/oauth/token", "/x"]


async def test_keys_are_fetched_once_and_kept_when_the_issuer_is_down(
    script: type[Script], issuer: TestIssuer
) -> None:
    import json

    keys = json.dumps(issuer.settings["jwks"]).encode()
    script.answers += [(200, keys), (500, b"")]
    source = FetchedKeys(f"{script.url}/jwks")

    for _ in range(3):
        assert (await source.key_set(issuer.key.kid or "")).keys
    assert (await source.key_set("unknown kid")).keys
    assert len(script.asked) == 1


@pytest.mark.parametrize("answer", [(500, b""), (200, b"{"), (200, b" " * 300_000), (302, b"")])
async def test_without_any_keys_no_token_is_taken(
    script: type[Script], answer: tuple[int, bytes]
) -> None:
    script.answers += [answer]

    with pytest.raises(KeysOutOfReach):
        await FetchedKeys(f"{script.url}/jwks").key_set("k")
