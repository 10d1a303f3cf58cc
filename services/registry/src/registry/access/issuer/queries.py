"""Every SQL statement of this feature."""

from collections.abc import Sequence

from sqlalchemy import select, text

from registry.access.issuer.tables import SigningKey
from shared.database import Session


async def take_turn_making_keys(session: Session) -> None:
    """One maker of signing keys at a time."""
    await session.execute(text("select pg_advisory_xact_lock(hashtextextended('signing', 0))"))


async def signing_keys(session: Session) -> Sequence[SigningKey]:
    """Every key there ever was; one a quarter."""
    return (await session.scalars(select(SigningKey).order_by(SigningKey.signs_from))).all()


async def keep_key(session: Session, key: SigningKey) -> None:
    """Insert it, at once."""
    session.add(key)
    await session.flush()
