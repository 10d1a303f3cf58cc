"""HTTP for corrections. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query

from registry.callers import Corrector, Me
from registry.departures.corrections import queries, service
from registry.departures.corrections.errors import (
    CorrectionAnswered,
    CorrectionNotYours,
    CorrectionUnknown,
    TooManyCorrections,
)
from registry.departures.corrections.rules import CorrectionState
from registry.departures.corrections.schemas import (
    AnswerCorrection,
    AskCorrection,
    CorrectionList,
    CorrectionOut,
    OwnCorrections,
)
from registry.people.officers.errors import NotEnrolled
from shared.clock import Now
from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing

router = api_router("/v1", tags=["my data"])
State = Annotated[CorrectionState, Query(description="Those that wait, or those answered.")]


@router.post(
    "/me/corrections",
    status_code=201,
    summary="Ask for a correction",
    responses=problems(NotEnrolled, TooManyCorrections),
)
async def ask_correction(
    order: AskCorrection, me: Me, once: Once, session: Transaction, now: Now
) -> CorrectionOut:
    """Tell your institution what is wrong about you. It answers within 3 × 24 hours."""
    return CorrectionOut.of(await service.ask(session, me, order.field, order.right, now))


@router.get("/me/corrections", summary="List your corrections", responses=problems(NotEnrolled))
async def list_own_corrections(me: Me, session: Transaction) -> OwnCorrections:
    """What you asked for and what was answered."""
    rows = await queries.corrections_of(session, me.id)
    return OwnCorrections(items=[CorrectionOut.of(row) for row in rows])


@router.delete(
    "/me/corrections/{correction_id}",
    status_code=204,
    summary="Take a correction request back",
    responses=problems(NotEnrolled, CorrectionNotYours),
)
async def take_back_correction(correction_id: UUID, me: Me, session: Transaction) -> None:
    """It is gone for you and for your institution, answered or not, and leaves no trace.

    So a request that is missing from a list tells nobody that somebody has left.
    """
    await service.take_back(session, me, correction_id)


@router.get(
    "/corrections",
    summary="List what was asked to be corrected",
    responses=problems(CursorUnreadable),
)
async def list_corrections(
    caller: Corrector,
    session: Transaction,
    page: Paged,
    trail: Trailing,
    state: State = CorrectionState.OPEN,
) -> CorrectionList:
    """Requests to the caller's institutions, the one due first first; they do not say who asks.

    Whoever asked may take a request back at any time: one that is gone says nothing more.
    """
    shown, following = await page.of(
        partial(
            queries.page_of_corrections,
            session,
            caller.institutions,
            state,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.due_at.isoformat(), row.id),
    )
    await trail.note(session, "corrections", [row.officer_id for row in shown])
    return CorrectionList(items=[CorrectionOut.of(row) for row in shown], next=following)


@router.post(
    "/corrections/{correction_id}/answer",
    summary="Answer a correction request",
    responses=problems(CorrectionUnknown, CorrectionAnswered),
)
async def answer_correction(
    correction_id: UUID,
    order: AnswerCorrection,
    caller: Corrector,
    once: Once,
    session: Transaction,
    now: Now,
) -> CorrectionOut:
    """Correct it where it came from, then say so; or say why not. The person reads the reason."""
    answered = await service.answer(
        session,
        correction_id,
        order.reason,
        corrected=order.corrected,
        institutions=caller.institutions,
        by=caller.principal,
        now=now,
    )
    return CorrectionOut.of(answered)
