"""The simulated platforms on a real socket, and what their director may do."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import uvicorn

from local.platforms.app import build_platforms
from tests.waiting import PATIENCE_SECONDS

TOKEN = "platform-token-for-tests"


@dataclass(frozen=True)
class Platforms:
    """Three platforms at one address."""

    url: str
    director: httpx.Client

    def put(self, platform: str, handle: str, **profile: object) -> str:
        """Make or edit a profile; the platform's number of it."""
        answer = self.director.put(f"/{platform}/profiles/{handle}", json=profile)
        return str(answer.raise_for_status().json()["id"])

    def recycle(self, platform: str, handle: str) -> None:
        """Hand the handle to somebody else."""
        path = f"/{platform}/profiles/{handle}/recycling"
        self.director.post(path, json={}).raise_for_status()

    def rename(self, platform: str, handle: str, new_handle: str) -> None:
        """Same account, another handle."""
        path = f"/{platform}/profiles/{handle}/renaming"
        self.director.post(path, json={"handle": new_handle}).raise_for_status()

    def remove(self, platform: str, handle: str) -> None:
        """The account disappears."""
        self.director.delete(f"/{platform}/profiles/{handle}").raise_for_status()

    def misbehave(self, platform: str, **mischief: object) -> None:
        """From now on the platform is in trouble."""
        self.director.put(f"/{platform}/behaviour", json=mischief).raise_for_status()

    def behave(self, platform: str) -> None:
        """The trouble is over."""
        self.director.delete(f"/{platform}/behaviour").raise_for_status()


@contextmanager
def running_platforms() -> Iterator[Platforms]:
    """Platforms in a thread, on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(build_platforms(token=TOKEN), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    _wait_until_started(server)
    with httpx.Client(base_url=f"{url}/_control", timeout=10) as director:
        yield Platforms(url, director)
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def _wait_until_started(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started, f"the platforms did not start within {PATIENCE_SECONDS} s"
