"""Every SQL statement of the quorum: it reads how institutions lie under each other."""

from collections.abc import Iterable

from sqlalchemy import text

from content.quorum.rules import Lines
from shared.database import Session

_LINES = text(
    """
    with recursive lines as (
        select seat, seat as code from unnest(cast(:codes as text[])) as seat
        union
        select lines.seat, institutions.parent
        from lines join institutions using (code)
        where institutions.parent is not null
    )
    select seat, array_agg(code) as codes from lines group by seat
    """
)


async def lines_of(session: Session, codes: Iterable[str]) -> Lines:
    """Each of the institutions with all that it lies under, as the registry last told."""
    rows = await session.execute(_LINES, {"codes": sorted(set(codes))})
    return {row.seat: frozenset(row.codes) for row in rows}
