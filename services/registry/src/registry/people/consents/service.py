"""Use cases: pledge, agree, and withdraw at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from registry.accounts.account import service as accounts
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.people.consents import queries
from registry.people.consents.errors import ConsentNotGiven, WordingOutdated
from registry.people.consents.rules import (
    CONSENT_VERSION,
    CONSENTS,
    PLEDGE,
    Channel,
    Purpose,
    withdrawn_with,
)
from registry.people.consents.tables import Consent
from registry.people.officers import queries as officers
from registry.people.officers.tables import Officer
from shared.calendar import JAKARTA
from shared.database import Session
from shared.events.log import record, record_all
from shared.language import Language


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a person agrees to, in the version and language that was read."""

    purposes: Collection[Purpose]
    text_version: str
    language: Language


def check_version(given: str, current: str) -> None:
    """Refuse an agreement to words that are not in force."""
    if given != current:
        raise WordingOutdated(given=given, current=current)


async def accept_pledge(
    session: Session, officer: Officer, version: str, language: Language, now: datetime
) -> None:
    """Keep which words of the pledge were accepted, and when."""
    check_version(version, PLEDGE.version)
    row = {
        "officer_id": officer.id,
        "version": version,
        "institution": officer.institution,
        "text_sha256": PLEDGE.sha256(language),
        "language": language,
        "accepted_at": now,
    }
    await queries.keep_pledge(session, row)


async def agree(
    session: Session, officer: Officer, agreement: Agreement, channel: Channel, now: datetime
) -> None:
    """Keep a proof of consent for each purpose."""
    check_version(agreement.text_version, CONSENT_VERSION)
    rows = [
        {
            "id": uuid4(),
            "officer_id": officer.id,
            "institution": officer.institution,
            "purpose": purpose,
            "text_version": CONSENTS[purpose].version,
            "text_sha256": CONSENTS[purpose].sha256(agreement.language),
            "language": agreement.language,
            "channel": channel,
            "given_at": now,
        }
        for purpose in sorted(set(agreement.purposes))
    ]
    if rows:
        await queries.keep_consents(session, rows)


async def agree_again(
    session: Session, officer: Officer, agreement: Agreement, now: datetime
) -> Collection[Consent]:
    """Take up a purpose later on; a badge that only lacked it is granted."""
    await agree(session, officer, agreement, Channel.SELF_SERVICE, now)
    await badges.reconsider(session, [officer.id], now)
    return await queries.live_consents(session, officer.id)


async def withdraw(
    session: Session, officer: Officer, purpose: Purpose, *, actor: str, now: datetime
) -> None:
    """Stop at once: badges end, accounts are unlinked, and with the programme the person leaves."""
    ended = await queries.end_consents(session, officer.id, withdrawn_with(purpose), now)
    if purpose not in ended:
        raise ConsentNotGiven(purpose=purpose)
    await badges.end_badges_of(session, officer.id, EndReason.CONSENT_WITHDRAWN, now)
    await accounts.unlink_accounts_of(session, officer.id, now)
    subject = str(officer.id)
    facts = [{"officer_id": subject, "purpose": each} for each in ended]
    happenings = [("consent.withdrawn.v1", subject, fact) for fact in facts]
    await record_all(session, happenings, now=now, internal=True, actor=actor)
    if purpose is Purpose.PROGRAMME:
        await _leave(session, officer, actor=actor, now=now)


async def _leave(session: Session, officer: Officer, *, actor: str, now: datetime) -> None:
    await officers.withdraw_officer(session, officer.id, now)
    await officers.end_numbers(session, officer.id, now.astimezone(JAKARTA).date())
    await record(
        session,
        type="officer.left.v1",
        subject=str(officer.id),
        data={"officer_id": str(officer.id)},
        internal=True,
        actor=actor,
        now=now,
    )
