"""Every SQL statement of this feature: set by set, never row by row."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text

from shared.database import Session
from verification.accounts.tables import Account
from verification.growth.rules.histories import Reading
from verification.observations.rules import Observed
from verification.observations.tables import Observation

_ADD = text(
    """
    insert into observations
        (week, account_id, audience, engagement, posts, source, missed, metric,
            recorded_by, recorded_at)
    select asked.*, :recorded_by, :recorded_at
    from unnest(
        cast(:weeks as date[]), cast(:accounts as uuid[]), cast(:audiences as int[]),
        cast(:engagements as double precision[]), cast(:posts as int[]), cast(:sources as text[]),
        cast(:missed as text[]), cast(:metrics as text[])
    ) as asked
    on conflict do nothing
    returning week, account_id
    """
)
_RECORDED = text(
    """
    select week, account_id, audience, engagement, posts, source, missed, metric
    from observations
    join unnest(cast(:weeks as date[]), cast(:accounts as uuid[])) as asked (week, account_id)
        using (week, account_id)
    """
)
_READINGS = text(
    """
    select account_id, week, audience, engagement, posts, metric
    from (
        select *, max(week) over (partition by account_id) as newest
        from observations
        where week = any(cast(:weeks as date[])) and account_id = any(cast(:accounts as uuid[]))
            and audience is not null
    ) as found
    where week > newest - 7 * cast(:window as int)
    order by account_id, week
    """
)
_SERIES = text(
    """
    select account_id, array_agg(week order by week), array_agg(audience order by week),
        array_agg(engagement order by week), array_agg(posts order by week),
        array_agg(metric order by week)
    from (
        select *, max(week) over (partition by account_id) as newest
        from observations
        where week = any(cast(:weeks as date[])) and account_id = any(cast(:accounts as uuid[]))
            and audience is not null
    ) as found
    where week > newest - 7 * cast(:window as int)
    group by account_id
    """
)


async def add_missing(
    session: Session, rows: Sequence[Observed], *, recorded_by: str, recorded_at: datetime
) -> set[tuple[date, UUID]]:
    """Add rows whose key is free; the keys added. Sorted, so that two uploads never deadlock."""
    ordered = sorted(rows, key=lambda row: row.key)
    values = {
        "weeks": [row.week for row in ordered],
        "accounts": [row.account_id for row in ordered],
        "audiences": [row.audience for row in ordered],
        "engagements": [row.engagement for row in ordered],
        "posts": [row.posts for row in ordered],
        "sources": [row.source for row in ordered],
        "missed": [row.missed for row in ordered],
        "metrics": [row.metric for row in ordered],
        "recorded_by": recorded_by,
        "recorded_at": recorded_at,
    }
    return {(row.week, row.account_id) for row in await session.execute(_ADD, values)}


async def recorded(
    session: Session, keys: Sequence[tuple[date, UUID]]
) -> dict[tuple[date, UUID], Observed]:
    """What stands under these keys."""
    values = {"weeks": [week for week, _ in keys], "accounts": [account for _, account in keys]}
    rows = await session.execute(_RECORDED, values)
    return {(row.week, row.account_id): Observed(*row) for row in rows}


async def linked_among(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which of these accounts are linked, so that they may be observed."""
    linked = select(Account.id).where(Account.id == func.any(list(ids)), Account.linked)
    return set((await session.scalars(linked)).all())


async def series(
    session: Session, accounts: Collection[UUID], weeks: Collection[date], *, window: int
) -> dict[UUID, tuple[Reading, ...]]:
    """The same readings, an account's whole year in one row: a fifth of the work of reading them
    one by one.
    """
    values = {"weeks": list(weeks), "accounts": list(accounts), "window": window}
    rows = await session.execute(_SERIES, values)
    return {account: tuple(map(Reading, *columns)) for account, *columns in rows}


async def readings(
    session: Session, accounts: Collection[UUID], weeks: Collection[date], *, window: int
) -> Iterator[tuple[UUID, Reading]]:
    """Readings by account and week, each account's last ``window`` weeks up to its newest one.

    The lists of weeks and accounts together walk the primary key.
    """
    values = {"weeks": list(weeks), "accounts": list(accounts), "window": window}
    rows = await session.execute(_READINGS, values)
    return ((account, Reading(*reading)) for account, *reading in rows)


async def delete_readings(session: Session, accounts: Collection[UUID]) -> None:
    """Delete every reading of these accounts; the row policy asks that this be said first."""
    await session.execute(select(func.set_config("app.erasing", "yes", True)))
    await session.execute(delete(Observation).where(Observation.account_id.in_(accounts)))
    await session.execute(select(func.set_config("app.erasing", "", True)))
