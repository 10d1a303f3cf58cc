"""Use cases of those who clear. They may sit in any institution, and never wrote what they read."""

from datetime import datetime
from uuid import UUID

from content.clearances.errors import VersionMovedOn
from content.messages import queries
from content.messages import service as messages
from content.messages.errors import MessageUnknown
from content.messages.rules import Act, State
from content.messages.service import FullMessage, Person
from content.messages.tables import Message
from shared.database import Session

HIDDEN_FROM_OTHERS = (State.DRAFT, State.WITHDRAWN)
"""Drafts, and what was withdrawn, are nobody's business outside the institution."""

NOTED_AS = {Act.CLEAR: "message.cleared.v1", Act.RETURN: "message.returned.v1"}


async def message_to_clear(session: Session, message_id: UUID, person: Person) -> FullMessage:
    """A message with all its words, as the two people must read it."""
    found = await queries.message_of(session, message_id)
    return await messages.full_message(session, _in_sight(found, person))


async def read_message(
    session: Session,
    message_id: UUID,
    act: Act,
    *,
    version: int,
    statement: str,
    person: Person,
    now: datetime,
) -> FullMessage:
    """Clear the version that was read, or return it to its authors as a new draft."""
    message = _in_sight(await queries.message_for_update(session, message_id), person)
    moved = await messages.weigh(session, message, act, by=person.principal, now=now)
    if version != message.version:
        raise VersionMovedOn(version=message.version)
    words = await queries.version_of(session, message)
    await queries.add_reading(
        session, words, reader=person.principal, verdict=act, statement=statement, now=now
    )
    messages.move(message, moved, now)
    if act is Act.RETURN:
        await queries.add_version(session, message, words.wording, author=words.author, now=now)
    await messages.note(session, message, NOTED_AS[act], by=person.principal, now=now)
    return await messages.full_message(session, message)


def _in_sight(message: Message | None, person: Person) -> Message:
    others = message is None or message.institution not in person.institutions
    if message is None or (others and message.state in HIDDEN_FROM_OTHERS):
        raise MessageUnknown
    return message
