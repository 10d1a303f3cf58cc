"""HTTP for officers. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from registry.people.cohorts.errors import InvitationLocked, InvitationUnknown, NumberNotInvited
from registry.people.consents.errors import ProgrammeConsentMissing, WordingOutdated
from registry.people.institutions.errors import (
    InstitutionHasNoOfficers,
    InstitutionNotYours,
    InstitutionUnknown,
)
from registry.people.officers import queries, service
from registry.people.officers.errors import (
    AlreadyEnrolled,
    NotEnrolled,
    NumberAlreadyRegistered,
    NumberRefused,
    OfficerUnknown,
)
from registry.people.officers.schemas import (
    AcceptInvitation,
    OfficerList,
    OfficerOut,
    ProvisionOfficer,
)
from registry.people.officers.tables import Officer
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.errors import Failure
from shared.paging import Paged, moment_of, parsed
from shared.web.auth import Caller, Rows, require
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.problems import render_failure
from shared.web.routing import api_router

router = api_router("/v1", tags=["officers"])

Person = Annotated[Caller, Depends(require("registry.me", rows=Rows.SELF))]
Newcomer = Annotated[Caller, Depends(require("registry.me", rows=Rows.ALL))]
"""Sees the invitation that the code opens; every query asks for that one row."""

Reader = Annotated[Caller, Depends(require("registry.officers.read"))]
Provisioner = Annotated[Caller, Depends(require("registry.officers.write"))]


async def current_officer(caller: Person, session: Transaction) -> Officer:
    """The officer the caller is; 404 for a token of nobody in the programme."""
    officer = await queries.officer_of(session, caller.principal)
    if officer is None:
        raise NotEnrolled
    return officer


Me = Annotated[Officer, Depends(current_officer, scope="function")]
"""Fences the rows to the caller's own, so it comes before ``Transaction`` in a signature."""


@router.post(
    "/me/enrolment",
    status_code=201,
    response_model=OfficerOut,
    summary="Accept an invitation",
    responses=problems(
        NumberRefused,
        ProgrammeConsentMissing,
        InvitationLocked,
        InvitationUnknown,
        AlreadyEnrolled,
        NumberAlreadyRegistered,
        NumberNotInvited,
        WordingOutdated,
    ),
)
async def accept_invitation(
    order: AcceptInvitation,
    caller: Newcomer,
    once: Once,
    session: Transaction,
    vault: Sealing,
    now: Now,
    request: Request,
) -> OfficerOut | Response:
    """Take part, with the code and the number it was made for, the pledge and the consents.

    Five wrong numbers lock the invitation. Ignoring it leaves no trace once it has expired.
    """
    outcome = await service.enrol(session, vault, order.read(), caller, now)
    if isinstance(outcome, Failure):
        return render_failure(request, outcome)
    return OfficerOut.of(outcome)


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
        acts_for=caller.institutions,
        now=now,
    )
    response.headers["Location"] = f"/v1/officers/{officer.id}"
    return OfficerOut.of(officer)
