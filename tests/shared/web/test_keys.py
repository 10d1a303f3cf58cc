"""An issuer's keys over real HTTP: fetched once for all, and never taken for a refusal."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from shared.testing.tokens import TestIssuer
from shared.web import keys
from shared.web.keys import FetchedKeys
from shared.web.tokens import KeysOutOfReach

ISSUER = TestIssuer()
KID = str(ISSUER.key.kid)
GOOD = json.dumps({"keys": [ISSUER.key.as_dict(private=False)]}).encode()


class Issuer:
    """A server that answers as the test wishes; nothing at all while it is silent."""

    def __init__(self) -> None:
        self.answer: bytes | None = GOOD
        self.status = 200
        self.asked = 0
        self.url = ""
        self.open: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        self.open.append(writer)
        try:
            await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        if self.answer is not None:
            head = f"HTTP/1.1 {self.status} x\r\nContent-Length: {len(self.answer)}\r\n"
            writer.write(f"{head}Location: {self.url}/other\r\n\r\n".encode() + self.answer)
            await self.close(writer)

    async def close(self, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await writer.drain()
            writer.close()
            await writer.wait_closed()


@asynccontextmanager
async def an_issuer() -> AsyncIterator[Issuer]:
    issuer = Issuer()
    server = await asyncio.start_server(issuer.serve, "127.0.0.1", 0)
    issuer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield issuer
    finally:
        server.close()
        for writer in issuer.open:
            await issuer.close(writer)


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with an_issuer() as issuer:
        yield issuer


async def answers(fetched: FetchedKeys, kid: str = KID, times: int = 40) -> list[str]:
    """What as many callers hear at the same time: ``keys``, ``unknown`` or ``later``."""

    async def heard() -> str:
        try:
            found = await fetched.key_set(kid)
        except KeysOutOfReach:
            return "later"
        return "keys" if kid in {key.kid for key in found.keys} else "unknown"

    return await asyncio.gather(*(heard() for _ in range(times)))


async def test_forty_first_callers_share_one_fetch(issuer: Issuer) -> None:
    assert await answers(FetchedKeys(issuer.url)) == ["keys"] * 40
    assert issuer.asked == 1


async def test_a_silent_issuer_makes_nobody_wait_for_more_than_one_try(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "TIMEOUT_SECONDS", 0.2)
    issuer.answer, began = None, time.monotonic()

    assert await answers(FetchedKeys(issuer.url)) == ["later"] * 40
    assert issuer.asked == 1
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (503, b""),
        (302, b""),
        (200, b"{"),
        (200, b"[]"),
        (200, b'{"keys": 1}'),
        (200, b'{"keys": []}'),
        (200, b'{"keys": [1, null, {}, {"kty": 7}, {"kty": "nonsense"}, {"kty": "EC"}]}'),
        (200, b"\xff"),
        (200, b'{"keys": [], "x": "' + b"x" * 300_000 + b'"}'),
    ],
)
async def test_an_answer_without_keys_refuses_nobody(
    issuer: Issuer, status: int, answer: bytes
) -> None:
    issuer.status, issuer.answer = status, answer

    assert await answers(FetchedKeys(issuer.url), times=2) == ["later"] * 2


async def test_keys_of_kinds_we_do_not_read_hide_none_that_we_do(issuer: Issuer) -> None:
    known = json.loads(GOOD)["keys"]
    issuer.answer = json.dumps({"keys": [{"kty": "future"}, *known]}).encode()

    assert await answers(FetchedKeys(issuer.url), times=1) == ["keys"]


async def test_an_issuer_that_is_away_refuses_nobody_and_is_asked_again(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "RETRY_SECONDS", 0)
    fetched = FetchedKeys(issuer.url)
    issuer.status = 503
    before = await answers(fetched, times=1)

    issuer.status = 200

    assert (before, await answers(fetched, times=1)) == (["later"], ["keys"])


async def test_known_keys_are_kept_while_the_issuer_is_away(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = FetchedKeys(issuer.url)
    await answers(fetched, times=1)
    monkeypatch.setattr(keys, "FRESH_SECONDS", -1)
    monkeypatch.setattr(keys, "REFETCH_SECONDS", -1)
    issuer.status = 500

    assert await answers(fetched, times=1) == ["keys"]
    assert await answers(fetched, kid="perhaps-new", times=1) == ["later"]


async def test_keys_of_yesterday_prove_nothing(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = FetchedKeys(issuer.url)
    await answers(fetched, times=1)

    monkeypatch.setattr(keys, "KEPT_SECONDS", -1)

    assert await answers(fetched, times=1) == ["later"]


async def test_a_kid_the_issuer_does_not_publish_is_looked_for_once_a_minute(
    issuer: Issuer,
) -> None:
    fetched = FetchedKeys(issuer.url)

    heard = [await answers(fetched, kid=f"forged-{n}", times=3) for n in range(5)]

    assert heard == [["unknown"] * 3] * 5
    assert issuer.asked == 1
