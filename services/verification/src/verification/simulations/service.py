"""Use cases: have a draft simulated, count a batch, read the outcome."""

from datetime import datetime
from uuid import UUID

from shared.calendar import IsoWeek
from shared.caller import Caller
from shared.database import Session
from shared.jobs import enqueue
from verification.eligibility import service as eligibility
from verification.policies import queries as policies
from verification.policies import service as drafts
from verification.simulations import queries
from verification.simulations.errors import SimulationUnknown
from verification.simulations.rules import SimulationState, counted
from verification.simulations.tables import Simulation

JOB = "simulate_policy"


async def start(session: Session, draft_id: UUID, caller: Caller, now: datetime) -> Simulation:
    """Queue the judging of the week that has ended, by the draft and by the policy of that week."""
    await drafts.open_draft(session, draft_id)
    ended = IsoWeek.of(now).plus(-1).monday
    policy = await policies.policy_in_force(session, on=ended)
    simulation = await queries.add_simulation(
        session, draft_id, ended, compared_with=policy.version, by=caller.principal, now=now
    )
    await _enqueue(session, simulation.id)
    return simulation


async def resume(session: Session) -> None:
    """Queue every unfinished simulation again; one that is queued or worked on stays as it is."""
    for simulation_id in await queries.unfinished(session):
        await _enqueue(session, simulation_id)


async def simulation_of(session: Session, draft_id: UUID, simulation_id: UUID) -> Simulation:
    """The simulation of this draft, or the fact that there is none."""
    found = await queries.simulation(session, simulation_id)
    if found is None or found.draft_id != draft_id:
        raise SimulationUnknown(simulation_id=str(simulation_id))
    return found


async def count_batch(session: Session, simulation_id: UUID, *, limit: int, now: datetime) -> bool:
    """Count the next accounts; whether there may be more."""
    simulation = await queries.simulation(session, simulation_id, held=True)
    if simulation is None or simulation.state == SimulationState.COMPLETED:
        return False
    accounts = await queries.next_accounts(session, simulation.reached, limit=limit)
    if not accounts:
        await queries.complete(session, simulation, now=now)
        await drafts.mark_simulated(session, simulation.draft_id, now)
        return False
    draft = await drafts.draft_of(session, simulation.draft_id)
    before = await policies.policy_of(session, simulation.compared_with)
    sides = (before, drafts.policy_of(draft.criteria, simulation.week))
    compared = await eligibility.compared(session, accounts, simulation.week, sides)
    changes = counted(simulation.changes, compared)
    await queries.keep(
        session, simulation, reached=accounts[-1], judged=len(compared), changes=changes
    )
    return True


async def _enqueue(session: Session, simulation_id: UUID) -> None:
    payload = {"simulation_id": str(simulation_id)}
    await enqueue(session, JOB, payload, dedupe_key=f"simulation:{simulation_id}")
