"""Use case: gather what is held of a person."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Session
from shared.records import Held, read_holdings
from verification.records import queries


async def record_of(session: Session, officer_id: UUID) -> Sequence[Held]:
    """Table by table; nothing but empty tables for somebody never heard of."""
    principal = await queries.principal_of(session, officer_id)
    return await read_holdings(session, queries.HOLDINGS, officer_id, principal)
