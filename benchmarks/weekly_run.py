"""A weekly run end to end: synthetic accounts read from PostgreSQL, judged, and written back.

    python -m benchmarks.weekly_run [--accounts 10000 100000] [--workers 2] [--batch 512]

Each size gets a database of its own; accounts have 52 weeks. The ceiling is the judgement alone, on
the same facts in memory on one core: what the database costs is the ratio to it.
"""

import argparse
import asyncio
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions, open_sessions, system_transaction
from shared.migrations import upgrade
from shared.testing.postgres import Cluster, create_database, running_cluster
from verification.eligibility.rules.assessment import judge
from verification.eligibility.rules.engines import present
from verification.eligibility.rules.facts import Facts
from verification.growth.rules.histories import History, Reading
from verification.policies.rules import ANNOUNCED
from verification.reactions import REACTIONS
from verification.runs import jobs, service

WEEKS = 52
IN_MEMORY = 4096
BACKGROUND_SECONDS = 600.0
SEED = (
    """insert into officers (id, institution, principal, position, stopped)
        select gen_random_uuid(), 'klpd:K65', 'iss|' || n, 1, 0
        from generate_series(1, {accounts}) as n""",
    """insert into accounts (id, officer_id, institution, platform, url, linked, position)
        select gen_random_uuid(), id, 'klpd:K65', 'instagram', 'https://instagram.com/a', true, 2
        from officers""",
    """insert into observations
            (week, account_id, audience, engagement, posts, source, version, exact, assurance,
                recorded_by, recorded_at)
        select date '{first}' + 7 * week, id, size + 2 * week + (random() * 3)::int,
            20 + (random() * 40)::int, (random() * 4)::int, 'benchmark', 1, true, 4,
            'benchmark', now()
        from generate_series(0, {last}) as week
        cross join (select id, 300 + (random() * 2000)::int as size from accounts) as sized""",
    """insert into series (account_id, until, audiences, engagements, posts, metrics)
        select account_id, max(week), array_agg(audience order by week),
            array_agg(engagement order by week), array_agg(posts order by week),
            array_agg(metric order by week)
        from observations group by account_id""",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One size."""

    accounts: int
    seconds: float
    worker_cpu: float
    peak_mib: float
    stored_mib: float


def seeded(cluster: Cluster, accounts: int, week: date) -> str:
    """A migrated database with so many accounts and their year."""
    name = f"weekly_{accounts}"
    create_database(cluster, "verification", name)
    upgrade("verification", cluster.url(name, "verification_owner"))
    first = week - timedelta(weeks=WEEKS - 1)
    for statement in SEED:
        cluster.run(statement.format(accounts=accounts, first=first, last=WEEKS - 1), database=name)
    cluster.run("vacuum analyze", database=name)
    return cluster.url(name, "verification")


async def started(url: str, week: date) -> str:
    """A queued run of the week."""
    async with open_sessions(url, patience=BACKGROUND_SECONDS) as sessions:
        async with system_transaction(sessions) as session:
            run = await service.start_run(
                session, str(IsoWeek.of(week)), requested_by=None, now=current_time()
            )
        return str(run.id)


async def work(url: str, run_id: str, batch: int) -> None:
    """What each worker process does."""
    async with open_sessions(url, patience=BACKGROUND_SECONDS, reactions=REACTIONS) as sessions:
        await jobs.assess_week(sessions, {"run_id": run_id}, batch=batch)


def measured(cluster: Cluster, accounts: int, workers: int, batch: int) -> Measured:
    """Seed, run with so many worker processes, and look at what it took."""
    week = IsoWeek.of(current_time()).plus(-1).monday
    print(f"seeding {accounts} accounts x {WEEKS} weeks …", flush=True)
    url = seeded(cluster, accounts, week)
    run_id = asyncio.run(started(url, week))
    command = [sys.executable, "-m", "benchmarks.weekly_run", "--worker", url, run_id, str(batch)]
    began = time.monotonic()
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(workers)]
    told = [json.loads(process.communicate()[0]) for process in processes]
    seconds = time.monotonic() - began
    stored = asyncio.run(stored_mib(url, run_id, accounts))
    cpu = sum(one["cpu"] for one in told)
    return Measured(accounts, seconds, cpu, max(one["mib"] for one in told), stored)


async def stored_mib(url: str, run_id: str, accounts: int) -> float:
    """How much the verdicts take, once every account has exactly one."""
    async with open_sessions(url) as sessions:
        (row,) = await rows(
            sessions,
            "select count(*) filter (where decided_at is not null) as decided,"
            " pg_total_relation_size('assessments') as size from assessments"
            f" where run_id = '{run_id}'",
        )
    assert row.decided == accounts, f"{row.decided} of {accounts} accounts were judged"
    return float(row.size) / 2**20


async def rows(sessions: Sessions, sql: str) -> list[Any]:
    """What a statement finds."""
    from sqlalchemy import text

    async with system_transaction(sessions) as session:
        return list(await session.execute(text(sql)))


def ceiling() -> float:
    """Accounts a second of the judgement alone, on one core."""
    week = IsoWeek.of(current_time()).plus(-1).monday
    weeks = [week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    facts = [
        Facts(
            History(
                str(number),
                "instagram",
                week,
                tuple(
                    Reading(when, 300 + number % 2000 + 2 * at + number * at % 3, 40.0, 2)
                    for at, when in enumerate(weeks)
                ),
            ),
            remembers=True,
        )
        for number in range(IN_MEMORY)
    ]
    judge(facts[:8], policy=ANNOUNCED, engine=present())
    began = time.process_time()
    judge(facts, policy=ANNOUNCED, engine=present())
    return IN_MEMORY / (time.process_time() - began)


def main() -> int:
    """The table, a line for each size."""
    if sys.argv[1:2] == ["--worker"]:
        asyncio.run(work(sys.argv[2], sys.argv[3], int(sys.argv[4])))
        usage = resource.getrusage(resource.RUSAGE_SELF)
        cpu, mib = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        print(json.dumps({"cpu": cpu, "mib": mib}))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weekly_run")
    parser.add_argument("--accounts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--batch", type=int, default=512)
    asked = parser.parse_args()
    alone = ceiling()
    print(f"{platform.machine()}, {os.cpu_count()} cores; judgement alone {alone:,.0f}/s a core")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        cluster = stack.enter_context(running_cluster(folder))
        for accounts in asked.accounts:
            one = measured(cluster, accounts, asked.workers, asked.batch)
            rate = one.accounts / one.seconds
            print(
                f"{one.accounts:>10,} accounts: {one.seconds:8.1f} s, {rate:8,.0f}/s, "
                f"{1e6 * one.worker_cpu / one.accounts:6.0f} µs of worker CPU each, "
                f"ratio {rate / alone / asked.workers:.2f}, peak {one.peak_mib:.0f} MiB a worker, "
                f"{one.stored_mib * 2**20 / one.accounts:,.0f} B stored each",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
