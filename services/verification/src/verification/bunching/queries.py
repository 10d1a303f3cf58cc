"""Every SQL statement of this feature."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select, text

from shared.database import Session
from verification.bunching.rules import ABOVE, BELOW, WITHIN
from verification.bunching.tables import AudienceBand

_COUNT = text(
    """
    insert into audience_bands (run_id, platform, week, below, within, above)
    select :run_id, platform, :week,
        count(*) filter (where audience >= :below and audience < :within),
        count(*) filter (where audience >= :within and audience < :above),
        count(*) filter (where audience >= :above and audience < :end)
    from (
        select accounts.platform, (document -> 'real_audience' ->> 'high')::bigint as audience
        from assessments join accounts on accounts.id = assessments.account_id
        where run_id = :run_id and accounts.platform is not null
    ) as judged
    group by platform
    on conflict do nothing
    """
)


async def count_bands(session: Session, run_id: UUID, week: date) -> None:
    """Count the audiences of a run near the minimum, in one pass."""
    values = {
        "run_id": run_id,
        "week": week,
        "below": BELOW[0],
        "within": WITHIN[0],
        "above": ABOVE[0],
        "end": ABOVE[1],
    }
    await session.execute(_COUNT, values)


async def newest_bands(session: Session) -> Sequence[AudienceBand]:
    """The counts of the newest week that was judged to the end, by platform."""
    newest = (
        select(AudienceBand.run_id)
        .order_by(AudienceBand.week.desc(), AudienceBand.run_id)
        .limit(1)
        .scalar_subquery()
    )
    statement = select(AudienceBand).where(AudienceBand.run_id == newest)
    return (await session.scalars(statement.order_by(AudienceBand.platform))).all()
