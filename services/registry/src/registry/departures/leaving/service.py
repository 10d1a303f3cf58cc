"""Use case: withdraw consent, and all that stood on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from registry.accounts.account import service as accounts
from registry.accounts.sightings import service as sightings
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.badges.decisions import service as decisions
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
    forgotten = await _forget_analysis(session, me) if purpose is Purpose.AUDIENCE_ANALYSIS else ()
    await consents.tell_withdrawn(session, me, ended, now, forgotten=forgotten)
    if purpose is Purpose.PROGRAMME:
        await officers.leave(session, me.id, principal=me.principal, now=now)
        await erasure.schedule(session, vault, me.id, Cause.WITHDRAWN, wait=wait, now=now)


async def _forget_analysis(session: Session, me: Participant) -> Sequence[UUID]:
    """What was seen and judged of the person's accounts goes with the consent to it; which they
    were. Whoever leaves the programme is erased as a whole instead.
    """
    account_ids = await erasure.accounts_of(session, me.id)
    await sightings.forget(session, account_ids)
    await decisions.forget(session, me.id)
    return account_ids


async def leave_for_good(session: Session, vault: Vault, principal: str, now: datetime) -> None:
    """Leave, and be erased now: whoever the principal stands for and ever stood for."""
    present = await officers.officer_behind(session, principal)
    if present is not None:
        await withdraw(session, vault, present, Purpose.PROGRAMME, wait=AT_ONCE, now=now)
    await erasure.ask(session, vault, principal, now)
