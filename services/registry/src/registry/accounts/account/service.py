"""Use cases: register an account, prove control of it, let go of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from registry.accounts.account import errors, queries
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
from registry.accounts.account.rules.lifecycle import (
    CLAIMS,
    AccountLetGo,
    AccountLinked,
    AccountState,
    AccountStateChanged,
    NewNameConfirmed,
    may_be_challenged,
    number_secret,
)
from registry.accounts.account.tables import Account, ControlChallenge
from registry.accounts.connectors import profiles
from registry.callers import Participant, Recognise
from registry.sealing import Vault
from shared.database import RowScope, Session, Sessions, past_the_fence, transaction
from shared.events.log import Happening, record_all
from shared.reactions import follow
from shared.versions import check_version

Connectors = Mapping[str, profiles.Connector]
"""One connector for every platform."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A profile that was read and did show the code with this hash."""

    code_hash: bytes
    profile: profiles.ProfileSnapshot


async def account(session: Session, account_id: UUID, me: Participant) -> Account:
    """One of the caller's own accounts."""
    found = await queries.account_of(session, account_id, me.id)
    if found is None:
        raise errors.AccountUnknown(account_id=str(account_id))
    return found


def readable_account(url: str) -> AccountRef:
    """The account an address names, or why it may not be registered."""
    match read_address(url):
        case AccountRef() as reference:
            return reference
        case Unreadable(trouble):
            raise errors.AddressUnreadable(trouble=trouble)
        case Elsewhere():
            raise errors.PlatformNotSupported
        case Impossible(look_alike=True):
            raise errors.LookAlikeHandle
        case Impossible():
            raise errors.AddressUnreadable(trouble="impossible_handle")


async def register_account(session: Session, url: str, me: Participant, now: datetime) -> Account:
    """Note an account as claimed by the caller; a claim alone gives nothing and blocks nobody."""
    reference = readable_account(url)
    if await queries.is_linked_to_another(session, reference.platform, reference.key, me.id):
        raise errors.AccountLinkedToAnother
    claimed = Account(
        id=uuid4(),
        officer_id=me.id,
        institution=me.institution,
        platform=reference.platform,
        handle=reference.handle,
        handle_key=reference.key,
        url=reference.url,
        state=AccountState.CLAIMED,
        consented_at=now,
        version=1,
    )
    if not await queries.keep_account(session, claimed):
        raise errors.PlatformAlreadyUsed(platform=reference.platform)
    return claimed


async def challenge(
    session: Session, account_id: UUID, me: Participant, *, key: bytes, now: datetime
) -> tuple[str, datetime]:
    """A code to put into the profile, and until when; an earlier code stops counting."""
    claimed = await account(session, account_id, me)
    if not may_be_challenged(AccountState(claimed.state)):
        raise errors.AccountNotOpen(state=claimed.state)
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
    recognise: Recognise,
    now: datetime,
) -> Sighting | None:
    """Look at the profile, with no transaction open meanwhile; ``None`` when already linked.

    Only a profile that was read and lacks the code costs a try, at once and for good.
    """
    async with transaction(sessions, scope) as session:
        claimed = await account(session, account_id, await recognise(session, principal))
        if claimed.state == AccountState.LINKED:
            return None
        wanted = await _open_challenge(session, claimed, now)
    profile = await _profile(connectors[claimed.platform], claimed)
    if shows_code(key, profile.text, wanted):
        return Sighting(wanted, profile)
    async with transaction(sessions, scope) as session:
        left = await queries.burn_try(session, account_id, wanted)
    raise errors.ControlNotProven(tries_left=left)


async def link_account(
    session: Session,
    account_id: UUID,
    sighting: Sighting | None,
    me: Participant,
    vault: Vault,
    now: datetime,
) -> Account:
    """Link what was proven, once; a badge follows when nothing else is missing."""
    proven = await account(session, account_id, me)
    if proven.state == AccountState.LINKED:
        return proven
    if sighting is None or not await queries.use_up_challenge(
        session, account_id, sighting.code_hash, now
    ):
        raise errors.ChallengeMissing(account_id=str(account_id))
    seen, was_lost = sighting.profile, proven.state == AccountState.CONTROL_LOST
    if proven.platform_account_id not in (None, seen.platform_account_id):
        raise errors.AnotherAccountBehind
    await _take_name(session, proven, seen.platform_account_id, now)
    if not await queries.link(
        session,
        proven,
        number=seen.platform_account_id,
        fingerprint=vault.fingerprint(number_secret(proven.platform, seen.platform_account_id)),
        now=now,
    ):
        raise errors.AccountLinkedToAnother
    await _tell("account.linked.v1", session, proven, me.principal, now)
    await follow(session, AccountLinked(proven.id, me.id, now))
    if was_lost:
        await follow(session, AccountStateChanged(proven.id, me.id, AccountState.LINKED, now))
    return proven


