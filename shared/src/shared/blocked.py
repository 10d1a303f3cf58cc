"""Principals that every service refuses, whatever token they carry; the registry tells who.

Kept by the hash of ``iss|sub``: to recognise one, not to name one.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from shared.database import Session
from shared.events import Copy, Event, Handler


def blocked_table(metadata: MetaData) -> Table:
    """Who is refused, and until when; no end means until it is lifted."""
    return Table(
        "blocked_principals",
        metadata,
        Column("digest", LargeBinary, primary_key=True),
        Column("blocked", Boolean, nullable=False),
        Column("until", DateTime(timezone=True)),
        Column("position", BigInteger, nullable=False),
    )


principals = blocked_table(MetaData())
DOUBTFUL = -1
"""A position before every event's."""


def create_blocked(op: ModuleType) -> None:
    """What a migration of every service does once."""
    op.create_table(
        "blocked_principals",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blocked_principals"),
    )


def digest_of(issuer: str, subject: str) -> bytes:
    """How a principal is recognised without being named."""
    return hashlib.sha256(f"{issuer}|{subject}".encode()).digest()


async def block(
    session: Session, digest: bytes, *, until: datetime | None, position: int = 0
) -> None:
    """Refuse the principal from now on; what is told later in the feed counts more."""
    await _write(session, digest, True, until, position)


async def lift(session: Session, digest: bytes, *, position: int = 0) -> None:
    """Take the principal again."""
    await _write(session, digest, False, None, position)


async def _write(
    session: Session, digest: bytes, blocked: bool, until: datetime | None, position: int
) -> None:
    row: dict[str, Any] = {"blocked": blocked, "until": until, "position": position}
    new = insert(principals).values(digest=digest, **row)
    later = new.excluded.position >= principals.c.position
    await session.execute(
        new.on_conflict_do_update(index_elements=[principals.c.digest], set_=row, where=later)
    )


async def blocked_now(session: Session, now: datetime) -> frozenset[bytes]:
    """Everybody who is refused."""
    ended = principals.c.until <= now
    statement = select(principals.c.digest).where(principals.c.blocked, ended.isnot(True))
    return frozenset(bytes(digest) for digest in await session.scalars(statement))


async def _keep_block(session: Session, event: Event) -> None:
    told = event.data
    until = datetime.fromisoformat(told["until"]) if told["until"] else None
    digest = bytes.fromhex(told["principal_sha256"])
    await block(session, digest, until=until, position=event.position)


async def _lift_block(session: Session, event: Event) -> None:
    digest = bytes.fromhex(event.data["principal_sha256"])
    await lift(session, digest, position=event.position)


BLOCKING: Mapping[str, Handler] = {
    "client.disabled.v1": _keep_block,
    "client.enabled.v1": _lift_block,
    "principal.blocked.v1": _keep_block,
    "principal.unblocked.v1": _lift_block,
}
"""What a service that hears the registry does about it, beside its own handlers."""


async def _doubt_all(session: Session) -> None:
    await session.execute(update(principals).values(position=DOUBTFUL))


async def _drop_doubtful(session: Session) -> None:
    await session.execute(delete(principals).where(principals.c.position == DOUBTFUL))


BLOCKS = Copy(_doubt_all, _drop_doubtful)
"""When the whole feed is told again; until it is, nobody who was blocked gets through."""
