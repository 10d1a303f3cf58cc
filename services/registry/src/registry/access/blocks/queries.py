"""Every SQL statement of this feature."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from shared.blocked import principals
from shared.database import Session


async def page_of_blocks(session: Session, *, after: bytes | None, limit: int) -> Sequence[Any]:
    """Who is blocked, or was until a moment that has passed, by the hash."""
    statement = select(principals).where(principals.c.blocked)
    if after is not None:
        statement = statement.where(principals.c.digest > after)
    return (await session.execute(statement.order_by(principals.c.digest).limit(limit))).all()


async def is_blocked(session: Session, digest: bytes) -> bool:
    """Whether the principal is blocked; the row is locked."""
    statement = select(principals.c.blocked).where(principals.c.digest == digest)
    return bool(await session.scalar(statement.with_for_update()))
