"""Use cases of those who clear. They may sit in any institution, and never wrote what they read."""

from datetime import datetime
from uuid import UUID

from content.clearances.errors import VersionMovedOn
from content.messages import queries as rows
from content.messages import service as messages
from content.messages.errors import MessageUnknown
from content.messages.rules import Act, Standing, State
from content.messages.service import FullMessage
from content.messages.tables import Message
from shared.caller import Caller
from shared.database import Session

HIDDEN_FROM_OTHERS = (State.DRAFT, State.WITHDRAWN)
"""Drafts, and what was withdrawn, are nobody's business outside the institution."""


async def message_to_clear(session: Session, message_id: UUID, caller: Caller) -> FullMessage:
    """A message with all its words, as the two people must read it."""
    message = _in_sight(await rows.message_of(session, message_id), caller)
    return await messages.full_message(session, message)


async def clear(
    session: Session,
    message_id: UUID,
    *,
    version: int,
    statement: str,
    caller: Caller,
    now: datetime,
) -> FullMessage:
    """Let the version that was read go out; it takes the whole quorum."""
    message = await _held(session, message_id, caller)
    moved = await _weighed(session, message, Act.CLEAR, version=version, caller=caller, now=now)
    await messages.keep_reading(session, message, Act.CLEAR, statement, by=caller, now=now)
    messages.move(message, await messages.quorate(session, message, moved), now)
    await messages.note(session, message, "message.cleared.v1", by=caller.principal, now=now)
    return await messages.full_message(session, message)


async def return_to_authors(
    session: Session,
    message_id: UUID,
    *,
    version: int,
    statement: str,
    caller: Caller,
    now: datetime,
) -> FullMessage:
    """Say what must change; the message is a draft again, and nothing said of it counts."""
    message = await _held(session, message_id, caller)
    moved = await _weighed(session, message, Act.RETURN, version=version, caller=caller, now=now)
    await messages.keep_reading(session, message, Act.RETURN, statement, by=caller, now=now)
    await messages.reopen(session, message, moved, now)
    await messages.note(session, message, "message.returned.v1", by=caller.principal, now=now)
    return await messages.full_message(session, message)


async def _held(session: Session, message_id: UUID, caller: Caller) -> Message:
    return _in_sight(await rows.message_for_update(session, message_id), caller)


def _in_sight(message: Message | None, caller: Caller) -> Message:
    if message is None:
        raise MessageUnknown
    if message.state in HIDDEN_FROM_OTHERS and message.institution not in caller.institutions:
        raise MessageUnknown
    return message


async def _weighed(
    session: Session, message: Message, act: Act, *, version: int, caller: Caller, now: datetime
) -> Standing:
    """The message after the act, if it is allowed and the words read are the present ones."""
    moved = await messages.weigh(session, message, act, by=caller.principal, now=now)
    if version != message.version:
        raise VersionMovedOn(version=message.version)
    return moved
