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
from registry.people.officers.errors import (
    NotEnrolled,
    NumberAlreadyProvisioned,
    OfficerUnknown,
)
from registry.people.officers.schemas import (
    OfficerList,
    OfficerOut,
    OfficerSeen,
    ProvisionOfficer,
)
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing

router = api_router("/v1", tags=["officers"])


@router.get("/me", summary="Read one's own record", responses=problems(NotEnrolled))
async def read_me(caller: Person, session: Transaction, vault: Sealing) -> OfficerOut:
    """The officer the token stands for, also after leaving the programme."""
    officer = await queries.last_officer_of(session, caller.principal)
    if officer is None:
        raise NotEnrolled
    return OfficerOut.of(officer, service.names_of(vault, [officer]).get(officer.id))


@router.get("/officers", summary="List officers")
async def list_officers(
    caller: Reader, page: Paged, session: Transaction, vault: Sealing, trail: Trailing
) -> OfficerList:
    """Whom HR provisioned, and officers who agreed to show their names to the institution.

    Nobody else, no count, no date: the list never tells who was invited, joined or left.
    """
    shown, following = await page.of(
        partial(
            queries.page_of_officers,
            session,
            caller.institutions,
            after=parsed(page, UUID),
        ),
        lambda row: (row.id,),
    )
    names = service.names_of(vault, shown)
    await trail.note(session, "officers", [row.id for row in shown])
    return OfficerList(items=[OfficerSeen.of(row, names) for row in shown], next=following)


@router.get("/officers/{officer_id}", summary="Read an officer", responses=problems(OfficerUnknown))
async def read_officer(
    officer_id: UUID, caller: Reader, session: Transaction, vault: Sealing, trail: Trailing
) -> OfficerSeen:
    """One officer of the caller's institutions; who shows no name there, or left, is 404."""
    officer = await service.officer(session, officer_id, caller.institutions)
    await trail.note(session, "officer", [officer.id])
    return OfficerSeen.of(officer, service.names_of(vault, [officer]))


@router.post(
    "/officers",
    status_code=201,
    summary="Provision an officer",
    responses=problems(
        NumberRefused,
        InstitutionHasNoOfficers,
        InstitutionNotYours,
        InstitutionUnknown,
        NumberAlreadyProvisioned,
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
) -> OfficerSeen:
    """Record a person of one's own institution; taking part still needs invitation and consent.

    The record says `provisioned` for good: it tells neither whether the person takes part, nor
    whether another institution knows the number.
    """
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
    return OfficerSeen.of(officer, {})
