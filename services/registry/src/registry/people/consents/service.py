"""Use cases: pledge, agree, and withdraw at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from registry.callers import Participant
from registry.people.consents import queries
from registry.people.consents.errors import ConsentNotGiven, WordingOutdated
from registry.people.consents.rules import (
    CONSENT_VERSION,
    CONSENTS,
    PLEDGE,
    Channel,
    ConsentGiven,
    Purpose,
    withdrawn_with,
)
from registry.people.consents.tables import Consent
from registry.people.officers import service as officers
from registry.sealing import Vault
from shared.database import Session
from shared.events.log import Happening, record_all
from shared.language import Language
from shared.reactions import follow


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a person agrees to, in the version and language that was read."""

    purposes: Collection[Purpose]
    text_version: str
    language: Language
    name: str | None = field(default=None, repr=False)
    """What the institution may see, with the consent to it."""


def check(agreement: Agreement) -> None:
    """Refuse what nobody could keep, before anything is known of who agrees."""
    check_version(agreement.text_version, CONSENT_VERSION)
    officers.check_name(agreement.name, agreed=Purpose.INSTITUTION_NAME in agreement.purposes)


def check_pledge(version: str) -> None:
    """Refuse a pledge to words that are not in force."""
    check_version(version, PLEDGE.version)


def check_version(given: str, current: str) -> None:
    """Refuse an agreement to words that are not in force."""
    if given != current:
        raise WordingOutdated(given=given, current=current)


async def accept_pledge(
    session: Session, me: Participant, version: str, language: Language, now: datetime
) -> None:
    """Keep which words of the pledge were accepted, and when."""
    check_pledge(version)
    row = {
        "officer_id": me.id,
        "version": version,
        "institution": me.institution,
        "text_sha256": PLEDGE.sha256(language),
        "language": language,
        "accepted_at": now,
    }
    await queries.keep_pledge(session, row)


async def agree(
    session: Session,
    vault: Vault,
    me: Participant,
    agreement: Agreement,
    channel: Channel,
    now: datetime,
) -> None:
    """Keep a proof of consent for each purpose, and the name that may be seen."""
    check(agreement)
    rows = [
        {
            "id": uuid4(),
            "officer_id": me.id,
            "institution": me.institution,
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
    if agreement.name is not None:
        await officers.show_name(session, vault, me.id, agreement.name)


async def agree_again(
    session: Session, vault: Vault, me: Participant, agreement: Agreement, now: datetime
) -> Collection[Consent]:
    """Take up a purpose later on; a badge that only lacked it is granted."""
    await agree(session, vault, me, agreement, Channel.SELF_SERVICE, now)
    await follow(session, ConsentGiven(me.id, now))
    return await queries.live_consents(session, me.id)


async def end(
    session: Session, officer_id: UUID, purpose: Purpose, now: datetime
) -> Sequence[Purpose]:
    """Withdraw a purpose and all that goes with it; which those were."""
    ended = await queries.end_consents(session, officer_id, withdrawn_with(purpose), now)
    if purpose not in ended:
        raise ConsentNotGiven(purpose=purpose)
    return ended


async def tell_withdrawn(
    session: Session,
    me: Participant,
    ended: Collection[Purpose],
    now: datetime,
    *,
    forgotten: Collection[UUID] = (),
) -> None:
    """Record each withdrawal, once all that follows from it is done.

    ``forgotten`` are the accounts of which nothing observed may be kept anywhere: named, so that
    an account linked under a later consent loses nothing when the log is read anew.
    """
    account_ids = [str(account_id) for account_id in forgotten]
    facts = [
        {"officer_id": str(me.id), "purpose": purpose, "forgotten_account_ids": account_ids}
        for purpose in ended
    ]
    happenings = [Happening("consent.withdrawn.v1", str(me.id), fact, me.id) for fact in facts]
    await record_all(session, happenings, now=now, internal=True, actor=me.principal)


async def forget(session: Session, officer_id: UUID) -> None:
    """Of an erased officer neither consents nor the pledge stay."""
    await queries.delete_consents_of(session, officer_id)
