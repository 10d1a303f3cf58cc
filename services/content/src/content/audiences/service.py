"""The use case of a writer who asks whom a draft would reach."""

from uuid import UUID

from content.audiences import queries
from content.audiences.rules import MOST_COUNTED, shown_count
from content.messages.errors import MessageUnknown
from shared.database import Session


async def audience_preview(
    session: Session, message_id: UUID, *, hidden_below: int, institutions: frozenset[str]
) -> int | None:
    """How many officers the message would be offered to, in tens; nothing when too few."""
    meant = await queries.audience_of(session, message_id, institutions)
    if meant is None:
        raise MessageUnknown
    officers = await queries.audience_size(session, meant, most=MOST_COUNTED)
    return shown_count(officers, hidden_below=hidden_below)
