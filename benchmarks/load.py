"""A small load generator: keep-alive connections that each wait for an answer, then ask again."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """What one round measured."""

    requests: int
    seconds: float
    wrong: int
    """Answers whose status was not 200."""
    slowest_percent: float
    """99th percentile of the answer time in milliseconds."""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


class _Asker(asyncio.Protocol):
    """One connection; knows just enough HTTP/1.1 to count answers with a Content-Length."""

    def __init__(self, requests: Sequence[bytes], first: int, until: float) -> None:
        self._requests, self._next, self._until = requests, first, until
        self._held = b""
        self._asked = 0.0
        self.times: list[float] = []
        self.wrong = 0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        self._transport.write(self._requests[self._next % len(self._requests)])
        self._next += 1

    def data_received(self, data: bytes) -> None:
        self._held += data
        head, gap, body = self._held.partition(b"\r\n\r\n")
        if not gap:
            return
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self._held = b""
        now = time.perf_counter()
        self.times.append(now - self._asked)
        self.wrong += not head.startswith(b"HTTP/1.1 200")
        if now < self._until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def get(path: str, host: str) -> bytes:
    """A GET as it goes over the wire."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n".encode()


async def press(port: int, paths: Sequence[str], *, connections: int, seconds: float) -> Load:
    """Ask 127.0.0.1 for the paths in turn until the time is over."""
    loop = asyncio.get_running_loop()
    requests = [get(path, f"127.0.0.1:{port}") for path in paths]
    started = time.perf_counter()
    askers = []
    for number in range(connections):
        first = number * len(requests) // connections
        _, asker = await loop.create_connection(
            lambda first=first: _Asker(requests, first, started + seconds),  # type: ignore[misc]
            "127.0.0.1",
            port,
        )
        askers.append(asker)
    await asyncio.gather(*(asker.done for asker in askers))
    times = sorted(time for asker in askers for time in asker.times)
    return Load(
        requests=len(times),
        seconds=time.perf_counter() - started,
        wrong=sum(asker.wrong for asker in askers),
        slowest_percent=times[int(len(times) * 0.99)] * 1000,
    )
