"""HTTP for clients that exist. No decisions here."""

from functools import partial
from typing import Annotated

from fastapi import Path

from registry.access.clients import queries, service
from registry.access.clients.errors import NEEDED, ClientUnknown
from registry.access.clients.schemas import ClientId, ClientList, ClientOut
from registry.callers import OwnIssuer, Registrar
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/clients", tags=["clients"])

Named = Annotated[ClientId, Path(description="The client's id.", examples=["hr_system"])]


@router.get("", summary="List clients")
async def list_clients(caller: Registrar, page: Paged, session: Transaction) -> ClientList:
    """Clients with their rights, the disabled ones too."""
    shown, following = await page.of(
        partial(queries.page_of_clients, session, after=parsed(page, moment_of, str)),
        lambda row: (row.created_at.isoformat(), row.client_id),
    )
    return ClientList(items=[ClientOut.of(row) for row in shown], next=following)


@router.get("/{client_id}", summary="Read a client", responses=problems(ClientUnknown))
async def read_client(client_id: Named, caller: Registrar, session: Transaction) -> ClientOut:
    """One client with its rights."""
    return ClientOut.of(await service.client(session, client_id))


@router.delete(
    "/{client_id}",
    status_code=204,
    summary="Disable a client",
    responses=problems(*NEEDED.values(), ClientUnknown),
)
async def disable_client(
    client_id: Named, caller: Registrar, issuer: OwnIssuer, session: Transaction, now: Now
) -> None:
    """No new tokens at once, and within half a minute no service takes those that still live.

    Clients of services, your own and the last administrator's are left to the operator.
    """
    await service.untied(session, client_id, caller, "disable")
    await service.disable(session, client_id, issuer=issuer, principal=caller.principal, now=now)
