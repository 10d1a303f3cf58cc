"""A code nobody showed is forgotten a day after it lapsed."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from registry.accounts.account.jobs import purge_challenges
from registry.accounts.account.tables import ControlChallenge
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes


async def a_challenge(sessions: Sessions, *, lapsed_for: timedelta) -> UUID:
    """A code that stopped counting so long ago; its account."""
    officer = await given.an_officer(sessions)
    account_id, _ = await scenes.a_linked_account(sessions, officer)
    code = ControlChallenge(
        account_id=account_id,
        institution=officer.institution,
        code_hash=account_id.bytes,
        expires_at=current_time() - lapsed_for,
        tries=0,
    )
    async with system_transaction(sessions) as session:
        session.add(code)
    return account_id


async def test_a_code_goes_a_day_after_it_lapsed_and_no_sooner(sessions: Sessions) -> None:
    day, minute = timedelta(days=1), timedelta(minutes=1)
    old = await a_challenge(sessions, lapsed_for=day + minute)
    young = await a_challenge(sessions, lapsed_for=day - minute)

    await purge_challenges(sessions, {})

    async with system_transaction(sessions) as session:
        left = set(await session.scalars(select(ControlChallenge.account_id)))
    assert (old in left, young in left) == (False, True)
