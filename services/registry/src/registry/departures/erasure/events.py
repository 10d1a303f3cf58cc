"""What the peers' events do to erasures."""

from uuid import UUID

from registry.departures.erasure import service
from shared.clock import current_time
from shared.database import Session
from shared.events import Event


async def take_receipt(session: Session, event: Event) -> None:
    """A peer says that it has erased somebody."""
    told = event.data
    await service.take_receipt(session, UUID(told["officer_id"]), told["service"], current_time())


HANDLERS = {"erasure.done.v1": take_receipt}
