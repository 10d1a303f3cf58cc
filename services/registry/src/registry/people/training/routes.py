"""HTTP for training. No decisions here."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from registry.callers import Trainer
from registry.people.institutions.errors import (
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from registry.people.training import service
from registry.people.training.errors import TrainingInTheFuture, TrainingSessionUnknown
from registry.people.training.schemas import (
    RecordResults,
    RecordSession,
    ResultsRecorded,
    TrainingSessionOut,
)
from registry.people.training.tables import TrainingSession
from shared.clock import Now
from shared.database import Transaction
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/training-sessions", tags=["training"])


def certificate_days(request: Request) -> int:
    """How long a pass counts in this installation."""
    days: int = request.app.state.settings.certificate_days
    return days


CertificateDays = Annotated[int, Depends(certificate_days)]


@router.post(
    "",
    status_code=201,
    summary="Record a training session",
    responses=problems(
        TrainingInTheFuture, InstitutionHasNoOfficers, InstitutionNotYours, InstitutionUnknown
    ),
)
async def record_session(
    order: RecordSession,
    caller: Trainer,
    once: Once,
    session: Transaction,
    now: Now,
) -> TrainingSessionOut:
    """Record that a course was held; results follow."""
    held = TrainingSession(**order.model_dump(), created_by=caller.principal, created_at=now)
    return TrainingSessionOut.of(await service.record_session(session, held, caller.institutions))


@router.post(
    "/{session_id}/results",
    summary="Record training results",
    responses=problems(TrainingSessionUnknown),
)
async def record_results(
    session_id: UUID,
    order: RecordResults,
    caller: Trainer,
    once: Once,
    session: Transaction,
    days: CertificateDays,
    now: Now,
) -> ResultsRecorded:
    """Record who passed, up to 500 at once; the same list again changes nothing.

    Badges that only waited for this are granted in the same transaction.
    """
    outcome = await service.record_results(
        session,
        session_id,
        order.read(),
        institutions=caller.institutions,
        principal=caller.principal,
        certificate_days=days,
        now=now,
    )
    return ResultsRecorded.of(outcome)
