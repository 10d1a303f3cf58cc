"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from registry.people.officers.tables import Officer
from registry.people.training.tables import (
    TrainingCorrection,
    TrainingParticipant,
    TrainingSession,
)
from shared.database import Session


@dataclass(frozen=True, slots=True)
class Seat:
    """A place with whoever has it; nobody once the person was erased."""

    participant: TrainingParticipant
    officer: Officer | None


@dataclass(frozen=True, slots=True)
class Attended:
    """A place with its session."""

    participant: TrainingParticipant
    held: TrainingSession


async def keep_session(session: Session, held: TrainingSession) -> None:
    """Insert it, at once."""
    session.add(held)
    await session.flush()


async def session_of(
    session: Session, session_id: UUID, institutions: Collection[str], *, lock: bool = False
) -> TrainingSession | None:
    """A training session of one of the institutions, locked while its results are written."""
    statement = select(TrainingSession).where(
        TrainingSession.id == session_id, TrainingSession.institution.in_(institutions)
    )
    return await session.scalar(statement.with_for_update() if lock else statement)


async def page_of_sessions(
    session: Session,
    institutions: Collection[str],
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Sequence[TrainingSession]:
    """Sessions of the institutions, the newest first."""
    statement = select(TrainingSession).where(TrainingSession.institution.in_(institutions))
    if after is not None:
        held_on, id = after
        statement = statement.where(
            (TrainingSession.held_on < held_on)
            | ((TrainingSession.held_on == held_on) & (TrainingSession.id > id))
        )
    statement = statement.order_by(TrainingSession.held_on.desc(), TrainingSession.id)
    return (await session.scalars(statement.limit(limit))).all()


async def session_by_code(
    session: Session, join_code: str, institution: str
) -> TrainingSession | None:
    """The institution's session with this code, locked while a place in it is taken."""
    statement = (
        select(TrainingSession)
        .where(TrainingSession.join_code == join_code, TrainingSession.institution == institution)
        .with_for_update()
    )
    return await session.scalar(statement)


async def place_of(
    session: Session, session_id: UUID, officer_id: UUID
) -> TrainingParticipant | None:
    """The officer's place in a session."""
    statement = select(TrainingParticipant).where(
        TrainingParticipant.session_id == session_id, TrainingParticipant.officer_id == officer_id
    )
    return await session.scalar(statement)


async def places_taken(session: Session, session_id: UUID) -> int:
    """How many places a session has; none is ever given up."""
    taken = select(func.count()).where(TrainingParticipant.session_id == session_id)
    return int(await session.scalar(taken) or 0)


async def keep_participant(session: Session, participant: TrainingParticipant) -> None:
    """Insert it, at once."""
    session.add(participant)
    await session.flush()


async def participant_of(
    session: Session, participant_id: UUID, session_id: UUID
) -> TrainingParticipant | None:
    """A participant of this session."""
    statement = select(TrainingParticipant).where(
        TrainingParticipant.id == participant_id, TrainingParticipant.session_id == session_id
    )
    return await session.scalar(statement)


async def page_of_seats(
    session: Session, session_id: UUID, *, after: tuple[int] | None, limit: int
) -> list[Seat]:
    """The places of a session in their order."""
    statement = (
        select(TrainingParticipant, Officer)
        .outerjoin(Officer, Officer.id == TrainingParticipant.officer_id)
        .where(TrainingParticipant.session_id == session_id)
    )
    if after is not None:
        statement = statement.where(TrainingParticipant.place > after[0])
    rows = await session.execute(statement.order_by(TrainingParticipant.place).limit(limit))
    return [Seat(participant, officer) for participant, officer in rows]


async def attended_by(session: Session, officer_id: UUID) -> list[Attended]:
    """Sessions an officer has a place in, the newest first."""
    statement = (
        select(TrainingParticipant, TrainingSession)
        .join(TrainingSession, TrainingSession.id == TrainingParticipant.session_id)
        .where(TrainingParticipant.officer_id == officer_id)
        .order_by(TrainingSession.held_on.desc(), TrainingSession.id)
    )
    return [Attended(participant, held) for participant, held in await session.execute(statement)]


async def recorded_results(
    session: Session, session_id: UUID, asked: Collection[UUID]
) -> dict[UUID, bool | None]:
    """Which of the participants there are, and who of them passed or failed so far."""
    statement = select(TrainingParticipant.id, TrainingParticipant.passed).where(
        TrainingParticipant.session_id == session_id, TrainingParticipant.id.in_(asked)
    )
    return {row.id: row.passed for row in await session.execute(statement)}


async def keep_results(
    session: Session, ids: Collection[UUID], recorded: dict[str, Any]
) -> Sequence[UUID]:
    """Write one result to many places; the officers who have them."""
    statement = (
        update(TrainingParticipant)
        .where(TrainingParticipant.id.in_(ids))
        .values(recorded)
        .returning(TrainingParticipant.officer_id)
    )
    return [id for id in await session.scalars(statement) if id is not None]


async def keep_correction(session: Session, correction: TrainingCorrection) -> None:
    """Insert it, at once."""
    session.add(correction)
    await session.flush()


async def empty_places(session: Session, officer_id: UUID) -> None:
    """The places stay as they are, and are nobody's."""
    statement = update(TrainingParticipant).where(TrainingParticipant.officer_id == officer_id)
    await session.execute(statement.values(officer_id=None))


async def corrections_of(
    session: Session, participant_ids: Collection[UUID]
) -> Sequence[tuple[UUID, str, datetime]]:
    """What was set right at these places, in the order it was."""
    statement = (
        select(
            TrainingCorrection.participant_id,
            TrainingCorrection.reason,
            TrainingCorrection.corrected_at,
        )
        .where(TrainingCorrection.participant_id.in_(participant_ids))
        .order_by(TrainingCorrection.corrected_at, TrainingCorrection.id)
    )
    return [(id, reason, at) for id, reason, at in await session.execute(statement)]
