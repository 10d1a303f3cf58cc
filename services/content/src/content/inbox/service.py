"""Use cases of an officer reading what is offered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from content.inbox import queries
from content.inbox.errors import InboxClosed, OfferUnknown
from content.publications.tables import Publication
from shared.database import Session


async def offers(
    session: Session,
    principal: str,
    *,
    now: datetime,
    notice: timedelta,
    limit: int,
    after: tuple[datetime, UUID] | None,
) -> Sequence[Publication]:
    """One page of what is offered to the caller."""
    found = await queries.offers_of(
        session, principal, now=now, notice=notice, limit=limit, after=after
    )
    if found is None:
        raise InboxClosed
    return found


async def offer(
    session: Session, principal: str, message_id: UUID, *, now: datetime, notice: timedelta
) -> Publication:
    """One message, if it is offered to the caller."""
    found = await queries.offers_of(
        session, principal, now=now, notice=notice, limit=1, message_id=message_id
    )
    if found is None:
        raise InboxClosed
    if not found:
        raise OfferUnknown
    return found[0]
