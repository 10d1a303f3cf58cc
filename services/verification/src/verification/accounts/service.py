"""Who may review accounts, and how a holder is forgotten."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from shared.database import Session
from shared.erasure import forget_person
from shared.events.log import record
from shared.reactions import follow
from verification.accounts import queries
from verification.accounts.errors import ReviewerWithoutInstitution
from verification.accounts.rules import AccountsErased


def own_institutions(institutions: Collection[str]) -> Collection[str]:
    """Whose accounts a reviewer passes over; somebody of no institution reviews none at all."""
    if not institutions:
        raise ReviewerWithoutInstitution
    return institutions


async def forget_analysis(
    session: Session, officer_id: UUID, account_ids: Collection[UUID], now: datetime
) -> None:
    """Let go of all that was observed of these accounts, and send a receipt: the person reads it
    in the export, for they still take part.
    """
    await follow(session, AccountsErased(frozenset(account_ids)))
    await record(
        session,
        type="analysis.erased.v1",
        subject=str(officer_id),
        data={"officer_id": str(officer_id), "service": "verification"},
        person=officer_id,
        now=now,
        internal=True,
    )


async def erase_holder(
    session: Session, officer_id: UUID, told: Collection[UUID], now: datetime
) -> None:
    """Forget a person and all that was observed of their accounts, and send a receipt.

    ``told`` are the accounts the registry names: they count also where nothing else was heard.
    """
    known = await queries.accounts_of(session, officer_id)
    account_ids = frozenset((*told, *known))
    await follow(session, AccountsErased(account_ids))
    principal = await queries.principal_of(session, officer_id)
    await queries.delete_holder(session, officer_id, account_ids)
    await forget_person(session, officer_id, principal)
    await record(
        session,
        type="erasure.done.v1",
        subject=str(officer_id),
        data={"officer_id": str(officer_id), "service": "verification"},
        person=None,
        now=now,
        internal=True,
    )
