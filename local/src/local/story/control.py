"""How the story kills and restarts processes: by the local supervisor or by docker-compose."""

import asyncio
from pathlib import Path
from typing import Protocol

from local.control import ask
from local.places import Places


class OrderRefused(Exception):
    """The supervisor or docker-compose would not do it."""


class Control(Protocol):
    """What can be done to a process, by its name."""

    async def kill(self, process: str) -> None:
        """``kill -9``; it stays down."""

    async def stop(self, process: str) -> None:
        """End it in order; it stays down."""

    async def start(self, process: str) -> None:
        """Run it again."""


class LocalControl:
    """Orders to the supervisor of ``make up``."""

    def __init__(self, places: Places) -> None:
        self._places = places

    async def kill(self, process: str) -> None:
        """SIGKILL."""
        await self._order("kill", process)

    async def stop(self, process: str) -> None:
        """SIGTERM, as in a deployment."""
        await self._order("stop", process)

    async def start(self, process: str) -> None:
        """From its own command again."""
        await self._order("start", process)

    async def _order(self, word: str, process: str) -> None:
        answer = await asyncio.to_thread(ask, self._places, word, process)
        if "error" in answer:
            raise OrderRefused(answer["error"])


class ComposeControl:
    """The same with docker-compose; services are called as the processes are."""

    def __init__(self, command: Path) -> None:
        self._command = command

    async def kill(self, process: str) -> None:
        """SIGKILL to the container."""
        await self._compose("kill", "-s", "KILL", process)

    async def stop(self, process: str) -> None:
        """SIGTERM, then SIGKILL after ten seconds."""
        await self._compose("stop", "-t", "10", process)

    async def start(self, process: str) -> None:
        """The same container again."""
        await self._compose("start", process)

    async def _compose(self, *words: str) -> None:
        play = await asyncio.create_subprocess_exec(
            str(self._command),
            *words,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await play.communicate()
        if play.returncode != 0:
            raise OrderRefused(f"compose {' '.join(words)}: {said.decode()[-400:]}")
