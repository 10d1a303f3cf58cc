"""Every SQL statement of this feature."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from shared.database import Session
from verification.accounts.tables import Account
from verification.simulations.rules import SimulationState
from verification.simulations.tables import Simulation


async def add_simulation(
    session: Session, draft_id: UUID, week: date, *, compared_with: str, by: str, now: datetime
) -> Simulation:
    """A simulation nobody has begun yet."""
    values = {
        "id": uuid4(),
        "draft_id": draft_id,
        "week": week,
        "compared_with": compared_with,
        "state": SimulationState.RUNNING,
        "judged": 0,
        "changes": {},
        "requested_by": by,
        "requested_at": now,
    }
    found = await session.scalars(insert(Simulation).values(values).returning(Simulation))
    simulation: Simulation = found.one()
    return simulation


async def simulation(
    session: Session, simulation_id: UUID, *, held: bool = False
) -> Simulation | None:
    """The simulation; ``held`` by one worker at a time."""
    statement = select(Simulation).where(Simulation.id == simulation_id)
    return await session.scalar(statement.with_for_update() if held else statement)


async def unfinished(session: Session) -> Sequence[UUID]:
    """Simulations that a worker should be busy with."""
    running = select(Simulation.id).where(Simulation.state == SimulationState.RUNNING)
    return (await session.scalars(running)).all()


async def next_accounts(session: Session, after: UUID | None, *, limit: int) -> Sequence[UUID]:
    """Linked accounts in the order of their ids."""
    statement = select(Account.id).where(Account.linked).order_by(Account.id).limit(limit)
    if after is not None:
        statement = statement.where(Account.id > after)
    return (await session.scalars(statement)).all()


async def keep(
    session: Session,
    simulation: Simulation,
    *,
    reached: UUID,
    judged: int,
    changes: Mapping[str, int],
) -> None:
    """How far it has come."""
    simulation.reached, simulation.changes = reached, dict(changes)
    simulation.judged += judged
    await session.flush()


async def complete(session: Session, simulation: Simulation, *, now: datetime) -> None:
    """Every account was counted."""
    simulation.state, simulation.completed_at = SimulationState.COMPLETED, now
    await session.flush()
