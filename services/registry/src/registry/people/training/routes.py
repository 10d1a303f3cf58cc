"""HTTP for training. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from registry.callers import Attendee, Me, Trainer
from registry.people.institutions.errors import (
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from registry.people.officers import service as officers
from registry.people.officers.errors import NotEnrolled
from registry.people.training import errors, queries, service
from registry.people.training.schemas import (
    AnnounceSession,
    CorrectResult,
    JoinTraining,
    MyTraining,
    MyTrainings,
    ParticipantList,
    ParticipantOut,
    RecordResults,
    ResultsReport,
    TrainingSessionList,
    TrainingSessionOut,
    report,
)
from registry.people.training.service import Desk
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, day_of_key, parsed
from shared.web.idempotency import Once
from shared.web.languages import Spoken
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing

router = api_router("/v1", tags=["training"])
SESSIONS = "/training-sessions"


def desk_of(request: Request, caller: Trainer, now: Now) -> Desk:
    """The caller at this installation's terms."""
    days: int = request.app.state.settings.certificate_days
    return Desk(caller.institutions, caller.principal, days, now)


AtDesk = Annotated[Desk, Depends(desk_of)]


@router.post(
    SESSIONS,
    status_code=201,
    summary="Announce a training session",
    responses=problems(InstitutionHasNoOfficers, InstitutionNotYours, InstitutionUnknown),
)
async def announce_session(
    order: AnnounceSession,
    desk: AtDesk,
    once: Once,
    session: Transaction,
    response: Response,
) -> TrainingSessionOut:
    """A course to come, or one that was held. Whoever attends joins with the `join_code`."""
    held = await service.announce(
        session,
        **order.model_dump(),
        institutions=desk.institutions,
        principal=desk.principal,
        now=desk.now,
    )
    response.headers["Location"] = f"/v1/training-sessions/{held.id}"
    return TrainingSessionOut.of(held)


@router.get(SESSIONS, summary="List training sessions")
async def list_sessions(caller: Trainer, page: Paged, session: Transaction) -> TrainingSessionList:
    """Sessions of the caller's institutions, the newest first."""
    shown, following = await page.of(
        partial(
            queries.page_of_sessions,
            session,
            caller.institutions,
            after=parsed(page, day_of_key, UUID),
        ),
        lambda row: (row.held_on.isoformat(), row.id),
    )
    return TrainingSessionList(items=[TrainingSessionOut.of(row) for row in shown], next=following)


@router.get(
    SESSIONS + "/{session_id}",
    summary="Read a training session",
    responses=problems(errors.TrainingSessionUnknown),
)
async def read_session(
    session_id: UUID, caller: Trainer, session: Transaction
) -> TrainingSessionOut:
    """One session with its code."""
    held = await service.training_session(session, session_id, caller.institutions)
    return TrainingSessionOut.of(held)


@router.get(
    SESSIONS + "/{session_id}/participants",
    summary="List participants",
    responses=problems(errors.TrainingSessionUnknown),
)
async def list_participants(
    session_id: UUID,
    caller: Trainer,
    page: Paged,
    session: Transaction,
    vault: Sealing,
    language: Spoken,
    trail: Trailing,
) -> ParticipantList:
    """Those who joined with the code: the name they show, or the number of their place.

    A place is never given up, so the list does not tell who has left the programme.
    """
    held = await service.training_session(session, session_id, caller.institutions)
    seats, following = await page.of(
        partial(queries.page_of_seats, session, held.id, after=parsed(page, int)),
        lambda seat: (seat.participant.place,),
    )
    names = officers.names_of(vault, [seat.officer for seat in seats if seat.officer])
    corrections = await service.corrections_at(session, [s.participant.id for s in seats])
    people = [seat.participant.officer_id for seat in seats if seat.participant.officer_id]
    await trail.note(session, "participants", people)
    return ParticipantList.of(seats, names, corrections, language, following)


@router.post(
    SESSIONS + "/{session_id}/results",
    summary="Record training results",
    responses=problems(errors.TrainingInTheFuture, errors.TrainingSessionUnknown),
)
async def record_results(
    session_id: UUID,
    order: RecordResults,
    desk: AtDesk,
    once: Once,
    session: Transaction,
    language: Spoken,
) -> ResultsReport:
    """Record who passed, up to 500 at once; the same list again changes nothing.

    Badges that only waited for this are granted in the same transaction.
    """
    return report(await service.record_results(session, session_id, order.read(), desk), language)


@router.post(
    SESSIONS + "/{session_id}/corrections",
    status_code=201,
    summary="Correct a training result",
    responses=problems(
        errors.ParticipantUnknown, errors.ResultNotToCorrect, errors.TrainingSessionUnknown
    ),
)
async def correct_result(
    session_id: UUID,
    order: CorrectResult,
    desk: AtDesk,
    once: Once,
    session: Transaction,
    language: Spoken,
) -> ParticipantOut:
    """Set one result right, with the reason; what it said before stays on record.

    A pass grants what only waited for it. A fail ends no badge; it counts at the next renewal.
    """
    place = await service.correct(session, session_id, order.read(), order.reason, desk)
    return ParticipantOut.of(place, None, language)


@router.post(
    "/me/training",
    status_code=201,
    summary="Join a training session",
    responses=problems(NotEnrolled, errors.TrainingCodeUnknown),
)
async def join_training(
    order: JoinTraining, me: Attendee, once: Once, session: Transaction, now: Now
) -> MyTraining:
    """Take a place with the code the trainer shows, up to seven days after the session.

    Taken again, it is the same place. The trainer sees your place's number, or the name you show.
    """
    return MyTraining.of(await service.join(session, me, order.join_code, now))


@router.get("/me/training", summary="Read one's own trainings", responses=problems(NotEnrolled))
async def list_my_training(me: Me, session: Transaction) -> MyTrainings:
    """Sessions one has joined, with result and certificate."""
    attended = await queries.attended_by(session, me.id)
    return MyTrainings(items=[MyTraining.of(each) for each in attended])
