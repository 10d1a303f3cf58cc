"""``make demo``: up, story, down; plays on a stack that runs already and then leaves it running."""

import asyncio
import signal
import sys

from local.control import ask
from local.errors import NotRunning
from local.places import Places
from local.screen import complain, say
from local.stack import STORY
from local.up import running
from shared.errors import Failure
from shared.language import Text


async def demo(places: Places) -> int:
    """The exit code of the story."""
    if is_running(places):
        say(Text("Memakai tumpukan yang menyala", "using the stack that is running"))
        return await story(asyncio.Event())
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(places, any_free=True, stop=stop):
        code = 130 if stop.is_set() else await story(stop)
        say(Text("Menghentikan semuanya", "stopping everything"))
    return code


async def story(stop: asyncio.Event) -> int:
    """Play it as anybody would, in a process that knows only addresses and credentials."""
    words = (sys.executable, "-m", STORY)
    play = await asyncio.create_subprocess_exec(*words, start_new_session=True)
    ended, stopped = asyncio.create_task(play.wait()), asyncio.create_task(stop.wait())
    await asyncio.wait([ended, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not ended.done():
        play.terminate()
    return await ended


def is_running(places: Places) -> bool:
    """Whether a supervisor answers in this folder."""
    try:
        ask(places, "status")
    except NotRunning:
        return False
    return True


def run(places: Places) -> int:
    """``demo`` with every foreseeable failure as one sentence and exit code 1."""
    try:
        return asyncio.run(demo(places))
    except Failure as failure:
        complain(failure.sentence)
        return 1
