"""Every SQL statement of this feature: set by set, never row by row."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, select, text

from shared.database import Session
from verification.accounts.tables import Account
from verification.growth.rules.histories import Reading
from verification.observations.tables import Observation, Series

ROLLED_WEEKS = 104
"""Length of an account's series at most: two years, so that a run may be a year late."""

_LOGGED = text(
    """
    select distinct on (account_id, week)
        account_id, week, audience, engagement, posts, metric
    from (
        select distinct on (account_id, week, source) *
        from observations
        where week = any(cast(:weeks as date[])) and account_id = any(cast(:accounts as uuid[]))
        order by account_id, week, source, version desc
    ) as newest
    where audience is not null
    order by account_id, week, assurance desc, exact desc, recorded_at desc
    """
)
_SERIES = text(
    """
    select account_id, until, audiences, engagements, posts, metrics
    from series where account_id = any(cast(:accounts as uuid[])) order by account_id
    """
)
_MISSED = text(
    """
    insert into observations
        (week, account_id, source, version, missed, exact, assurance, recorded_by, recorded_at)
    select :week, a.id, :source, 1, :reason, true, 0, :source, :now
    from unnest(cast(:accounts as uuid[])) as a (id)
    where not exists (
        select from observations where observations.week = :week and account_id = a.id
    )
    on conflict do nothing
    """
)


_KEEP = text(
    """
    with newest as (
        select distinct on (week, account_id, source) old.*
        from observations as old
        join (select distinct week, account_id, source from taken) as asked
            using (week, account_id, source)
        order by week, account_id, source, version desc
    ), told as (
        select t.*, coalesce(n.version, 0) as before,
            row(t.audience, t.engagement, t.posts, t.missed, t.metric, t.exact)::text as said,
            coalesce(
                lag(row(t.audience, t.engagement, t.posts, t.missed, t.metric, t.exact)::text)
                    over (partition by t.week, t.account_id, t.source order by t.batch),
                case when n.version is not null
                    then row(n.audience, n.engagement, n.posts, n.missed, n.metric, n.exact)::text
                end
            ) as stood
        from taken as t left join newest as n using (week, account_id, source)
    )
    insert into observations
        (week, account_id, source, version, audience, engagement, posts, missed, metric, exact,
            assurance, recorded_by, recorded_at)
    select week, account_id, source,
        before + row_number() over (partition by week, account_id, source order by batch),
        audience, engagement, posts, missed, metric, exact, assurance, recorded_by, recorded_at
    from told where said is distinct from stood
    order by week, account_id
    """
)
_STANDING = """
    select distinct on (account_id, week)
        account_id, week, audience, engagement, posts, metric
    from (
        select distinct on (week, account_id, source) o.*
        from observations as o join asked using (week, account_id)
        order by week, account_id, source, version desc
    ) as newest
    where audience is not null
    order by account_id, week, assurance desc, exact desc, recorded_at desc
"""
_ROLL = text(
    """
    with changed as (
        select account_id, greatest(max(t.week), s.until) as last
        from taken as t left join series as s using (account_id)
        group by account_id, s.until
        having min(t.week) <> max(t.week) or min(t.week) <= s.until
    ), asked as (
        select account_id, last - 7 * back as week
        from changed cross join generate_series(0, OLDEST) as back
    ), standing as (STANDING), bounds as (
        select account_id, min(week) as begins, max(week) as until
        from standing group by account_id
    ), emptied as (
        delete from series where account_id in (select account_id from changed)
            and account_id not in (select account_id from bounds)
    )
    insert into series (account_id, until, audiences, engagements, posts, metrics)
    select bounds.account_id, until, array_agg(audience order by at),
        array_agg(engagement order by at), array_agg(posts order by at),
        array_agg(metric order by at)
    from bounds cross join lateral generate_series(0, (until - begins) / 7) as at
    left join standing
        on (standing.account_id, standing.week) = (bounds.account_id, begins + 7 * at)
    group by bounds.account_id, until
    on conflict (account_id) do update set until = excluded.until, audiences = excluded.audiences,
        engagements = excluded.engagements, posts = excluded.posts, metrics = excluded.metrics
    """.replace("STANDING", _STANDING).replace("OLDEST", str(ROLLED_WEEKS - 1))
)
_GAP = "(excluded.until - series.until) / 7 - 1"
_FROM = f"greatest(1, cardinality(series.audiences) + {_GAP} + 2 - {ROLLED_WEEKS})"
_LONGER = ", ".join(
    f"{name} = (series.{name} || array_fill(null::{kind}, array[{_GAP}]) || excluded.{name})"
    f"[{_FROM}:]"
    for name, kind in (
        ("audiences", "int"),
        ("engagements", "float8"),
        ("posts", "int"),
        ("metrics", "text"),
    )
)
_LENGTHEN = text(
    """
    with asked as (
        select account_id, min(t.week) as week
        from taken as t left join series as s using (account_id)
        group by account_id, s.until
        having min(t.week) = max(t.week) and (s.until is null or min(t.week) > s.until)
    ), standing as (STANDING)
    insert into series (account_id, until, audiences, engagements, posts, metrics)
    select account_id, week, array[audience], array[engagement], array[posts], array[metric]
    from standing
    on conflict (account_id) do update set until = excluded.until, LONGER
    """.replace("STANDING", _STANDING).replace("LONGER", _LONGER)
)


