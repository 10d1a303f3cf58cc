"""Use cases: register an account, prove control of it, let go of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from registry.accounts.account import queries
from registry.accounts.account.errors import (
    AccountAlreadyUnlinked,
    AccountLinkedToAnother,
    AccountNotOpen,
    AccountUnknown,
    AddressUnreadable,
    ChallengeMissing,
    ControlNotProven,
    LookAlikeHandle,
    PlatformAlreadyUsed,
    PlatformNotSupported,
    PlatformUnavailable,
    ProfileNotFound,
    ProfileNotProfessional,
    ProfilePrivate,
)
from registry.accounts.account.rules.addresses import (
    AccountRef,
    Elsewhere,
    Impossible,
    Unreadable,
    key_of,
    read_address,
)
from registry.accounts.account.rules.challenges import (
    LIFETIME,
    Challenge,
    ChallengeStatus,
    code_hash,
    new_code,
    shows_code,
)
from registry.accounts.account.rules.lifecycle import AccountState, may_be_challenged
from registry.accounts.account.tables import Account, ControlChallenge
from registry.accounts.connectors.profiles import (
    Connector,
    NotFound,
    NotNow,
    NotProfessional,
    Private,
    ProfileSnapshot,
)
from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.people.officers import queries as officers
from registry.people.officers.errors import NotEnrolled
from registry.people.officers.tables import Officer
from shared.database import RowScope, Session, Sessions, transaction
from shared.events.log import record, record_all

Connectors = Mapping[str, Connector]
"""One connector for every platform."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A profile that was read and did show the code with this hash."""

    code_hash: bytes
    profile: ProfileSnapshot


async def participant(session: Session, principal: str) -> Officer:
    """The officer a caller stands for."""
    officer = await officers.officer_of(session, principal)
    if officer is None:
        raise NotEnrolled
    return officer


async def account(session: Session, account_id: UUID, principal: str) -> Account:
    """One of the caller's own accounts."""
    officer = await participant(session, principal)
    found = await queries.account_of(session, account_id, officer.id)
    if found is None:
        raise AccountUnknown(account_id=str(account_id))
    return found


def readable_account(url: str) -> AccountRef:
    """The account an address names, or why it may not be registered."""
    match read_address(url):
        case AccountRef() as reference:
            return reference
        case Unreadable(trouble):
            raise AddressUnreadable(trouble=trouble)
        case Elsewhere():
            raise PlatformNotSupported
        case Impossible(look_alike=True):
            raise LookAlikeHandle
        case Impossible():
            raise AddressUnreadable(trouble="impossible_handle")


async def register_account(session: Session, url: str, *, principal: str, now: datetime) -> Account:
    """Note an account as claimed by the caller; a claim alone gives nothing and blocks nobody."""
    reference = readable_account(url)
    officer = await participant(session, principal)
    if await queries.is_linked_to_another(session, reference.platform, reference.key, officer.id):
        raise AccountLinkedToAnother
    claimed = Account(
        id=uuid4(),
        officer_id=officer.id,
        institution=officer.institution,
        platform=reference.platform,
        handle=reference.handle,
        handle_key=reference.key,
        url=reference.url,
        state=AccountState.CLAIMED,
        consented_at=now,
        version=1,
    )
    if not await queries.keep_account(session, claimed):
        raise PlatformAlreadyUsed(platform=reference.platform)
    return claimed


async def challenge(
    session: Session, account_id: UUID, *, key: bytes, principal: str, now: datetime
) -> tuple[str, datetime]:
    """A code to put into the profile, and until when; an earlier code stops counting."""
    claimed = await account(session, account_id, principal)
    if not may_be_challenged(AccountState(claimed.state)):
        raise AccountNotOpen(state=claimed.state)
    code = new_code(
        key,
        person=str(claimed.officer_id),
        platform=claimed.platform,
        url=claimed.url,
        nonce=secrets.token_bytes(16),
    )
    kept = ControlChallenge(
        account_id=account_id,
        institution=claimed.institution,
        code_hash=code_hash(key, code),
        expires_at=now + LIFETIME,
    )
    await queries.keep_challenge(session, kept)
    await queries.mark_challenged(session, account_id)
    return code, kept.expires_at


