"""Every SQL statement of this feature: an upload goes into a table of its own, then to the rest."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text

from shared.database import Session
from verification.accounts.tables import Account
from verification.arrivals.rules.rows import Observed
from verification.arrivals.tables import ARRIVALS

PATIENCE_SECONDS = 120.0
"""What a statement on a million rows may take."""
_STAGE = f"""
    select set_config('statement_timeout', '{PATIENCE_SECONDS:g}s', true);
    create temp table staged (index int, account_id uuid, week date, audience int,
        engagement double precision, posts int, kind int) on commit drop;
    create temp table kinds (id int, source text, missed text, metric text, exact boolean)
        on commit drop;
    create temp table repeated (week date, source text) on commit drop
"""
_KINDS = """
    insert into kinds
    select number - 1, source, missed, metric, exact
    from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) with ordinality
        as told (source, missed, metric, exact, number)
"""
_LOADS = """
    with loaded as (
        insert into loads as known (week, source, uploads)
        select week, source, 1
        from unnest($1::date[], $2::text[]) as told (week, source) order by week, source
        on conflict (week, source) do update set uploads = known.uploads + 1
        returning week, source, uploads
    )
    insert into repeated select week, source from loaded where uploads > 1
"""
_DROP_SAME = """
    with asked as (
        select index, staged.week, account_id, k.source, SAID as said
        from staged join kinds as k on k.id = kind
        join repeated on (repeated.week, repeated.source) = (staged.week, k.source)
    ), known as (
        select distinct on (week, account_id, source) week, account_id, source, SAID as stood
        from (
            select week, account_id, source, version, null as batch, audience, engagement, posts,
                missed, metric, exact
            from observations join asked using (week, account_id, source)
            union all
            select week, account_id, source, null, batch, audience, engagement, posts,
                missed, metric, exact
            from arrivals join asked using (week, account_id, source)
        ) as told
        order by week, account_id, source, version desc nulls first, batch desc
    )
    delete from staged where index in (
        select index from asked join known using (week, account_id, source) where said = stood
    )
""".replace("SAID", "row(audience, engagement, posts, missed, metric, exact)::text")
_KEEP = """
    insert into arrivals (week, account_id, audience, engagement, posts, source, missed, metric,
        exact, assurance, recorded_by, recorded_at, batch)
    select week, account_id, audience, engagement, posts, source, missed, metric, exact,
        $1, $2, $3, (select nextval('batches'))
    from staged join kinds on kinds.id = kind join accounts on accounts.id = account_id
    where accounts.linked
"""
_UNKNOWN = """
    select index from staged
    where not exists (select from accounts where accounts.id = account_id and linked)
    order by index limit $1
"""
_APPEND = text(
    """
    insert into arrivals
        (week, account_id, audience, engagement, posts, source, missed, metric, exact,
            assurance, recorded_by, recorded_at, batch)
    select asked.*, :assurance, :recorded_by, :recorded_at, (select nextval('batches'))
    from unnest(
        cast(:weeks as date[]), cast(:accounts as uuid[]), cast(:audiences as int[]),
        cast(:engagements as double precision[]), cast(:posts as int[]), cast(:sources as text[]),
        cast(:missed as text[]), cast(:metrics as text[]), cast(:exact as boolean[])
    ) as asked
    """
)
_MOVE = text(
    """
    with moved as (
        delete from arrivals
        where ctid = any(array(select ctid from arrivals limit cast(:most as int)))
        returning *
    )
    insert into taken select * from moved
    """
)
_ANALYZE = text("analyze taken")
_TAKE = (
    text("select pg_advisory_xact_lock(7205759403792796)"),
    text("select set_config('app.settling', 'yes', true)"),
    text("create temp table if not exists taken (like arrivals) on commit drop"),
    text("truncate taken"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the rows that were sent to the database."""

    accepted: int
    same: int
    unknown: int
    first_unknown: Sequence[int]


