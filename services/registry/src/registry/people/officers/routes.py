"""HTTP for officers. No decisions here."""

from functools import partial
from uuid import UUID

from fastapi import Response

from registry.callers import Person, Provisioner, Reader
from registry.people.institutions.errors import (
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from registry.people.numbers.errors import NumberRefused
from registry.people.officers import queries, service
from registry.people.officers.errors import NotEnrolled, NumberAlreadyRegistered, OfficerUnknown
from registry.people.officers.schemas import OfficerList, OfficerOut, ProvisionOfficer
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["officers"])


@router.get("/me", summary="Read one's own record", responses=problems(NotEnrolled))
async def read_me(caller: Person, session: Transaction) -> OfficerOut:
    """The officer the token stands for, also after leaving the programme."""
    officer = await queries.last_officer_of(session, caller.principal)
    if officer is None:
        raise NotEnrolled
    return OfficerOut.of(officer)


@router.get("/officers", summary="List officers")
async def list_officers(caller: Reader, page: Paged, session: Transaction) -> OfficerList:
    """Officers of the caller's institutions. Numbers are never part of an answer."""
    shown, following = await page.of(
        partial(
            queries.page_of_officers,
            session,
            caller.institutions,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.created_at.isoformat(), row.id),
    )
    return OfficerList(items=[OfficerOut.of(row) for row in shown], next=following)


@router.get("/officers/{officer_id}", summary="Read an officer", responses=problems(OfficerUnknown))
async def read_officer(officer_id: UUID, caller: Reader, session: Transaction) -> OfficerOut:
    """One officer of the caller's institutions; another institution's is 404."""
    return OfficerOut.of(await service.officer(session, officer_id, caller.institutions))


@router.post(
    "/officers",
    status_code=201,
    summary="Provision an officer",
    responses=problems(
        NumberRefused,
        InstitutionHasNoOfficers,
        InstitutionNotYours,
        InstitutionUnknown,
        NumberAlreadyRegistered,
    ),
)
async def provision_officer(
    order: ProvisionOfficer,
    caller: Provisioner,
    once: Once,
    session: Transaction,
    vault: Sealing,
    response: Response,
    now: Now,
) -> OfficerOut:
    """Record a person of one's own institution; taking part still needs invitation and consent."""
    officer = await service.provision(
        session,
        vault,
        institution=order.institution,
        category=order.category,
        number=order.number.get_secret_value(),
        institutions=caller.institutions,
        now=now,
    )
    response.headers["Location"] = f"/v1/officers/{officer.id}"
    return OfficerOut.of(officer)
