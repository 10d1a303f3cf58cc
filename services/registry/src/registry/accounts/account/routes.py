"""HTTP for a person's own accounts. No decisions here."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request, Response

from registry.accounts.account import errors, service
from registry.accounts.account.schemas import AccountOut, ChallengeOut, RegisterAccount
from registry.accounts.account.service import Sighting
from registry.callers import Me, Person, Recognising
from registry.people.officers.errors import NotEnrolled
from registry.sealing import Sealing, Vault
from shared.clock import Now
from shared.database import Transaction
from shared.versions import StaleVersion
from shared.web.etags import IfMatch, etag_of
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
        errors.AddressUnreadable,
        errors.LookAlikeHandle,
        errors.PlatformNotSupported,
        NotEnrolled,
        errors.PlatformAlreadyUsed,
        errors.AccountLinkedToAnother,
    ),
)
async def register_account(
    wanted: RegisterAccount,
    response: Response,
    me: Me,
    once: Once,
    session: Transaction,
    now: Now,
) -> AccountOut:
    """Claim an account by its address; it becomes yours once you prove control of it."""
    claimed = await service.register_account(session, wanted.url, me, now)
    response.headers["Location"] = f"/v1/me/accounts/{claimed.id}"
    response.headers["ETag"] = etag_of(claimed.version)
    return AccountOut.of(claimed)


@router.post(
    "/{account_id}/challenges",
    status_code=201,
    summary="Ask for a code",
    responses=problems(errors.AccountUnknown, errors.AccountNotOpen),
)
async def issue_challenge(
    account_id: AccountId,
    me: Me,
    once: Once,
    session: Transaction,
    vault: Sealing,
    now: Now,
) -> ChallengeOut:
    """A code to put into the profile. An earlier code of this account stops counting."""
    code, expires_at = await service.challenge(
        session, account_id, me, key=challenge_key(vault), now=now
    )
    return ChallengeOut.of(code, expires_at)


async def sight_code(
    account_id: AccountId,
    caller: Person,
    recognise: Recognising,
    request: Request,
    vault: Sealing,
    now: Now,
) -> Sighting | None:
    """Look at the profile before the request's own transaction begins."""
    return await service.sight_code(
        request.app.state.sessions,
        request.state.row_scope,
        account_id,
        connectors=request.app.state.connectors,
        key=challenge_key(vault),
        principal=caller.principal,
        recognise=recognise,
        now=now,
    )


@router.post(
    "/{account_id}/proofs",
    summary="Prove control",
    responses=problems(
        errors.AccountUnknown,
        errors.AccountNotOpen,
        errors.ChallengeMissing,
        errors.AnotherAccountBehind,
        errors.ControlNotProven,
        errors.ProfileNotFound,
        errors.ProfilePrivate,
        errors.ProfileNotProfessional,
        errors.AccountLinkedToAnother,
        errors.PlatformUnavailable,
    ),
)
async def prove_control(
    account_id: AccountId,
    sighting: Annotated[Sighting | None, Depends(sight_code)],
    me: Me,
    once: Once,
    session: Transaction,
    vault: Sealing,
    now: Now,
) -> AccountOut:
    """Let the registry read the profile now; when it shows the code, the account is linked.

    Five readings without the code use it up. A platform that does not answer costs none.
    """
    linked = await service.link_account(session, account_id, sighting, me, vault, now)
    return AccountOut.of(linked)


@router.delete(
    "/{account_id}",
    status_code=204,
    summary="Unlink an account",
    responses=problems(errors.AccountUnknown, errors.AccountAlreadyUnlinked, StaleVersion),
)
async def unlink_account(
    account_id: AccountId, me: Me, version: IfMatch, session: Transaction, now: Now
) -> None:
    """Let go of an account at once, without a reason; a badge it carries ends."""
    await service.unlink_account(session, account_id, version=version, me=me, now=now)
