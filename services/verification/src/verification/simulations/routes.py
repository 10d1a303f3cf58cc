"""HTTP for simulations. No decisions here."""

from uuid import UUID

from fastapi import Response

from shared.clock import Now
from shared.database import Transaction
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from verification.callers import PolicyMaker
from verification.policies.errors import DraftDecided, DraftUnknown
from verification.simulations import service
from verification.simulations.errors import SimulationUnknown
from verification.simulations.schemas import SimulationOut

router = api_router("/v1/policy-drafts/{draft_id}/simulations", tags=["policies"])


@router.post(
    "",
    status_code=202,
    summary="Count what a draft would change",
    responses=problems(DraftUnknown, DraftDecided),
)
async def start_simulation(
    draft_id: UUID,
    caller: PolicyMaker,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> SimulationOut:
    """Judges every linked account for the week that has ended, by the draft and by the policy of
    that week. Nothing is decided; follow `Location` for the counts.
    """
    simulation = await service.start(session, draft_id, caller, now)
    response.headers["Location"] = f"/v1/policy-drafts/{draft_id}/simulations/{simulation.id}"
    return SimulationOut.of(simulation)


@router.get(
    "/{simulation_id}",
    summary="Read what a draft would change",
    responses=problems(SimulationUnknown),
)
async def read_simulation(
    draft_id: UUID, simulation_id: UUID, caller: PolicyMaker, session: Transaction
) -> SimulationOut:
    """Changed decisions by platform and size once it is `completed`; counts below 10 are hidden."""
    return SimulationOut.of(await service.simulation_of(session, draft_id, simulation_id))
