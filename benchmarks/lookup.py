"""The public look-up against a raw ASGI app on the same server settings, in the same run.

    python -m benchmarks.lookup [--badges 100000] [--rounds 7] [--seconds 2]

One server process is pinned to the first core, the load to the second. Rounds are interleaved, so
that a machine that slows down slows both; what counts is the ratio, not the rate.
"""

import argparse
import asyncio
import base64
import os
import platform
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from benchmarks.load import Load, press

from shared.migrations import upgrade
from shared.testing.postgres import Cluster, create_database, running_cluster

SERVER_CORE, LOAD_CORE = 0, 1
CONNECTIONS = 64
HOT = 200
"""Handles asked again and again: far fewer than the cache holds."""

SEED = """
insert into institutions (code, name, kind, version, changed_at)
    values ('klpd:K65', 'Kementerian Komunikasi dan Digital', 'ministry', 1, now());
insert into officers (id, institution, category, state, created_at, version)
    select gen_random_uuid(), 'klpd:K65', 'PNS', 'active', now(), 1
    from generate_series(1, {badges});
insert into accounts (id, officer_id, institution, platform, handle, handle_key, url,
        platform_account_id, state, consented_at, linked_at, version)
    select gen_random_uuid(), id, 'klpd:K65', 'instagram', 'pejabat' || n, 'pejabat' || n,
        'https://www.instagram.com/pejabat' || n, n::text, 'linked', now(), now(), 1
    from (select id, row_number() over () as n from officers) as numbered;
insert into badges (id, account_id, officer_id, institution, platform, handle, handle_key, state,
        valid_from, valid_until, version)
    select gen_random_uuid(), id, officer_id, institution, platform, handle, handle_key, 'active',
        now(), now() + interval '365 days', 1
    from accounts;
"""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, path: str, **environment: str) -> Iterator[int]:
    """A server process on its core until the block ends."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}),
    )
    try:
        deadline = time.monotonic() + 30
        while not _answers(f"http://127.0.0.1:{port}{path}"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"the server did not start: {' '.join(command)}")
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def ceiling() -> Iterator[int]:
    """The raw app on uvicorn as ``serve`` runs it."""
    port = free_port()
    options = ["--http", "httptools", "--loop", "uvloop", "--no-access-log", "--no-server-header"]
    command = [sys.executable, "-m", "uvicorn", "benchmarks.ceiling:app", "--port", str(port)]
    with serving([*command, *options], port, "/"):
        yield port


@contextmanager
def registry(cluster: Cluster, badges: int) -> Iterator[int]:
    """The registry with so many badges in force."""
    port, database = free_port(), "registry"
    create_database(cluster, "registry", database)
    upgrade("registry", cluster.url(database, "registry_owner"))
    cluster.run(SEED.format(badges=badges), "analyze", database=database)
    settings = {
        "REGISTRY_DATABASE_URL": cluster.url(database, "registry"),
        "REGISTRY_PORT": str(port),
        "REGISTRY_ENVIRONMENT": "development",
        "REGISTRY_LOG_LEVEL": "info",
        "REGISTRY_FIELD_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "REGISTRY_INDEX_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    with serving([sys.executable, "-m", "registry", "serve"], port, "/readyz", **settings):
        yield port


def address(number: int) -> str:
    """The question about one account."""
    return f"/v1/badges/lookup?url=https%3A%2F%2Fwww.instagram.com%2Fpejabat{number}"


def measured(rounds: int, seconds: float, badges: int) -> dict[str, list[Load]]:
    """The rounds of each kind, interleaved."""
    kinds: dict[str, list[Load]] = {"ceiling": [], "hot": [], "cold": []}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        cluster = stack.enter_context(running_cluster(folder))
        print(f"seeding {badges} badges …", flush=True)
        ours = stack.enter_context(registry(cluster, badges))
        raw = stack.enter_context(ceiling())
        os.sched_setaffinity(0, {LOAD_CORE})
        hot = [address(number) for number in range(1, HOT + 1)]
        for turn in range(rounds + 1):
            stride = max(1, (badges - HOT) // (rounds + 1))
            first = HOT + 1 + turn * stride
            cold = [address(number) for number in range(first, first + stride)]
            loads = {"ceiling": (raw, ["/"]), "hot": (ours, hot), "cold": (ours, cold)}
            for kind, (port, paths) in loads.items():
                load = asyncio.run(press(port, paths, connections=CONNECTIONS, seconds=seconds))
                if turn:  # the first turn warms everything up
                    kinds[kind].append(load)
            print(f"round {turn} of {rounds}", flush=True)
    return kinds


def report(kinds: dict[str, list[Load]]) -> str:
    """A table of rates and of ratios taken round by round, each with its spread."""
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        f"{'':<10}{'answers/s':>12}{'× ceiling':>12}{'min–max':>16}{'p99 ms':>10}{'wrong':>8}",
    ]
    for kind, loads in kinds.items():
        ratios = [load.rate / top.rate for load, top in zip(loads, kinds["ceiling"], strict=True)]
        spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
        slow = statistics.median(load.slowest_percent for load in loads)
        rate = statistics.median(load.rate for load in loads)
        wrong = sum(load.wrong for load in loads)
        ratio = statistics.median(ratios)
        lines.append(f"{kind:<10}{rate:>12.0f}{ratio:>12.2f}{spread:>16}{slow:>10.1f}{wrong:>8}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--badges", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    asked = parser.parse_args()
    print(report(measured(asked.rounds, asked.seconds, asked.badges)))


if __name__ == "__main__":
    main()