async def change_state(session: Session, held: Account, state: AccountState, now: datetime) -> None:
    """A look at the platform found the account otherwise than it stood; its badge follows."""
    if state is AccountState.LINKED:
        await _take_name(session, held, held.platform_account_id, now)
    if await queries.keep_state(session, held.id, state):
        await follow(session, AccountStateChanged(held.id, held.officer_id, state, now))


async def rename(session: Session, fact: NewNameConfirmed) -> None:
    """The account goes by its new name from now on."""
    renamed = await queries.rename(session, fact.account_id, fact.name)
    if renamed is None:
        raise errors.NewNameHeld
    await _tell("account.renamed.v1", session, renamed, fact.principal, fact.at)


async def unlink_account(
    session: Session, account_id: UUID, *, version: int, me: Participant, now: datetime
) -> None:
    """Let go of one account, and of the badge it carries."""
    held = await account(session, account_id, me)
    check_version(version, held.version)
    if held.state == AccountState.UNLINKED:
        raise errors.AccountAlreadyUnlinked
    await follow(session, AccountLetGo(held.id, me.id, now))
    await _unlink(session, [held], now)


async def unlink_accounts_of(session: Session, officer_id: UUID, now: datetime) -> None:
    """Let go of every account of an officer who stops."""
    await _unlink(session, await queries.accounts_of(session, officer_id), now)


async def _open_challenge(session: Session, claimed: Account, now: datetime) -> bytes:
    """The hash of the code the account may show now."""
    if not may_be_challenged(AccountState(claimed.state)):
        raise errors.AccountNotOpen(state=claimed.state)
    row = await queries.challenge_of(session, claimed.id)
    kept = Challenge(bytes(row.code_hash), row.expires_at, row.tries) if row else None
    if kept is None or kept.status(now) is not ChallengeStatus.OPEN:
        raise errors.ChallengeMissing(account_id=str(claimed.id))
    return kept.code_hash


async def _profile(connector: profiles.Connector, claimed: Account) -> profiles.ProfileSnapshot:
    """The profile under the account's own name; a platform in trouble is nobody's fault."""
    try:
        profile = await connector.fetch_profile(claimed.handle)
    except profiles.NotNow as exc:
        raise errors.PlatformUnavailable(retry_after=exc.retry_after) from exc
    except profiles.NotFound as exc:
        raise errors.ProfileNotFound from exc
    except profiles.NotProfessional as exc:
        raise errors.ProfileNotProfessional from exc
    if profile.protected:
        raise errors.ProfilePrivate
    names = (key_of(claimed.platform, profile.handle), profile.platform_account_id)
    if claimed.handle_key not in names:
        raise errors.ProfileNotFound
    return profile


async def _take_name(session: Session, account: Account, number: str | None, now: datetime) -> None:
    """The platform shows this account behind the name: whoever else held the name has lost it."""
    async with past_the_fence(session):
        for earlier in await queries.others_named(session, account, number):
            await change_state(session, earlier, AccountState.CONTROL_LOST, now)


async def _tell(
    type: str, session: Session, linked: Account, principal: str, now: datetime
) -> None:
    earlier = await queries.earlier_accounts(session, linked)
    facts = {
        "account_id": str(linked.id),
        "earlier_account_ids": [str(account_id) for account_id in earlier],
        "officer_id": str(linked.officer_id),
        "platform": linked.platform,
        "url": linked.url,
        "institution": linked.institution,
    }
    told = Happening(type, str(linked.id), facts, linked.officer_id)
    await record_all(session, [told], internal=True, actor=principal, now=now)


async def _unlink(session: Session, held: Sequence[Account], now: datetime) -> None:
    linked = {account.id: account.officer_id for account in held if account.state not in CLAIMS}
    unlinked = await queries.unlink(session, [account.id for account in held], now)
    await queries.drop_challenges(session, unlinked)
    happenings = [
        Happening(
            "account.unlinked.v1",
            str(account_id),
            {"account_id": str(account_id)},
            linked[account_id],
        )
        for account_id in unlinked
        if account_id in linked
    ]
    await record_all(session, happenings, internal=True, now=now)


async def forget(session: Session, officer_id: UUID, now: datetime) -> bool:
    """Of each account that was ever proven an empty mark stays; whether there was one."""
    await queries.drop_challenges(session, await queries.every_account_of(session, officer_id))
    await queries.delete_unproven(session, officer_id)
    return await queries.empty_accounts(session, officer_id, now)
