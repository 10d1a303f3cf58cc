"""Use cases: ask for a correction, answer one, forget those of a person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.departures.corrections import queries
from registry.departures.corrections.errors import (
    CorrectionAnswered,
    CorrectionNotYours,
    CorrectionUnknown,
    TooManyCorrections,
)
from registry.departures.corrections.rules import ANSWER_WITHIN, MOST_OPEN, CorrectionState, Field
from registry.departures.corrections.tables import Correction
from shared.database import Session


async def ask(
    session: Session, me: Participant, field: Field, right: str, now: datetime
) -> Correction:
    """Tell the institution what is wrong and what would be right; the clock starts."""
    if await queries.open_of(session, me.id) >= MOST_OPEN:
        raise TooManyCorrections(most=str(MOST_OPEN))
    asked = Correction(
        id=uuid4(),
        officer_id=me.id,
        institution=me.institution,
        field=field,
        right=right,
        state=CorrectionState.OPEN,
        asked_at=now,
        due_at=now + ANSWER_WITHIN,
    )
    await queries.keep_correction(session, asked)
    return asked


async def answer(
    session: Session,
    correction_id: UUID,
    words: str,
    *,
    corrected: bool,
    institutions: Collection[str],
    by: str,
    now: datetime,
) -> Correction:
    """Say that it was corrected where it came from, or why not."""
    asked = await queries.correction_in(session, correction_id, institutions)
    if asked is None:
        raise CorrectionUnknown(correction_id=str(correction_id))
    state = CorrectionState.CORRECTED if corrected else CorrectionState.REFUSED
    if not await queries.answer(session, asked, state, words, by=by, now=now):
        raise CorrectionAnswered
    return asked


async def take_back(session: Session, me: Participant, correction_id: UUID) -> None:
    """Delete an own request, as if it had never been sent."""
    if not await queries.delete_correction(session, correction_id, me.id):
        raise CorrectionNotYours(correction_id=str(correction_id))


async def forget(session: Session, officer_id: UUID) -> None:
    """Of an erased officer no request stays, and no answer."""
    await queries.delete_corrections_of(session, officer_id)
