"""HTTP for a person's own accounts. No decisions here."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from registry.accounts.account import queries, service
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
from registry.accounts.account.schemas import AccountList, AccountOut, ChallengeOut, RegisterAccount
from registry.accounts.account.service import Sighting
from registry.people.officers.errors import NotEnrolled
from registry.people.officers.routes import Person
from registry.sealing import Sealing, Vault
from shared.clock import Now
from shared.database import Transaction
from shared.web.etags import IfMatch, StaleVersion, check_version, etag_of
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/me/accounts", tags=["accounts"])

AccountId = Annotated[UUID, Path(description="Id of one of your accounts.")]


def challenge_key(vault: Vault) -> bytes:
    """The server's key of all codes; it changes with the index key."""
    return vault.fingerprint(b"control challenges")


@router.post(
    "",
    status_code=201,
    summary="Register an account",
    responses=problems(
        AddressUnreadable,
        LookAlikeHandle,
        PlatformNotSupported,
        NotEnrolled,
        PlatformAlreadyUsed,
        AccountLinkedToAnother,
    ),
)
async def register_account(
    wanted: RegisterAccount,
    response: Response,
    caller: Person,
    once: Once,
    session: Transaction,
    now: Now,
) -> AccountOut:
    """Claim an account by its address; it becomes yours once you prove control of it."""
    claimed = await service.register_account(
        session, wanted.url, principal=caller.principal, now=now
    )
    response.headers["Location"] = f"/v1/me/accounts/{claimed.id}"
    response.headers["ETag"] = etag_of(claimed.version)
    return AccountOut.of(claimed)


@router.get("", summary="List your accounts", responses=problems(NotEnrolled))
async def list_accounts(caller: Person, session: Transaction) -> AccountList:
    """Your accounts that are not unlinked."""
    officer = await service.participant(session, caller.principal)
    rows = await queries.accounts_of(session, officer.id)
    return AccountList(items=[AccountOut.of(row) for row in rows])


@router.get(
    "/{account_id}", summary="Read one account", responses=problems(AccountUnknown, NotEnrolled)
)
async def read_account(
    account_id: AccountId, response: Response, caller: Person, session: Transaction
) -> AccountOut:
    """One of your accounts, with the version that a change must name."""
    row = await service.account(session, account_id, caller.principal)
    response.headers["ETag"] = etag_of(row.version)
    return AccountOut.of(row)


@router.post(
    "/{account_id}/challenges",
    status_code=201,
    summary="Ask for a code",
    responses=problems(AccountUnknown, AccountNotOpen),
)
async def issue_challenge(
    account_id: AccountId,
    caller: Person,
    once: Once,
    session: Transaction,
    vault: Sealing,
    now: Now,
) -> ChallengeOut:
    """A code to put into the profile. An earlier code of this account stops counting."""
    code, expires_at = await service.challenge(
        session, account_id, key=challenge_key(vault), principal=caller.principal, now=now
    )
    return ChallengeOut.of(code, expires_at)


async def sight_code(
    account_id: AccountId, caller: Person, request: Request, vault: Sealing, now: Now
) -> Sighting | None:
    """Look at the profile before the request's own transaction begins."""
    return await service.sight_code(
        request.app.state.sessions,
        request.state.row_scope,
        account_id,
        connectors=request.app.state.connectors,
        key=challenge_key(vault),
        principal=caller.principal,
        now=now,
    )


@router.post(
    "/{account_id}/proofs",
    summary="Prove control",
    responses=problems(
        AccountUnknown,
        AccountNotOpen,
        ChallengeMissing,
        ControlNotProven,
        ProfileNotFound,
        ProfilePrivate,
        ProfileNotProfessional,
        AccountLinkedToAnother,
        PlatformUnavailable,
    ),
)
async def prove_control(
    account_id: AccountId,
    caller: Person,
    sighting: Annotated[Sighting | None, Depends(sight_code)],
    once: Once,
    session: Transaction,
    now: Now,
) -> AccountOut:
    """Let the registry read the profile now; when it shows the code, the account is linked.

    Five readings without the code use it up. A platform that does not answer costs none.
    """
    linked = await service.link_account(
        session, account_id, sighting, principal=caller.principal, now=now
    )
    return AccountOut.of(linked)


@router.delete(
    "/{account_id}",
    status_code=204,
    summary="Unlink an account",
    responses=problems(AccountUnknown, AccountAlreadyUnlinked, StaleVersion),
)
async def unlink_account(
    account_id: AccountId, caller: Person, version: IfMatch, session: Transaction, now: Now
) -> None:
    """Let go of an account at once, without a reason; a badge it carries ends."""
    row = await service.account(session, account_id, caller.principal)
    check_version(version, row.version)
    await service.unlink_account(session, account_id, principal=caller.principal, now=now)
