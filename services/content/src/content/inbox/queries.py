"""Every SQL statement of an inbox: messages find their readers when somebody reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text

from content.publications.tables import Publication
from shared.database import Session

# ``coalesce`` hides the arrays from the planner, whose guess about them (almost nothing matches)
# made it read and sort every publication instead of walking the index from the newest.
_OFFERS = text(
    """
    with recursive reader as (
        select officers.institution, array_agg(distinct accounts.platform) as platforms
        from officers
        join accounts on accounts.officer_id = officers.id
        join badges on badges.account_id = accounts.id and badges.state = 'active'
        where officers.principal = :principal
        group by officers.id
    ),
    above as (
        select institution as code from reader
        union
        select institutions.parent
        from institutions join above using (code)
        where institutions.parent is not null
    )
    select offer.*
    from reader
    left join lateral (
        select publications.*
        from publications
        where (cast(:message_id as uuid) is null or message_id = :message_id)
          and (cast(:after_time as timestamptz) is null
               or (updated_at, message_id) < (:after_time, cast(:after_id as uuid)))
          and (withdrawn_at is null and expires_at > :now or withdrawn_at > :noticed_since)
          and coalesce(
              (cardinality(audience_platforms) = 0 or audience_platforms && reader.platforms)
              and (cardinality(audience_institutions) = 0
                   or audience_institutions && array(select code from above)), false)
        order by updated_at desc, message_id desc
        limit :limit
    ) as offer on true
    """
).columns(*Publication.__table__.columns)


async def offers_of(
    session: Session,
    principal: str,
    *,
    now: datetime,
    notice: timedelta,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
    message_id: UUID | None = None,
) -> Sequence[Publication] | None:
    """What is offered to the caller, latest news first; ``None`` while the inbox is closed.

    One statement answers both questions, so a badge that ends closes the inbox at once: somebody
    without an active badge has no row at all, somebody without messages has an empty one.
    """
    after_time, after_id = after or (None, None)
    parameters = {
        "principal": principal,
        "now": now,
        "noticed_since": now - notice,
        "after_time": after_time,
        "after_id": after_id,
        "message_id": message_id,
        "limit": limit,
    }
    statement = select(Publication).from_statement(_OFFERS)
    rows = (await session.scalars(statement, parameters)).all()
    return [row for row in rows if row is not None] if rows else None