async def settle(session: Session) -> None:
    """Bring what ``taken`` holds into the log, doubles left out, and on into the series."""
    for statement in (_KEEP, _ROLL, _LENGTHEN):
        await session.execute(statement)


async def series(
    session: Session, accounts: Collection[UUID], weeks: Collection[date], *, window: int
) -> dict[UUID, tuple[Reading, ...]]:
    """Each account's last ``window`` weeks up to its newest reading in these weeks.

    From the arrays; for weeks that have left an account's arrays, from the log.
    """
    if not weeks:
        return {}
    first, last = min(weeks), max(weeks)
    found: dict[UUID, list[Reading]] = {}
    longer: list[UUID] = []
    for row in await session.execute(_SERIES, {"accounts": list(accounts)}):
        begins = row.until - timedelta(weeks=len(row.audiences) - 1)
        known = found[row.account_id] = _within(row, begins, first, last)
        wanted = (known[-1].week if known else last) - timedelta(weeks=window - 1)
        if len(row.audiences) == ROLLED_WEEKS and max(first, wanted) < begins:
            longer.append(row.account_id)
    found.update(await _logged(session, longer, weeks))
    return {account: _last(known, window) for account, known in found.items() if known}


def _last(known: Sequence[Reading], window: int) -> tuple[Reading, ...]:
    first = known[-1].week - timedelta(weeks=window - 1)
    return tuple(reading for reading in known if reading.week >= first)


async def readings(
    session: Session, accounts: Collection[UUID], weeks: Collection[date], *, window: int
) -> Iterator[tuple[UUID, Reading]]:
    """The same, one by one."""
    found = await series(session, accounts, weeks, window=window)
    return ((account, reading) for account, known in found.items() for reading in known)


def _within(row: Row[Any], begins: date, first: date, last: date) -> list[Reading]:
    told = zip(row.audiences, row.engagements, row.posts, row.metrics, strict=True)
    weeks = (begins + timedelta(weeks=at) for at in range(len(row.audiences)))
    return [
        Reading(week, audience, engagement, posts, metric)
        for week, (audience, engagement, posts, metric) in zip(weeks, told, strict=True)
        if audience is not None and first <= week <= last
    ]


async def _logged(
    session: Session, accounts: Collection[UUID], weeks: Collection[date]
) -> dict[UUID, list[Reading]]:
    found: dict[UUID, list[Reading]] = {account: [] for account in accounts}
    if found:
        values = {"weeks": list(weeks), "accounts": list(accounts)}
        for account, *told in await session.execute(_LOGGED, values):
            found[account].append(Reading(*told))
    return found


async def linked_after(session: Session, after: UUID, *, limit: int) -> Sequence[UUID]:
    """The next linked accounts by id."""
    following = select(Account.id).where(Account.linked, Account.id > after)
    return (await session.scalars(following.order_by(Account.id).limit(limit))).all()


async def miss(
    session: Session,
    week: date,
    accounts: Sequence[UUID],
    *,
    source: str,
    reason: str,
    now: datetime,
) -> None:
    """A row with a reason for each of these accounts of which nothing was told."""
    values = {"week": week, "accounts": accounts, "source": source, "reason": reason, "now": now}
    await session.execute(_MISSED, values)


async def delete_readings(session: Session, accounts: Collection[UUID]) -> None:
    """Delete every reading of these accounts; the row policy asks that this be said first."""
    ids = list(accounts)
    await session.execute(select(func.set_config("app.erasing", "yes", True)))
    await session.execute(delete(Observation).where(Observation.account_id == func.any(ids)))
    await session.execute(delete(Series).where(Series.account_id == func.any(ids)))
    await session.execute(select(func.set_config("app.erasing", "", True)))
