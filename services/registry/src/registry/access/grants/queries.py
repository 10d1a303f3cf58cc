"""Every SQL statement of this feature."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.access.clients.tables import Client
from registry.access.grants.rules import GrantState
from registry.access.grants.tables import WAITS, ClientGrant
from shared.database import Session

PENDING = ClientGrant.state == GrantState.PENDING


async def propose(session: Session, row: dict[str, Any]) -> ClientGrant | None:
    """The proposal; nothing when another one waits for the same client."""
    new = upsert(ClientGrant).values(row)
    statement = new.on_conflict_do_nothing(
        index_elements=[ClientGrant.client_id], index_where=WAITS
    ).returning(ClientGrant)
    return await session.scalar(statement)


async def pending_of(session: Session, client_id: str) -> ClientGrant | None:
    """The proposal that waits for the client, if any; locked."""
    statement = select(ClientGrant).where(ClientGrant.client_id == client_id, PENDING)
    return await session.scalar(statement.with_for_update())


async def grant_to_settle(session: Session, grant_id: UUID) -> ClientGrant | None:
    """A proposal, locked until the transaction ends."""
    statement = select(ClientGrant).where(ClientGrant.id == grant_id).with_for_update()
    return await session.scalar(statement)


async def page_of_grants(
    session: Session,
    *,
    state: GrantState | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[ClientGrant]:
    """Proposals in the order they were made."""
    statement = select(ClientGrant)
    if state is not None:
        statement = statement.where(ClientGrant.state == state)
    if after is not None:
        statement = statement.where(tuple_(ClientGrant.proposed_at, ClientGrant.id) > after)
    statement = statement.order_by(ClientGrant.proposed_at, ClientGrant.id).limit(limit)
    return (await session.scalars(statement)).all()


async def overdue(session: Session, now: datetime) -> Sequence[ClientGrant]:
    """Proposals nobody confirmed in time."""
    statement = select(ClientGrant).where(PENDING, ClientGrant.expires_at <= now)
    return (await session.scalars(statement.with_for_update(skip_locked=True))).all()


async def grants_of(session: Session, client_id: str) -> Sequence[ClientGrant]:
    """Everything that was ever proposed for a client."""
    return (
        await session.scalars(select(ClientGrant).where(ClientGrant.client_id == client_id))
    ).all()


async def delete_grants_of(session: Session, client_id: str) -> None:
    """Delete everything that was ever proposed for a client."""
    await session.execute(delete(ClientGrant).where(ClientGrant.client_id == client_id))


async def settle(
    session: Session, grant_id: UUID, state: GrantState, principal: str | None, now: datetime
) -> None:
    """Write down what became of it."""
    decided = {"state": state, "decided_by": principal, "decided_at": now, "first_half": None}
    await session.execute(update(ClientGrant).where(ClientGrant.id == grant_id).values(decided))


async def is_disabled(session: Session, client_id: str) -> bool:
    """Whether it is a client of ours that was disabled."""
    statement = select(Client.client_id).where(
        Client.client_id == client_id, Client.disabled_at.is_not(None)
    )
    return await session.scalar(statement) is not None
