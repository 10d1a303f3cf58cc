"""HTTP for withdrawing consent. No decisions here."""

from datetime import timedelta

from fastapi import Request

from registry.callers import Me, Person
from registry.departures.erasure import service as erasure
from registry.departures.erasure.schemas import OwnErasures
from registry.departures.leaving import service
from registry.people.consents.errors import ConsentNotGiven
from registry.people.consents.rules import Purpose
from registry.people.officers.errors import NotEnrolled
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["consents"])


@router.delete(
    "/me/consents/{purpose}",
    status_code=204,
    summary="Withdraw consent",
    responses=problems(ConsentNotGiven, NotEnrolled),
)
async def withdraw_consent(
    purpose: Purpose, me: Me, request: Request, session: Transaction, vault: Sealing, now: Now
) -> None:
    """Stop at once, without a reason: badges end and accounts are unlinked.

    Withdrawing `programme` also ends taking part, and withdraws every other consent: what is left
    of you is erased within 3 × 24 hours, and `GET /v1/me/erasures` has the clock and a receipt
    code. Withdrawing `audience_analysis` also deletes what was observed and judged of you,
    here and in verification. Withdrawing `institution_name` only makes the name disappear.
    """
    wait = timedelta(hours=request.app.state.settings.erasure_hours)
    await service.withdraw(session, vault, me, purpose, wait=wait, now=now)


@router.delete(
    "/me",
    status_code=202,
    summary="Leave and be erased",
    responses=problems(NotEnrolled),
)
async def leave_for_good(
    caller: Person, session: Transaction, vault: Sealing, now: Now
) -> OwnErasures:
    """Leave at once and be erased in all three services, without a reason and for good.

    There is no way back: a new invitation begins anew. Keep the receipt code; once you are erased
    only `GET /v1/erasure-receipts/{code}` tells how far it is. A measure in force outlives it.
    """
    await service.leave_for_good(session, vault, caller.principal, now)
    return OwnErasures.of(await erasure.erasures_of(session, vault, caller.principal))
