"""Orders reach the supervisor over its socket, and only sensible ones are obeyed."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from local.control import Control, ask
from local.members import Member
from local.places import Places
from local.supervisor import Supervisor


@pytest.fixture
async def places() -> AsyncIterator[Places]:
    with tempfile.TemporaryDirectory(suffix="deep" * 30) as folder:
        places, supervisor = Places(Path(folder)), Supervisor(lambda pids: None)
        places.socket.touch()  # what a killed supervisor leaves
        script = (sys.executable, "-c", "import time; time.sleep(60)")
        supervisor.add([Member("sleeper", script, dict(os.environ), Path(folder) / "log")])
        control = Control(places, supervisor)
        await control.open()
        yield places
        await control.close()
        await supervisor.dismiss_all()


async def order(places: Places, word: str, name: str = "") -> dict[str, Any]:
    return await asyncio.to_thread(ask, places, word, name)


async def test_a_kill_is_carried_out_before_it_is_answered(places: Places) -> None:
    answer = await order(places, "kill", "sleeper")

    assert answer["processes"][0]["state"] == "stopped"


async def test_a_stopped_process_can_be_started_again(places: Places) -> None:
    await order(places, "stop", "sleeper")

    await order(places, "start", "sleeper")

    assert (await order(places, "status"))["processes"][0]["state"] in ("waiting", "running")


@pytest.mark.parametrize(("word", "name"), [("kill", "nobody"), ("explode", "sleeper")])
async def test_a_senseless_order_is_answered_with_a_reason(
    places: Places, word: str, name: str
) -> None:
    assert "error" in await order(places, word, name)


async def test_only_the_owner_may_give_orders(places: Places) -> None:
    assert places.socket.stat().st_mode & 0o777 == 0o600
