"""``make up``: start everything in order, keep it running, stop all of it."""

import asyncio
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from local import members, oneshot, postgres, sightings
from local.control import Control
from local.environment import Surroundings, credentials
from local.errors import AlreadyRunning, DiskFull, FolderNotWritable
from local.health import until_ready
from local.keys import kept_keys
from local.places import Places, read_document, write_private
from local.ports import chosen_ports
from local.screen import complain, out, say, step
from local.stack import stack
from local.supervisor import Supervisor
from local.welcome import welcome
from shared.errors import Failure
from shared.language import Text

NEEDED_MEGABYTES = 200
LONGEST_LOG = 20_000_000


async def up(places: Places, *, any_free: bool = False) -> int:
    """Run until SIGINT or SIGTERM; 0 when everything was stopped in order."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    began = time.monotonic()
    async with running(places, any_free=any_free, stop=stop) as around:
        if not stop.is_set():
            welcome(around, time.monotonic() - began)
            await stop.wait()
        out.print()
        say(Text("Menghentikan semuanya", "stopping everything"))
    say(Text("Berhenti. Data tetap ada.", "stopped; the data stays"))
    return 0


@asynccontextmanager
async def running(
    places: Places, *, any_free: bool, stop: asyncio.Event
) -> AsyncIterator[Surroundings]:
    """The stack, ready to be called; on leaving nothing of it runs any more."""
    with explained(places), held(places):
        left = sightings.end_orphans(places, {"postgres": signal.SIGINT})
        if left:
            names = ", ".join(left)
            say(Text(f"Sisa proses lama diakhiri: {names}", f"ended left-over processes: {names}"))
        supervisor = Supervisor(lambda pids: sightings.remember(places, pids))
        control = Control(places, supervisor)
        try:
            around = await surroundings(places, any_free=any_free)
            await unless_stopped(stop, start(around, supervisor, control))
            yield around
        finally:
            await control.close()
            await supervisor.dismiss_all()
            sightings.forget(places)


async def unless_stopped(stop: asyncio.Event, starting: Coroutine[Any, Any, None]) -> None:
    """Carry out the start; Ctrl-C in the middle of it ends it at once."""
    task = asyncio.create_task(starting)
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not task.done():
        task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def surroundings(places: Places, *, any_free: bool) -> Surroundings:
    """Everything decided before the first process starts."""
    described = stack()
    ports = chosen_ports(described, read_document(places.addresses), any_free=any_free)
    keys = kept_keys(places, described)
    with step(Text("Menyiapkan PostgreSQL tertanam", "preparing embedded PostgreSQL")):
        cluster = await asyncio.to_thread(postgres.prepared_cluster, places)
    around = Surroundings(places, described, keys, ports, cluster)
    write_private(places.addresses, around.addresses)
    write_private(places.credentials, credentials(around))
    return around


async def start(around: Surroundings, supervisor: Supervisor, control: Control) -> None:
    """In the order of need; who works in the background leaves the processor to who answers."""
    server = members.postgres_member(around)
    with step(Text("Menyalakan PostgreSQL", "starting PostgreSQL")):
        supervisor.add([server])
        await control.open()
        await postgres.until_answering(around.cluster, server.log)
        await postgres.provision(around.cluster, around.stack)
    with step(Text("Memeriksa migrasi dan klien", "checking migrations and clients")):
        await oneshot.migrate(around)
        await oneshot.sync_clients(around)
    with step(Text("Menyalakan layanan", "starting services")):
        serving = members.serving_members(around)
        supervisor.add(serving)
        await until_ready(serving, supervisor)
    supervisor.add(members.working_members(around))


@contextmanager
def held(places: Places) -> Iterator[None]:
    """One supervisor a folder; the kernel releases the lock of a killed one."""
    places.logs.mkdir(parents=True, exist_ok=True)
    shorten(places.logs)
    if shutil.disk_usage(places.root).free < NEEDED_MEGABYTES * 1_000_000:
        raise DiskFull(folder=str(places.root), megabytes=NEEDED_MEGABYTES)
    with places.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            holder = read_document(places.processes).get("supervisor", "?")
            raise AlreadyRunning(folder=str(places.root), pid=holder) from cause
        yield


def shorten(logs: Path) -> None:
    """A long log becomes the previous log; there is one previous log."""
    for log in logs.glob("*.log"):
        if log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))


@contextmanager
def explained(places: Places) -> Iterator[None]:
    """What the system refuses becomes one clear sentence."""
    try:
        yield
    except (OSError, subprocess.SubprocessError) as cause:
        raise translated(places, cause) from cause


def translated(places: Places, cause: Exception) -> Exception:
    """Disk full, or not allowed to write; anything else stays what it is."""
    number = getattr(cause, "errno", None)
    little = places.root.exists() and shutil.disk_usage(places.root).free < NEEDED_MEGABYTES * 10**6
    if number == errno.ENOSPC or little:
        return DiskFull(folder=str(places.root), megabytes=NEEDED_MEGABYTES)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return FolderNotWritable(folder=str(places.root), reason=os.strerror(number))
    return cause


def run(places: Places, *, any_free: bool = False) -> int:
    """``up`` with every foreseeable failure as one sentence and exit code 1."""
    try:
        return asyncio.run(up(places, any_free=any_free))
    except Failure as failure:
        complain(failure.sentence)
        return 1
