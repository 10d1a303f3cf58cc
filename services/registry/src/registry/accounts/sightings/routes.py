"""HTTP for what was last seen of accounts. No decisions here."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from registry.accounts.account import errors
from registry.accounts.sightings import queries, service
from registry.accounts.sightings.schemas import (
    LookOrdered,
    LookSoon,
    NameNoted,
    NewName,
    OwnAccount,
    OwnAccounts,
)
from registry.callers import Lookout, Me
from registry.people.officers.errors import NotEnrolled
from shared.clock import Now
from shared.database import Transaction
from shared.web.etags import etag_of
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["accounts"])


@router.get("/me/accounts", summary="List your accounts", responses=problems(NotEnrolled))
async def list_accounts(me: Me, session: Transaction) -> OwnAccounts:
    """Your accounts that are not unlinked, each with the last weekly look at its profile."""
    rows = await queries.own_accounts(session, me.id)
    return OwnAccounts(items=[OwnAccount.seen(account, seen) for account, seen in rows])


@router.get(
    "/me/accounts/{account_id}",
    summary="Read one account",
    responses=problems(errors.AccountUnknown, NotEnrolled),
)
async def read_account(
    account_id: Annotated[UUID, Path(description="Id of one of your accounts.")],
    response: Response,
    me: Me,
    session: Transaction,
) -> OwnAccount:
    """One of your accounts: where it stands, when its profile was last seen, what you should know,
    and the version that a change must name.
    """
    account, sighting = await service.own_account(session, account_id, me)
    response.headers["ETag"] = etag_of(account.version)
    return OwnAccount.seen(account, sighting)


@router.post(
    "/me/accounts/{account_id}/names",
    status_code=202,
    summary="Tell the new name of an account",
    responses=problems(
        errors.AccountUnknown,
        errors.AddressUnreadable,
        errors.LookAlikeHandle,
        errors.PlatformNotSupported,
        errors.NameOfNoWatchedAccount,
        NotEnrolled,
    ),
)
async def tell_name(
    account_id: Annotated[UUID, Path(description="Id of one of your accounts.")],
    order: NewName,
    me: Me,
    once: Once,
    session: Transaction,
    now: Now,
) -> NameNoted:
    """After a change of name, foremost on Instagram, which tells programs nothing of it.

    When the platform finds your account's number behind the new name, the account is `renamed`: the
    old name is official no longer, and a reviewer of another institution looks at the new one. No
    other account can be moved to by this. The profile is read at most once in a quarter of an hour.
    """
    await service.tell_name(session, account_id, order.url, me, now)
    return NameNoted()


@router.post(
    "/sightings",
    status_code=202,
    summary="Have a profile read now",
    responses=problems(
        errors.AddressUnreadable, errors.LookAlikeHandle, errors.PlatformNotSupported
    ),
)
async def look_soon(
    order: LookSoon, caller: Lookout, once: Once, session: Transaction, now: Now
) -> LookOrdered:
    """Bring the weekly look at a linked account forward, after a tip that it was taken over.

    A worker reads the profile within seconds. One look answers all tips until then, and four an
    hour an account are the most; a limit of the platform still holds.
    """
    return LookOrdered(accounts=await service.look_soon(session, order.url, now))
