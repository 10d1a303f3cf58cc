"""Use cases: announce a session, join it, record results, set one right."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.people.codes.rules import code_from, read_code
from registry.people.institutions.service import own_institution
from registry.people.training import queries
from registry.people.training.errors import (
    ParticipantUnknown,
    ResultNotToCorrect,
    TrainingCodeUnknown,
    TrainingInTheFuture,
    TrainingSessionUnknown,
)
from registry.people.training.queries import Attended
from registry.people.training.rules import (
    CorrectionReason,
    Result,
    Sorted,
    TrainingPassed,
    certificate_until,
    may_join,
    sort_out,
)
from registry.people.training.tables import (
    TrainingCorrection,
    TrainingParticipant,
    TrainingSession,
)
from shared.calendar import day_of
from shared.database import Session
from shared.reactions import follow


@dataclass(frozen=True, slots=True)
class Desk:
    """Who records something, for which institutions, when, and how long a pass counts."""

    institutions: Collection[str]
    principal: str
    certificate_days: int
    now: datetime


async def announce(
    session: Session,
    *,
    course: str,
    held_on: date,
    institution: str,
    institutions: Collection[str],
    principal: str,
    now: datetime,
) -> TrainingSession:
    """A course of one of the institutions, with the code that opens a place in it."""
    await own_institution(session, institution, institutions)
    held = TrainingSession(
        institution=institution,
        course=course,
        held_on=held_on,
        join_code=read_code(code_from(os.urandom(16))),
        created_by=principal,
        created_at=now,
    )
    await queries.keep_session(session, held)
    return held


async def training_session(
    session: Session, session_id: UUID, institutions: Collection[str], *, lock: bool = False
) -> TrainingSession:
    """A session of one of the institutions."""
    held = await queries.session_of(session, session_id, institutions, lock=lock)
    if held is None:
        raise TrainingSessionUnknown(session_id=str(session_id))
    return held


async def join(session: Session, me: Participant, written: str, now: datetime) -> Attended:
    """Take a place in the session whose code the trainer shows; once taken, it stays the same."""
    held = await queries.session_by_code(session, read_code(written) or "", me.institution)
    if held is None or not may_join(held.held_on, day_of(now)):
        raise TrainingCodeUnknown
    place = await queries.place_of(session, held.id, me.id)
    if place is None:
        place = TrainingParticipant(
            session_id=held.id,
            place=await queries.places_taken(session, held.id) + 1,
            officer_id=me.id,
            institution=held.institution,
        )
        await queries.keep_participant(session, place)
    return Attended(place, held)


async def record_results(
    session: Session, session_id: UUID, results: Sequence[Result], desk: Desk
) -> Sorted:
    """Keep who passed; badges that only waited for this are granted in the same transaction."""
    held = await training_session(session, session_id, desk.institutions, lock=True)
    _check_held(held, desk.now)
    asked = {result.participant_id for result in results}
    sorted_out = sort_out(results, await queries.recorded_results(session, held.id, asked))
    for passed in (True, False):
        ids = [each.participant_id for each in sorted_out.new if each.passed is passed]
        if ids:
            await _write(session, held, ids, desk, passed=passed)
    return sorted_out


async def correct(
    session: Session, session_id: UUID, result: Result, reason: CorrectionReason, desk: Desk
) -> TrainingParticipant:
    """Set one result right; what it was stays on record, and a pass has its consequences."""
    held = await training_session(session, session_id, desk.institutions, lock=True)
    place = await queries.participant_of(session, result.participant_id, held.id)
    if place is None:
        raise ParticipantUnknown(participant_id=str(result.participant_id))
    if place.passed in (None, result.passed):
        raise ResultNotToCorrect
    correction = TrainingCorrection(
        id=uuid4(),
        participant_id=place.id,
        institution=held.institution,
        passed_before=not result.passed,
        passed=result.passed,
        reason=reason,
        corrected_by=desk.principal,
        corrected_at=desk.now,
    )
    await queries.keep_correction(session, correction)
    await _write(session, held, [place.id], desk, passed=result.passed)
    return place


async def corrections_at(
    session: Session, participant_ids: Collection[UUID]
) -> dict[UUID, list[tuple[CorrectionReason, datetime]]]:
    """What was set right at these places."""
    made: dict[UUID, list[tuple[CorrectionReason, datetime]]] = {}
    for id, reason, at in await queries.corrections_of(session, participant_ids):
        made.setdefault(id, []).append((CorrectionReason(reason), at))
    return made


async def forget(session: Session, officer_id: UUID) -> None:
    """For the erasure of a person: the numbered places stay, and are nobody's."""
    await queries.empty_places(session, officer_id)


def _check_held(held: TrainingSession, now: datetime) -> None:
    today = day_of(now)
    if held.held_on > today:
        raise TrainingInTheFuture(held_on=held.held_on.isoformat(), today=today.isoformat())


async def _write(
    session: Session, held: TrainingSession, ids: Collection[UUID], desk: Desk, *, passed: bool
) -> None:
    recorded = {
        "passed": passed,
        "valid_until": certificate_until(held.held_on, passed=passed, days=desk.certificate_days),
        "recorded_by": desk.principal,
        "recorded_at": desk.now,
    }
    officers = await queries.keep_results(session, ids, recorded)
    if passed and officers:
        await follow(session, TrainingPassed(tuple(officers), desk.now))
