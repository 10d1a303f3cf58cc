"""Use cases: schedule an erasure, erase what is due, take receipts, tell how far it is."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from registry.access.grants import service as grants
from registry.accounts.account import service as accounts
from registry.accounts.sightings import service as sightings
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.departures.corrections import service as corrections
from registry.departures.erasure import queries
from registry.departures.erasure.errors import ReceiptUnknown
from registry.departures.erasure.queries import Told
from registry.departures.erasure.rules import AT_ONCE, Cause
from registry.departures.erasure.tables import Erasure
from registry.people.codes.rules import code_from, read_code
from registry.people.consents import service as consents
from registry.people.invitations import service as invitations
from registry.people.officers import service as officers
from registry.people.officers.errors import NotEnrolled
from registry.people.training import service as training
from registry.sealing import Vault
from shared.database import Session
from shared.erasure import forget_person
from shared.events import Happening
from shared.events.log import record, record_all
from shared.jobs import enqueue

JOB = "erase_due"


def receipt_code(vault: Vault, erasure_id: UUID) -> str:
    """The code that answers for an erasure when nobody is left to ask; made anew, never kept."""
    return code_from(vault.fingerprint(f"erasure receipt {erasure_id}".encode())[:16])


def _receipt_hash(vault: Vault, written: str) -> bytes:
    return vault.fingerprint((read_code(written) or "").encode())


async def schedule(
    session: Session,
    vault: Vault,
    officer_id: UUID,
    cause: Cause,
    *,
    wait: timedelta,
    now: datetime,
) -> None:
    """Erase the person after a while; asked for again, the sooner moment counts."""
    id = uuid4()
    row = {
        "id": id,
        "officer_id": officer_id,
        "cause": cause,
        "receipt_hash": _receipt_hash(vault, receipt_code(vault, id)),
        "requested_at": now,
        "due_at": now + wait,
    }
    await queries.schedule(session, row)


async def ask(session: Session, vault: Vault, principal: str, now: datetime) -> None:
    """Erase everybody the principal stands for or stood for, as soon as a worker can."""
    officer_ids = await queries.officers_behind(session, principal)
    if not officer_ids:
        raise NotEnrolled
    for officer_id in officer_ids:
        await schedule(session, vault, officer_id, Cause.ASKED, wait=AT_ONCE, now=now)
    await enqueue(session, JOB, {})


async def erase_next(
    session: Session, vault: Vault, now: datetime, *, issuer: str | None = None
) -> bool:
    """Erase whoever is due first, wholly or not at all; whether somebody was.

    ``issuer`` is the embedded one: a person's client of it goes, too.
    """
    erasure = await queries.claim_due(session, now)
    if erasure is None:
        return False
    principal = await queries.principal_of(session, erasure.officer_id)
    await _erase(session, vault, erasure, principal, now)
    if principal is not None and issuer is not None:
        await _forget_device(session, principal, issuer)
    await queries.mark_erased(session, erasure.id, now)
    return True


async def _forget_device(session: Session, principal: str, issuer: str) -> None:
    own, _, client_id = principal.partition("|")
    if own == issuer and not await queries.officers_behind(session, principal):
        await grants.forget_device(session, client_id)


async def _erase(
    session: Session, vault: Vault, erasure: Erasure, principal: str | None, now: datetime
) -> None:
    """From the top of the house down: what stands on other rows goes before them.

    Whoever left has nothing in force any more; whoever a backup brought back has.
    """
    officer_id = erasure.officer_id
    await badges.end_badges_of(session, officer_id, EndReason.CONSENT_WITHDRAWN, now)
    await accounts.unlink_accounts_of(session, officer_id, now)
    account_ids = await queries.accounts_of(session, officer_id)
    badge_ids = await queries.badges_of(session, officer_id)
    await badges.forget(session, vault, officer_id)
    await sightings.forget(session, account_ids)
    leaves_a_mark = await accounts.forget(session, officer_id, now)
    await corrections.forget(session, officer_id)
    await training.forget(session, officer_id)
    await consents.forget(session, officer_id)
    await invitations.forget(session, officer_id, before=erasure.requested_at)
    await officers.forget(session, officer_id, leaves_a_mark=leaves_a_mark, now=now)
    await forget_person(session, officer_id, principal)
    await _tell_erased(session, officer_id, account_ids, badge_ids, now)


async def _tell_erased(
    session: Session,
    officer_id: UUID,
    account_ids: Sequence[UUID],
    badge_ids: Sequence[UUID],
    now: datetime,
) -> None:
    """Opaque ids only: enough for a peer that heard nothing else of this person to forget them."""
    facts = {
        "officer_id": str(officer_id),
        "account_ids": [str(account_id) for account_id in account_ids],
    }
    await record(
        session,
        type="officer.erased.v1",
        subject=str(officer_id),
        data=facts,
        person=None,
        now=now,
        internal=True,
    )
    erased = [
        Happening("badge.erased.v1", str(badge_id), {"badge_id": str(badge_id)}, person=None)
        for badge_id in badge_ids
    ]
    await record_all(session, erased, now=now)


async def accounts_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """Every account the officer ever named, let go or not."""
    return await queries.accounts_of(session, officer_id)


async def take_receipt(session: Session, officer_id: UUID, peer: str, now: datetime) -> None:
    """A peer has erased its part. Somebody it erased who still stands here came back with a backup
    of this database, and is erased again.
    """
    if await erase_again(session, [officer_id], now):
        await enqueue(session, JOB, {})
    await queries.keep_receipt(session, officer_id, peer, now)


async def erase_again(session: Session, officer_ids: Collection[UUID], now: datetime) -> int:
    """Make those of them due who still stand here; how many. Nobody holds a code of this receipt:
    the one they were given names the first erasure.
    """
    standing = await queries.not_erased(session, officer_ids)
    for officer_id in standing:
        row = {
            "id": uuid4(),
            "officer_id": officer_id,
            "cause": Cause.ASKED,
            "receipt_hash": secrets.token_bytes(32),
            "requested_at": now,
            "due_at": now,
        }
        await queries.schedule(session, row)
    return len(standing)


async def erased(session: Session) -> Sequence[UUID]:
    """Everybody who was erased here, the first one first."""
    return await queries.erased(session)


async def erasures_of(session: Session, vault: Vault, principal: str) -> list[tuple[Told, str]]:
    """What is scheduled for whoever holds the token, each with its receipt code."""
    officer_ids = await queries.officers_behind(session, principal)
    scheduled = await queries.erasures_of(session, officer_ids)
    return [(told, receipt_code(vault, told[0].id)) for told in scheduled]


async def erasure_by_receipt(session: Session, vault: Vault, written: str) -> Told:
    """How far the erasure with this code is, without asking who asks."""
    found = await queries.erasure_with(session, _receipt_hash(vault, written))
    if found is None:
        raise ReceiptUnknown
    return found


async def unfinished(session: Session) -> float:
    """How many erasures are due and not done in every service."""
    count, _ = await queries.oldest_unfinished(session)
    return count


async def oldest_age(session: Session) -> float:
    """Seconds since the oldest of them was due."""
    _, seconds = await queries.oldest_unfinished(session)
    return seconds
