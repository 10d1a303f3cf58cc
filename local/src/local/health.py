"""Whether the processes answer, and how far their queues and cursors lag."""

import asyncio
import time
from collections.abc import Sequence

import httpx

from local.errors import DidNotStart
from local.members import Member
from local.screen import show_tail
from local.supervisor import Supervisor

PATIENCE_SECONDS = 60
LOOK_EVERY_SECONDS = 0.05
HOPELESS_RESTARTS = 4


async def until_ready(members: Sequence[Member], supervisor: Supervisor) -> None:
    """Wait until every member that answers HTTP says it is ready."""
    async with httpx.AsyncClient(timeout=5) as http:
        await asyncio.gather(*(_until_one_ready(http, m, supervisor) for m in members if m.address))


async def _until_one_ready(http: httpx.AsyncClient, member: Member, supervisor: Supervisor) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not await is_ready(http, member.address):
        hopeless = supervisor.keeper(member.name).restarts >= HOPELESS_RESTARTS
        if hopeless or time.monotonic() > deadline:
            show_tail(member.log)
            raise DidNotStart(name=member.name, seconds=PATIENCE_SECONDS, log=str(member.log))
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def is_ready(http: httpx.AsyncClient, address: str) -> bool:
    """``/readyz`` answers 200."""
    try:
        return (await http.get(f"{address}/readyz")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def health_of(address: str) -> str:
    """One word for the status table."""
    try:
        answer = httpx.get(f"{address}/readyz", timeout=5)
    except httpx.HTTPError:
        return "diam · silent"
    return "siap · ready" if answer.is_success else f"belum siap · not ready ({answer.status_code})"
