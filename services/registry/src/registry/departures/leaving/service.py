"""Use case: withdraw consent, and all that stood on it."""

from datetime import datetime

from registry.accounts.account import service as accounts
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.callers import Participant
from registry.people.consents import service as consents
from registry.people.consents.rules import ASKED_FOR_BADGES, Purpose
from registry.people.officers import service as officers
from shared.database import Session


async def withdraw(session: Session, me: Participant, purpose: Purpose, now: datetime) -> None:
    """Stop at once: badges end, accounts are unlinked, and with the programme the person leaves."""
    ended = await consents.end(session, me.id, purpose, now)
    if Purpose.INSTITUTION_NAME in ended:
        await officers.hide_name(session, me.id)
    if purpose in ASKED_FOR_BADGES:
        await badges.end_badges_of(session, me.id, EndReason.CONSENT_WITHDRAWN, now)
        await accounts.unlink_accounts_of(session, me.id, now)
    await consents.tell_withdrawn(session, me, ended, now)
    if purpose is Purpose.PROGRAMME:
        await officers.leave(session, me.id, principal=me.principal, now=now)
