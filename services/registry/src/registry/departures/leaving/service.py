"""Use case: withdraw consent, and all that stood on it."""

from datetime import datetime, timedelta

from registry.accounts.account import service as accounts
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.callers import Participant
from registry.departures.erasure import service as erasure
from registry.departures.erasure.rules import AT_ONCE, Cause
from registry.people.consents import service as consents
from registry.people.consents.rules import ASKED_FOR_BADGES, Purpose
from registry.people.officers import service as officers
from registry.sealing import Vault
from shared.database import Session


async def withdraw(
    session: Session,
    vault: Vault,
    me: Participant,
    purpose: Purpose,
    *,
    wait: timedelta,
    now: datetime,
) -> None:
    """Stop at once: badges end, accounts are unlinked; who leaves is erased after a while."""
    ended = await consents.end(session, me.id, purpose, now)
    if Purpose.INSTITUTION_NAME in ended:
        await officers.hide_name(session, me.id)
    if purpose in ASKED_FOR_BADGES:
        await badges.end_badges_of(session, me.id, EndReason.CONSENT_WITHDRAWN, now)
        await accounts.unlink_accounts_of(session, me.id, now)
    await consents.tell_withdrawn(session, me, ended, now)
    if purpose is Purpose.PROGRAMME:
        await officers.leave(session, me.id, principal=me.principal, now=now)
        await erasure.schedule(session, vault, me.id, Cause.WITHDRAWN, wait=wait, now=now)


async def leave_for_good(session: Session, vault: Vault, principal: str, now: datetime) -> None:
    """Leave, and be erased now: whoever the principal stands for and ever stood for."""
    present = await officers.officer_behind(session, principal)
    if present is not None:
        await withdraw(session, vault, present, Purpose.PROGRAMME, wait=AT_ONCE, now=now)
    await erasure.ask(session, vault, principal, now)
