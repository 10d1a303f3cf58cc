"""The copy told anew: what the registry's feed does not tell any more is observed no more."""

from uuid import uuid4

from sqlalchemy import text

from shared.database import Sessions, system_transaction
from tests.verification.accounts.test_events import enrolled, linked, tell
from verification.accounts.events import COPY
from verification.accounts.queries import linked_accounts

PRINCIPALS = text("select principal from officers where id = any(:ids)")


async def test_what_is_told_again_counts_though_its_position_is_older(sessions: Sessions) -> None:
    officer, account = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1007), linked(account, officer, 1008))

    async with system_transaction(sessions) as session:
        await COPY.doubt(session)
    await tell(sessions, enrolled(officer, 7, "anew"), linked(account, officer, 8))
    async with system_transaction(sessions) as session:
        assert COPY.drop is not None
        await COPY.drop(session)
        assert await linked_accounts(session, [account]) == {account: "instagram"}
        (principal,) = await session.scalars(PRINCIPALS, {"ids": [officer]})
    assert principal.endswith("|anew")


async def test_what_is_not_told_again_is_observed_no_more_and_belongs_to_nobody(
    sessions: Sessions,
) -> None:
    officer, account = uuid4(), uuid4()
    await tell(sessions, enrolled(officer, 1007), linked(account, officer, 1008))

    async with system_transaction(sessions) as session:
        await COPY.doubt(session)
        assert COPY.drop is not None
        await COPY.drop(session)

    async with system_transaction(sessions) as session:
        assert await linked_accounts(session, [account]) == {}
        assert list(await session.scalars(PRINCIPALS, {"ids": [officer]})) == [None]
        kept = text("select linked, url from accounts where id = :id")
        assert tuple((await session.execute(kept, {"id": account})).one()) == (False, None)