async def _driver(session: Session) -> Any:
    """The driver's connection, in the session's transaction: it can COPY and wait longer."""
    return (await (await session.connection()).get_raw_connection()).driver_connection


async def stage(session: Session, body: AsyncIterator[bytes], columns: Sequence[str]) -> int:
    """Copy rows into a table of this transaction; how many."""
    driver = await _driver(session)
    await driver.execute(_STAGE)
    told = await driver.copy_to_table(
        "staged", source=body, columns=columns, format="binary", timeout=PATIENCE_SECONDS
    )
    return _count(told)


async def keep(
    session: Session,
    kinds: Iterable[tuple[str, str | None, str | None, bool]],
    loads: Sequence[tuple[date, str]],
    *,
    assurance: int,
    recorded_by: str,
    recorded_at: datetime,
    most_told: int,
) -> Kept:
    """Bring staged rows to the log, but those that say what was known and those of nobody.

    Uploads of the same weeks by the same source wait for each other; only these are compared.
    """
    driver, patience = await _driver(session), PATIENCE_SECONDS
    staged = await driver.fetchval("select count(*) from staged")
    await driver.execute(_KINDS, *map(list, zip(*kinds, strict=True)))
    weeks, sources = [week for week, _ in loads], [source for _, source in loads]
    repeated = _count(await driver.execute(_LOADS, weeks, sources, timeout=patience))
    same = await _drop_same(driver) if repeated else 0
    told = await driver.execute(_KEEP, assurance, recorded_by, recorded_at, timeout=patience)
    accepted = _count(told)
    unknown = staged - same - accepted
    first = await driver.fetch(_UNKNOWN, most_told, timeout=patience) if unknown else []
    return Kept(accepted, same, unknown, [row["index"] for row in first])


async def _drop_same(driver: Any) -> int:
    await driver.execute("analyze staged")
    return _count(await driver.execute(_DROP_SAME, timeout=PATIENCE_SECONDS))


def _count(told: str) -> int:
    """The number at the end of what PostgreSQL says of a statement."""
    return int(told.rpartition(" ")[2])


async def append(
    session: Session,
    rows: Sequence[Observed],
    *,
    assurance: int,
    recorded_by: str,
    recorded_at: datetime,
) -> None:
    """Add rows to what has arrived; doubles fall away when it is settled."""
    values = {
        "weeks": [row.week for row in rows],
        "accounts": [row.account_id for row in rows],
        "audiences": [row.audience for row in rows],
        "engagements": [row.engagement for row in rows],
        "posts": [row.posts for row in rows],
        "sources": [row.told_by for row in rows],
        "missed": [row.missed for row in rows],
        "metrics": [row.metric for row in rows],
        "exact": [row.exact for row in rows],
        "assurance": assurance,
        "recorded_by": recorded_by,
        "recorded_at": recorded_at,
    }
    await session.execute(_APPEND, values)


async def linked_among(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which of these accounts are linked, so that they may be observed."""
    linked = select(Account.id).where(Account.id == func.any(list(ids)), Account.linked)
    return set((await session.scalars(linked)).all())


async def take(session: Session, *, most: int) -> int:
    """Move what has arrived to ``taken``, a table of this transaction; how many rows.

    One at a time; a bounded number, so that a statement stays short.
    """
    for statement in _TAKE:
        await session.execute(statement)
    moved = await session.execute(_MOVE, {"most": most})
    await session.execute(_ANALYZE)
    return int(moved.rowcount)  # type: ignore[attr-defined]


async def delete_arrivals(session: Session, accounts: Collection[UUID]) -> None:
    """Delete what has arrived of these accounts; the row policy asks that this be said first."""
    await session.execute(select(func.set_config("app.erasing", "yes", True)))
    theirs = ARRIVALS.c.account_id == func.any(list(accounts))
    await session.execute(delete(ARRIVALS).where(theirs))
    await session.execute(select(func.set_config("app.erasing", "", True)))
