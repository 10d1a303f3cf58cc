"""HTTP for everything that is held of the caller. No decisions here."""

from typing import Annotated

from fastapi import Depends, Request

from registry.callers import Exporter, Person
from registry.departures.my_data import service
from registry.departures.my_data.schemas import Export
from registry.departures.my_data.service import OwnPart, PeerPart
from registry.people.officers.errors import NotEnrolled
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import SYSTEM, Transaction, transaction
from shared.paging import CursorUnreadable, Paged
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import AccessList, accesses_shown

router = api_router("/v1/me", tags=["my data"])


async def own_parts(request: Request, caller: Exporter, vault: Sealing) -> list[OwnPart]:
    """Read and let go before anybody else is asked."""
    async with transaction(request.app.state.sessions, SYSTEM) as session:
        return await service.own_parts(session, vault, caller.principal)


Own = Annotated[list[OwnPart], Depends(own_parts)]


async def peer_parts(request: Request, own: Own) -> list[PeerPart]:
    """What the other services answer now."""
    return await service.peer_parts(request.app.state.peers, [part.officer_id for part in own])


Peers = Annotated[list[PeerPart], Depends(peer_parts)]


@router.get("/export", summary="Everything that is held of you", responses=problems(NotEnrolled))
async def export_my_data(caller: Exporter, own: Own, peers: Peers, now: Now) -> Export:
    """One document from all three services: every row about you, as it is stored, and who of the
    staff saw it. What is left out is named with the reason; so is a service that does not answer.
    """
    return Export.of(own, peers, now)


@router.get(
    "/accesses",
    summary="Who saw what is held of you here?",
    responses=problems(CursorUnreadable),
)
async def list_own_accesses(caller: Person, session: Transaction, page: Paged) -> AccessList:
    """Every time somebody of the staff was shown rows about you in the registry, for a year."""
    return await accesses_shown(session, page)
