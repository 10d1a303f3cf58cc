"""Keeps processes running: starts, restarts after a crash, stops and kills on order."""

import asyncio
import pwd
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from local.errors import UnknownProcess
from local.members import Member

State = Literal["starting", "running", "waiting", "stopped"]
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0
STEADY_SECONDS = 20.0
PATIENCE_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How one process stands now."""

    name: str
    state: State
    pid: int | None
    restarts: int
    seconds: float


class Keeper:
    """Looks after one process; wanted or not is decided by orders, never by a crash."""

    def __init__(self, member: Member, changed: Callable[[], None]) -> None:
        self.member = member
        self.restarts = 0
        self._changed = changed
        self._wanted = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._since = time.monotonic()
        self._down = asyncio.Event()
        self._down.set()
        self._loop = asyncio.create_task(self._keep())

    @property
    def pid(self) -> int | None:
        """Of the living process."""
        alive = self._process is not None and self._process.returncode is None
        return self._process.pid if alive and self._process else None

    @property
    def standing(self) -> Standing:
        """For the status page."""
        state: State = "running" if self.pid else "stopped"
        if self.pid is None and self._wanted.is_set():
            state = "waiting"
        since = time.monotonic() - self._since
        return Standing(self.member.name, state, self.pid, self.restarts, round(since, 1))

    def start(self) -> None:
        """Run it from now on."""
        self._wanted.set()

    async def stop(self) -> None:
        """End it as it likes to be ended, and by force when it takes too long."""
        self._wanted.clear()
        self._signal(self.member.ending)
        try:
            await asyncio.wait_for(self._down.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """SIGKILL; it stays down until started again."""
        self._wanted.clear()
        self._signal(9)
        await self._down.wait()

    async def dismiss(self) -> None:
        """Stop for good."""
        await self.stop()
        self._loop.cancel()
        with suppress(asyncio.CancelledError):
            await self._loop

    def _signal(self, number: int) -> None:
        if self._process is not None and self.pid is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await self._wanted.wait()
            self._down.clear()
            with suppress(OSError):  # no memory or disk to start it: counts as a crash
                await self._run()
            self._down.set()
            lived = time.monotonic() - self._since
            self._since = time.monotonic()
            self._changed()
            if not self._wanted.is_set():
                continue
            self.restarts += 1
            pause = FIRST_PAUSE if lived > STEADY_SECONDS else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _run(self) -> None:
        self._process = await spawned(self.member)
        self._since = time.monotonic()
        self._changed()
        if not self._wanted.is_set():
            self._signal(self.member.ending)
        await self._process.wait()


async def spawned(member: Member) -> asyncio.subprocess.Process:
    """In a session of its own, so that Ctrl-C reaches the supervisor alone."""
    as_whom: dict[str, Any] = {}
    if member.user is not None:
        as_whom = {"user": member.user, "group": pwd.getpwnam(member.user).pw_gid}
        as_whom["extra_groups"] = []
    with member.log.open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *member.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=dict(member.environment),
            cwd=member.folder,
            start_new_session=True,
            **as_whom,
        )


class Supervisor:
    """All keepers; ``changed`` is called with the pids whenever they change."""

    def __init__(self, changed: Callable[[dict[str, int]], None]) -> None:
        self._keepers: dict[str, Keeper] = {}
        self._record = changed

    def add(self, members: Iterable[Member]) -> None:
        """Start these processes at once."""
        for member in members:
            keeper = Keeper(member, self._changed)
            self._keepers[member.name] = keeper
            keeper.start()

    def keeper(self, name: str) -> Keeper:
        """The one who looks after the process."""
        if name not in self._keepers:
            raise UnknownProcess(name=name, known=", ".join(self._keepers))
        return self._keepers[name]

    def standings(self) -> list[Standing]:
        """All, in the order they were started."""
        return [keeper.standing for keeper in self._keepers.values()]

    async def dismiss_all(self) -> None:
        """Everything ends together; PostgreSQL last, so that the others can finish writing."""
        last = self._keepers.pop("postgres", None)
        await asyncio.gather(*(keeper.dismiss() for keeper in self._keepers.values()))
        self._keepers.clear()
        if last is not None:
            await last.dismiss()

    def _changed(self) -> None:
        with suppress(OSError):  # a full disk must not end the watch over what runs
            self._record({name: k.pid for name, k in self._keepers.items() if k.pid is not None})