async def sight_code(
    sessions: Sessions,
    scope: RowScope,
    account_id: UUID,
    *,
    connectors: Connectors,
    key: bytes,
    principal: str,
    now: datetime,
) -> Sighting | None:
    """Look at the profile, with no transaction open meanwhile; ``None`` when already linked.

    Only a profile that was read and lacks the code costs a try, at once and for good.
    """
    async with transaction(sessions, scope) as session:
        claimed = await account(session, account_id, principal)
        if claimed.state == AccountState.LINKED:
            return None
        wanted = await _open_challenge(session, claimed, now)
    profile = await _profile(connectors[claimed.platform], claimed)
    if shows_code(key, profile.text, wanted):
        return Sighting(wanted, profile)
    async with transaction(sessions, scope) as session:
        left = await queries.burn_try(session, account_id, wanted)
    raise ControlNotProven(tries_left=left)


async def link_account(
    session: Session,
    account_id: UUID,
    sighting: Sighting | None,
    *,
    principal: str,
    now: datetime,
) -> Account:
    """Link what was proven, once; a badge follows when nothing else is missing."""
    proven = await account(session, account_id, principal)
    if proven.state == AccountState.LINKED:
        return proven
    if sighting is None or not await queries.use_up_challenge(
        session, account_id, sighting.code_hash, now
    ):
        raise ChallengeMissing(account_id=str(account_id))
    seen = sighting.profile
    if not await queries.link(
        session,
        proven,
        number=seen.platform_account_id,
        profile_sha256=seen.raw_sha256,
        now=now,
    ):
        raise AccountLinkedToAnother
    await _tell_linked(session, proven, principal, now)
    await badges.reconsider(session, [proven.officer_id], now)
    return proven


async def unlink_account(
    session: Session, account_id: UUID, *, principal: str, now: datetime
) -> None:
    """Let go of one account, and of the badge it carries."""
    held = await account(session, account_id, principal)
    if held.state == AccountState.UNLINKED:
        raise AccountAlreadyUnlinked
    await badges.end_badge_on(session, held, EndReason.ACCOUNT_UNLINKED, now)
    await _unlink(session, [held], now)


async def unlink_accounts_of(session: Session, officer_id: UUID, now: datetime) -> None:
    """Let go of every account of an officer who stops."""
    await _unlink(session, await queries.accounts_of(session, officer_id), now)


async def _open_challenge(session: Session, claimed: Account, now: datetime) -> bytes:
    """The hash of the code the account may show now."""
    if not may_be_challenged(AccountState(claimed.state)):
        raise AccountNotOpen(state=claimed.state)
    row = await queries.challenge_of(session, claimed.id)
    kept = Challenge(bytes(row.code_hash), row.expires_at, row.tries) if row else None
    if kept is None or kept.status(now) is not ChallengeStatus.OPEN:
        raise ChallengeMissing(account_id=str(claimed.id))
    return kept.code_hash


async def _profile(connector: Connector, claimed: Account) -> ProfileSnapshot:
    """The profile under the account's own name; a platform in trouble is nobody's fault."""
    try:
        profile = await connector.fetch_profile(claimed.handle)
    except NotNow as exc:
        raise PlatformUnavailable(retry_after=exc.retry_after) from exc
    except NotFound as exc:
        raise ProfileNotFound from exc
    except Private as exc:
        raise ProfilePrivate from exc
    except NotProfessional as exc:
        raise ProfileNotProfessional from exc
    names = (key_of(claimed.platform, profile.handle), profile.platform_account_id)
    if claimed.handle_key not in names:
        raise ProfileNotFound
    return profile


async def _tell_linked(session: Session, linked: Account, principal: str, now: datetime) -> None:
    facts = {
        "account_id": str(linked.id),
        "officer_id": str(linked.officer_id),
        "platform": linked.platform,
        "handle": linked.handle,
        "url": linked.url,
        "institution": linked.institution,
    }
    await record(
        session,
        type="account.linked.v1",
        subject=str(linked.id),
        data=facts,
        internal=True,
        actor=principal,
        now=now,
    )


async def _unlink(session: Session, held: Sequence[Account], now: datetime) -> None:
    was_linked = {account.id for account in held if account.state == AccountState.LINKED}
    unlinked = await queries.unlink(session, [account.id for account in held], now)
    await queries.drop_challenges(session, unlinked)
    happenings = [
        ("account.unlinked.v1", str(account_id), {"account_id": str(account_id)})
        for account_id in unlinked
        if account_id in was_linked
    ]
    await record_all(session, happenings, internal=True, now=now)
