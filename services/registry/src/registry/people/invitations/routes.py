"""HTTP for invitations and their acceptance. No decisions here."""

from uuid import UUID

from fastapi import Request, Response

from registry.callers import Inviter, Newcomer
from registry.people.cohorts.errors import CohortUnknown
from registry.people.consents.errors import ProgrammeConsentMissing, WordingOutdated
from registry.people.invitations import errors, service
from registry.people.invitations.schemas import AcceptInvitation, Invitations, InvitePeople
from registry.people.numbers.errors import NumberRefused
from registry.people.officers.errors import (
    NameConsentMissing,
    NameMissing,
    NumberAlreadyRegistered,
)
from registry.people.officers.schemas import OfficerOut
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.errors import Failure
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.problems import render_failure
from shared.web.routing import api_router

router = api_router("/v1", tags=[])


@router.post(
    "/cohorts/{cohort_id}/invitations",
    summary="Invite people",
    tags=["cohorts"],
    responses=problems(errors.CohortEnded, CohortUnknown),
)
async def invite_people(
    cohort_id: UUID,
    order: InvitePeople,
    caller: Inviter,
    once: Once,
    session: Transaction,
    vault: Sealing,
    now: Now,
) -> Invitations:
    """Invite up to 500 people; each code is shown once and works only with its number.

    Every well-formed number gets a code, whatever is known of it, so the answer tells nothing
    about anybody; an older code of your institution for it ends. Malformed numbers are refused.
    """
    outcomes = await service.invite(
        session,
        vault,
        cohort_id,
        [person.read() for person in order.people],
        institutions=caller.institutions,
        now=now,
    )
    return Invitations.of(outcomes)


@router.post(
    "/me/enrolment",
    status_code=201,
    response_model=OfficerOut,
    summary="Accept an invitation",
    tags=["officers"],
    responses=problems(
        NameConsentMissing,
        NameMissing,
        NumberRefused,
        ProgrammeConsentMissing,
        errors.InvitationLocked,
        errors.InvitationUnknown,
        errors.AlreadyEnrolled,
        NumberAlreadyRegistered,
        errors.NumberNotInvited,
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

    Five wrong numbers lock the invitation. Ignoring it leaves no trace once it has expired. Whoever
    takes part already hears so here, alone, and nothing changes. The `name` is for the own
    institution only, and asks for the consent `institution_name`.
    """
    outcome = await service.enrol(session, vault, order.read(), caller, now)
    if isinstance(outcome, Failure):
        return render_failure(request, outcome)
    return OfficerOut.of(outcome, order.name)
