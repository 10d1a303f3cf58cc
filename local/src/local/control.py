"""Orders to a running supervisor over a unix socket: one JSON line each way."""

import asyncio
import json
import os
import socket
from dataclasses import asdict
from typing import Any

from local.errors import NotRunning, UnknownOrder
from local.places import Places, reachable
from local.supervisor import Supervisor
from shared.errors import Failure

PATIENCE_SECONDS = 20
ORDERS = ("status", "start", "stop", "kill")


class Control:
    """Listens while the supervisor lives; a socket left by a killed one is replaced."""

    def __init__(self, places: Places, supervisor: Supervisor) -> None:
        self._path = reachable(places.root) / places.socket.name
        self._supervisor = supervisor
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Take orders from now on; only the owner of the folder can give them."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._answer, str(self._path))
        self._path.chmod(0o600)

    async def close(self) -> None:
        """No more orders."""
        if self._server is not None:
            self._server.close()
        self._path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answer = await self._obey(json.loads(await reader.readline()))
        except (Failure, ValueError) as failure:
            answer = {"error": str(failure)}
        writer.write(json.dumps(answer).encode() + b"\n")
        await writer.drain()
        writer.close()

    async def _obey(self, order: dict[str, Any]) -> dict[str, Any]:
        word = str(order.get("do"))
        if word not in ORDERS:
            raise UnknownOrder(order=word)
        if word != "status":
            keeper = self._supervisor.keeper(str(order.get("name")))
            if word == "start":
                keeper.start()
            else:
                await (keeper.kill() if word == "kill" else keeper.stop())
        standings = [asdict(standing) for standing in self._supervisor.standings()]
        return {"supervisor": os.getpid(), "processes": standings}


def ask(places: Places, word: str, name: str = "") -> dict[str, Any]:
    """Give one order and wait until it is carried out."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_SECONDS)
        try:
            line.connect(str(reachable(places.root) / places.socket.name))
        except (FileNotFoundError, ConnectionRefusedError) as cause:
            raise NotRunning(folder=str(places.root)) from cause
        line.sendall(json.dumps({"do": word, "name": name}).encode() + b"\n")
        with line.makefile("rb") as answers:
            answer: dict[str, Any] = json.loads(answers.readline() or b"{}")
    return answer
