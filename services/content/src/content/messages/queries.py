"""Every SQL statement on messages, their versions and readings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select, text, tuple_

from content.messages.rules import Act, State
from content.messages.tables import PRESENT, Message, MessageVersion, Reading
from content.quorum.rules import Assent, Lines
from content.recipients.tables import Institution
from content.wordings.rules.wording import Wording, fingerprint
from shared.database import Session


async def message_for_update(session: Session, message_id: UUID) -> Message | None:
    """The message, held until the transaction ends, so that acts on it come one by one."""
    statement = select(Message).where(Message.id == message_id).with_for_update()
    return await session.scalar(statement)


async def message_of(session: Session, message_id: UUID) -> Message | None:
    """The message where it stands."""
    return await session.scalar(select(Message).where(Message.id == message_id))


async def version_of(session: Session, message: Message) -> MessageVersion:
    """The present words of a message."""
    statement = select(MessageVersion).where(
        MessageVersion.message_id == message.id, MessageVersion.version == message.version
    )
    return (await session.scalars(statement)).one()


async def spoken_version_of(session: Session, message: Message) -> tuple[MessageVersion, str]:
    """The present words, and the name of the institution that speaks them."""
    name = func.coalesce(Institution.name, MessageVersion.institution)
    statement = (
        select(MessageVersion, name)
        .join(Institution, Institution.code == MessageVersion.institution, isouter=True)
        .where(MessageVersion.message_id == message.id, MessageVersion.version == message.version)
    )
    words, spoken_by = (await session.execute(statement)).one()
    return words, spoken_by


async def known_institutions(session: Session, codes: Sequence[str]) -> frozenset[str]:
    """Those of the codes that the registry has told of."""
    statement = select(Institution.code).where(Institution.code.in_(codes))
    return frozenset(await session.scalars(statement))


async def authors_of(session: Session, message_id: UUID) -> frozenset[str]:
    """Everybody who wrote any version."""
    statement = select(MessageVersion.author).where(MessageVersion.message_id == message_id)
    return frozenset(await session.scalars(statement))


async def clearers_of(session: Session, message: Message) -> frozenset[str]:
    """Those who cleared the present version."""
    statement = select(Reading.reader).where(
        Reading.message_id == message.id,
        Reading.version == message.version,
        Reading.verdict == Act.CLEAR,
    )
    return frozenset(await session.scalars(statement))


async def assents_to(
    session: Session, messages: Sequence[Message]
) -> Mapping[UUID, Sequence[Assent]]:
    """Who cleared the present words of each message."""
    statement = (
        select(Reading)
        .join(Message, and_(Reading.message_id == Message.id, Reading.version == Message.version))
        .where(Message.id.in_([m.id for m in messages]), Reading.verdict == Act.CLEAR)
    )
    found: dict[UUID, list[Assent]] = {message.id: [] for message in messages}
    for reading in await session.scalars(statement):
        seats = frozenset(reading.reader_institutions)
        found[reading.message_id].append(Assent(reading.reader, seats))
    return found


async def lines_of(session: Session, codes: Iterable[str]) -> Lines:
    """Each of the institutions with all that it lies under, as the registry last told."""
    rows = await session.execute(_LINES, {"codes": sorted(set(codes))})
    return {row.seat: frozenset(row.codes) for row in rows}


async def readings_of(session: Session, message_id: UUID) -> Sequence[Reading]:
    """What was said of every version, oldest first."""
    statement = (
        select(Reading)
        .where(Reading.message_id == message_id)
        .order_by(Reading.read_at, Reading.verdict)
    )
    return (await session.scalars(statement)).all()


async def add_message(session: Session, message: Message) -> None:
    """Write a new message; its id is there afterwards."""
    session.add(message)
    await session.flush()


async def add_version(
    session: Session, message: Message, wording: Wording, *, author: str, now: datetime
) -> MessageVersion:
    """Write words as the message's present version."""
    version = MessageVersion(
        message_id=message.id,
        version=message.version,
        institution=message.institution,
        author=author,
        written_at=now,
        fingerprint=fingerprint(wording),
        **wording.columns(),
    )
    session.add(version)
    await session.flush()
    return version


async def add_reading(
    session: Session,
    version: MessageVersion,
    *,
    reader: str,
    verdict: Act,
    statement: str,
    seats: frozenset[str],
    now: datetime,
) -> None:
    """Write what somebody said of a version, bound to its exact words."""
    session.add(
        Reading(
            message_id=version.message_id,
            version=version.version,
            reader=reader,
            verdict=verdict,
            institution=version.institution,
            statement=statement,
            fingerprint=version.fingerprint,
            read_at=now,
            reader_institutions=sorted(seats),
        )
    )
    await session.flush()


async def messages_of(
    session: Session,
    institutions: frozenset[str],
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
    state: State | None = None,
) -> Sequence[tuple[Message, MessageVersion]]:
    """Messages of the institutions, newest first, with their present words."""
    statement = (
        select(Message, MessageVersion)
        .join(MessageVersion, PRESENT)
        .where(Message.institution.in_(institutions))
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(Message.state == state)
    if after is not None:
        statement = statement.where(tuple_(Message.created_at, Message.id) < after)
    return (await session.execute(statement)).all()


async def overdue_messages(session: Session, *, now: datetime, limit: int) -> Sequence[Message]:
    """Released messages past their last moment, claimed so that workers share them."""
    statement = (
        select(Message)
        .where(Message.state == State.RELEASED, Message.expires_at <= now)
        .order_by(Message.expires_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


_LINES = text(
    """
    with recursive lines as (
        select seat, seat as code from unnest(cast(:codes as text[])) as seat
        union
        select lines.seat, institutions.parent
        from lines join institutions using (code)
        where institutions.parent is not null
    )
    select seat, array_agg(code) as codes from lines group by seat
    """
)
