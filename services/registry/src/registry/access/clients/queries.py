"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, func, insert, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.access.clients.tables import Client, ClientSecret, WrongSecrets
from shared.database import Session


async def client_of(session: Session, client_id: str) -> Client | None:
    """A client by its id, disabled or not."""
    return await session.scalar(select(Client).where(Client.client_id == client_id))


async def client_to_change(session: Session, client_id: str) -> Client | None:
    """The same, locked until the transaction ends."""
    statement = select(Client).where(Client.client_id == client_id).with_for_update()
    return await session.scalar(statement)


async def page_of_clients(
    session: Session, *, after: tuple[datetime, str] | None, limit: int
) -> Sequence[Client]:
    """Clients in the order they were made."""
    statement = select(Client)
    if after is not None:
        statement = statement.where(tuple_(Client.created_at, Client.client_id) > after)
    statement = statement.order_by(Client.created_at, Client.client_id).limit(limit)
    return (await session.scalars(statement)).all()


async def insert_client(session: Session, row: dict[str, Any]) -> bool:
    """Whether there was none of this id."""
    new = upsert(Client).values(row).on_conflict_do_nothing().returning(Client.client_id)
    return await session.scalar(new) is not None


async def write_rights(session: Session, client_id: str, rights: dict[str, Any]) -> None:
    """Replace scopes and institutions."""
    await session.execute(update(Client).where(Client.client_id == client_id).values(rights))


async def take_turn_cutting_off(session: Session) -> None:
    """One at a time, so that two administrators cannot take each other away."""
    await session.execute(text("select pg_advisory_xact_lock(hashtextextended('cutting off', 0))"))


async def other_holders(session: Session, scope: str, client_id: str) -> int:
    """How many other enabled clients hold the scope."""
    statement = select(func.count()).where(
        Client.scopes.contains([scope]), Client.disabled_at.is_(None), Client.client_id != client_id
    )
    return int(await session.scalar(statement) or 0)


async def disable_client(session: Session, client_id: str, now: datetime) -> bool:
    """Whether it was enabled until now."""
    statement = (
        update(Client)
        .where(Client.client_id == client_id, Client.disabled_at.is_(None))
        .values(disabled_at=now)
        .returning(Client.client_id)
    )
    return await session.scalar(statement) is not None


async def enable_client(session: Session, client_id: str) -> bool:
    """Whether it was disabled until now."""
    statement = (
        update(Client)
        .where(Client.client_id == client_id, Client.disabled_at.is_not(None))
        .values(disabled_at=None)
        .returning(Client.client_id)
    )
    return await session.scalar(statement) is not None


async def live_secrets(session: Session, client_id: str, now: datetime) -> Sequence[ClientSecret]:
    """Secrets that still work, the newest first."""
    statement = (
        select(ClientSecret)
        .where(
            ClientSecret.client_id == client_id,
            or_(ClientSecret.expires_at.is_(None), ClientSecret.expires_at > now),
        )
        .order_by(ClientSecret.created_at.desc())
    )
    return (await session.scalars(statement)).all()


async def keep_secret(session: Session, client_id: str, sha256: bytes, now: datetime) -> None:
    """Add a secret that does not expire by itself."""
    row = {"client_id": client_id, "sha256": sha256, "created_at": now}
    await session.execute(insert(ClientSecret).values(row))


async def expire_secrets(session: Session, ids: Collection[UUID], at: datetime) -> None:
    """Let secrets end at a moment, unless they end before."""
    await session.execute(
        update(ClientSecret)
        .where(
            ClientSecret.id.in_(ids),
            or_(ClientSecret.expires_at.is_(None), ClientSecret.expires_at > at),
        )
        .values(expires_at=at)
    )


async def delete_expired_secrets(session: Session, now: datetime) -> None:
    """Forget secrets that no longer work."""
    await session.execute(delete(ClientSecret).where(ClientSecret.expires_at <= now))


async def wrong_secrets(session: Session, bucket: int, minute: datetime) -> int:
    """How many there were within the minute."""
    statement = select(WrongSecrets.count).where(
        WrongSecrets.bucket == bucket, WrongSecrets.minute == minute
    )
    return int(await session.scalar(statement) or 0)


async def count_wrong_secret(session: Session, bucket: int, minute: datetime) -> int:
    """One more; how many there were within the minute."""
    new = upsert(WrongSecrets).values(bucket=bucket, minute=minute, count=1)
    same_minute = WrongSecrets.minute == minute
    statement = new.on_conflict_do_update(
        index_elements=[WrongSecrets.bucket],
        set_={"minute": minute, "count": case((same_minute, WrongSecrets.count + 1), else_=1)},
    ).returning(WrongSecrets.count)
    return int(await session.scalar(statement) or 0)


async def delete_client(session: Session, client_id: str) -> None:
    """Delete a client with its secrets."""
    for owned in (ClientSecret, Client):
        await session.execute(delete(owned).where(owned.client_id == client_id))
