"""HTTP for what clients may do. No decisions here."""

from datetime import timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from registry.access.clients.errors import (
    NEEDED,
    ClientDisabled,
    ClientUnknown,
    InstitutionsUnknown,
    ScopeReserved,
    ScopeUnknown,
    ScopeUnreadable,
)
from registry.access.clients.schemas import ClientId
from registry.access.grants import queries, service
from registry.access.grants.errors import (
    GrantDecided,
    GrantPending,
    GrantUnknown,
    ProposerStopped,
    SecondPersonNeeded,
)
from registry.access.grants.rules import GrantState
from registry.access.grants.schemas import (
    ChangeRights,
    GrantedClient,
    GrantList,
    GrantOut,
    RegisterClient,
)
from registry.callers import Registrar
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router(tags=["clients"])

Named = Annotated[ClientId, Path(description="The client's id.", examples=["hr_system"])]
Proposed = Annotated[UUID, Path(description="The proposal's id.")]


def secret_overlap(request: Request) -> timedelta:
    """How long an old secret works beside its successor in this installation."""
    return timedelta(hours=request.app.state.settings.secret_overlap_hours)


Overlap = Annotated[timedelta, Depends(secret_overlap)]


@router.post(
    "/v1/clients",
    status_code=201,
    summary="Register a client",
    responses=problems(InstitutionsUnknown, ScopeReserved, ScopeUnknown, ScopeUnreadable),
)
async def register_client(
    order: RegisterClient,
    caller: Registrar,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> GrantedClient:
    """Make credentials for a machine; the secret is shown once and only its hash is kept.

    A client that is to clear, review, audit or administer may do nothing until another
    administrator confirms, and each of the two sees one half of its secret.
    """
    outcome = await service.register(session, order.name, order.read(), caller, now)
    response.headers["Location"] = f"/v1/clients/{outcome.client.client_id}"
    return GrantedClient.after(outcome)


@router.post(
    "/v1/clients/{client_id}/grants",
    status_code=201,
    summary="Change what a client may do",
    responses=problems(
        ClientDisabled,
        *NEEDED.values(),
        ClientUnknown,
        GrantPending,
        InstitutionsUnknown,
        ScopeReserved,
        ScopeUnknown,
        ScopeUnreadable,
    ),
)
async def change_rights(
    client_id: Named,
    order: ChangeRights,
    caller: Registrar,
    once: Once,
    session: Transaction,
    now: Now,
) -> GrantedClient:
    """Less, or what one administrator may give, is in force at once; the rest waits for a second.

    Moving a client that clears, reviews, audits or administers to other institutions waits, too.
    """
    return GrantedClient.after(await service.change(session, client_id, order.read(), caller, now))


@router.post(
    "/v1/clients/{client_id}/secrets",
    status_code=201,
    summary="Rotate a client's secret",
    responses=problems(*NEEDED.values(), ClientDisabled, ClientUnknown, GrantPending),
)
async def rotate_secret(
    client_id: Named,
    caller: Registrar,
    once: Once,
    session: Transaction,
    overlap: Overlap,
    now: Now,
) -> GrantedClient:
    """A new secret, shown once; the one before works on for a while, so that nothing stops.

    Of a client that clears, reviews, audits or administers you see one half, and the administrator
    who confirms sees the other.
    """
    return GrantedClient.after(await service.rotate(session, client_id, caller, overlap, now))


@router.get("/v1/client-grants", summary="List what waits for a second administrator")
async def list_grants(
    caller: Registrar,
    page: Paged,
    session: Transaction,
    state: Annotated[
        GrantState | None, Query(description="Only those in this state, such as `pending`.")
    ] = None,
) -> GrantList:
    """Proposals with who made them and what became of them."""
    shown, following = await page.of(
        partial(queries.page_of_grants, session, state=state, after=parsed(page, moment_of, UUID)),
        lambda row: (row.proposed_at.isoformat(), row.id),
    )
    return GrantList(items=[GrantOut.of(row) for row in shown], next=following)


@router.post(
    "/v1/client-grants/{grant_id}/confirmation",
    status_code=201,
    summary="Confirm what another administrator proposed",
    responses=problems(
        ClientDisabled,
        GrantDecided,
        GrantUnknown,
        InstitutionsUnknown,
        ProposerStopped,
        SecondPersonNeeded,
    ),
)
async def confirm_grant(
    grant_id: Proposed,
    caller: Registrar,
    once: Once,
    session: Transaction,
    overlap: Overlap,
    now: Now,
) -> GrantedClient:
    """Neither the proposer nor the client itself; the other half of a new secret is shown once."""
    return GrantedClient.after(await service.confirm(session, grant_id, caller, overlap, now))


@router.delete(
    "/v1/client-grants/{grant_id}",
    status_code=204,
    summary="Refuse or take back a proposal",
    responses=problems(GrantDecided, GrantUnknown),
)
async def refuse_grant(
    grant_id: Proposed, caller: Registrar, session: Transaction, now: Now
) -> None:
    """Nothing changes for the client."""
    await service.refuse(session, grant_id, caller, now)
