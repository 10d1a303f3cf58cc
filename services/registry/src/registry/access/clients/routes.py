"""HTTP for clients. No decisions here."""

from datetime import timedelta
from functools import partial
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Path, Request, Response

from registry.access.clients import queries, service
from registry.access.clients.errors import (
    ClientDisabled,
    ClientUnknown,
    ScopeReserved,
    ScopeUnreadable,
)
from registry.access.clients.schemas import (
    ClientId,
    ClientList,
    ClientOut,
    RegisterClient,
    RegisteredClient,
)
from registry.callers import Registrar
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/clients", tags=["clients"])

Named = Annotated[ClientId, Path(description="The client's id.", examples=["hr_system"])]


def secret_overlap(request: Request) -> timedelta:
    """How long an old secret works beside its successor in this installation."""
    return timedelta(hours=request.app.state.settings.secret_overlap_hours)


Overlap = Annotated[timedelta, Depends(secret_overlap)]


@router.post(
    "",
    status_code=201,
    summary="Register a client",
    responses=problems(ScopeUnreadable, ScopeReserved),
)
async def register_client(
    order: RegisterClient,
    caller: Registrar,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> RegisteredClient:
    """Make credentials for a machine; the secret is shown once and only its hash is kept."""
    registration = await service.register(session, str(uuid4()), order.read(), now)
    response.headers["Location"] = f"/v1/clients/{registration.client.client_id}"
    return RegisteredClient.with_secret(registration)


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
    responses=problems(ClientUnknown),
)
async def disable_client(
    client_id: Named, caller: Registrar, session: Transaction, now: Now
) -> None:
    """No new tokens at once; the registry refuses tokens that still live within a minute."""
    await service.disable(session, client_id, principal=caller.principal, now=now)


@router.post(
    "/{client_id}/secrets",
    status_code=201,
    summary="Rotate a client's secret",
    responses=problems(ClientDisabled, ClientUnknown),
)
async def rotate_secret(
    client_id: Named,
    caller: Registrar,
    once: Once,
    session: Transaction,
    overlap: Overlap,
    now: Now,
) -> RegisteredClient:
    """A new secret, shown once; the one before works on for a while, so that nothing stops."""
    rotated = await service.rotate_secret(session, client_id, overlap=overlap, now=now)
    return RegisteredClient.with_secret(rotated)
