"""A run struck by kill -9 ten times, each time within another statement, and then let finish.

python -m tests.verification.runs.blows DATABASE_URL RUN_ID
"""

import asyncio
import os
import signal
import sys
from typing import Any

from sqlalchemy import event

from shared.database import open_sessions
from verification.eligibility.rules.engines import engines
from verification.reactions import REACTIONS
from verification.runs import jobs

BLOWS = 10
BATCH = 3


async def work(database_url: str, run_id: str, *, dies_at: int | None) -> None:
    """Judge what is left; or die before a statement, whichever it is."""
    async with open_sessions(database_url, pool_size=1, reactions=REACTIONS) as sessions:
        if dies_at is not None:
            strike(sessions.kw["bind"].sync_engine, dies_at)
        await jobs.assess_week(sessions, {"run_id": run_id}, batch=BATCH)


def strike(engine: Any, dies_at: int) -> None:
    """Kill this very process before its ``dies_at``-th statement."""
    seen = iter(range(1, dies_at + 1))

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_: Any) -> None:
        if next(seen) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


def main(database_url: str, run_id: str) -> int:
    """How many workers were killed; each is a process of its own."""
    engines()
    killed = 0
    for blow in range(BLOWS):
        child = os.fork()
        if not child:
            asyncio.run(work(database_url, run_id, dies_at=9 + blow))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    asyncio.run(work(database_url, run_id, dies_at=None))
    return killed


if __name__ == "__main__":
    print(main(*sys.argv[1:3]))
