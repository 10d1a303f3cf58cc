"""HTTP for withdrawing consent. No decisions here."""

from registry.callers import Me
from registry.departures.leaving import service
from registry.people.consents.errors import ConsentNotGiven
from registry.people.consents.rules import Purpose
from registry.people.officers.errors import NotEnrolled
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
async def withdraw_consent(purpose: Purpose, me: Me, session: Transaction, now: Now) -> None:
    """Stop at once, without a reason: badges end and accounts are unlinked.

    Withdrawing `programme` also ends taking part, and withdraws every other consent; withdrawing
    `institution_name` only makes the name disappear.
    """
    await service.withdraw(session, me, purpose, now)
