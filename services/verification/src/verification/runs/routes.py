"""HTTP for runs. No decisions here."""

from uuid import UUID

from fastapi import Response

from shared.clock import Now
from shared.database import Transaction
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from verification.callers import RunStarter
from verification.runs import service
from verification.runs.errors import RunUnderWay, RunUnknown, WeekNotCome, WeekUnreadable
from verification.runs.schemas import RunOut, StartRun

router = api_router("/v1/runs", tags=["runs"])


@router.post(
    "",
    status_code=202,
    summary="Judge every linked account for a week",
    responses=problems(WeekUnreadable, WeekNotCome, RunUnderWay),
)
async def start_run(
    order: StartRun,
    caller: RunStarter,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> RunOut:
    """Queues the run and answers at once; follow `Location` for its progress. A week can be judged
    again, for instance after late observations, but only by one run at a time.
    """
    run = await service.start_run(session, order.week, requested_by=caller.principal, now=now)
    response.headers["Location"] = f"/v1/runs/{run.id}"
    return RunOut.of(run, now)


@router.get("/{run_id}", summary="Read how far a run has come", responses=problems(RunUnknown))
async def read_run(run_id: UUID, caller: RunStarter, session: Transaction, now: Now) -> RunOut:
    """`scored` grows batch by batch; `state` is `completed` when every account has its verdict."""
    return RunOut.of(await service.run_of(session, run_id), now)
