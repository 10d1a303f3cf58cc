"""Verification told anew: a decision nobody tells any more is no condition of a badge."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from registry.badges.decisions.events import COPY, HANDLERS
from registry.badges.decisions.tables import AccountEligibility
from registry.reactions import REACTIONS
from shared.database import REACTIONS as CARRIED
from shared.database import Sessions, system_transaction
from shared.events.mending import Deferred
from shared.reactions import follow
from tests.registry import given, scenes
from tests.registry.badges.decisions.told import decision, heard


async def known(sessions: Sessions, account: UUID) -> int:
    """Decisions kept on an account."""
    count = select(func.count()).where(AccountEligibility.account_id == account)
    async with system_transaction(sessions) as session:
        return await session.scalar(count) or 0


async def test_a_decision_that_is_told_no_more_is_forgotten(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions)
    account, _ = await scenes.a_linked_account(sessions, holder)
    await heard(sessions, decision(account, "review", at=datetime.now(UTC)))

    async with system_transaction(sessions) as session:
        await COPY.doubt(session)

    assert await known(sessions, account) == 0


async def test_an_earlier_word_grants_nothing_on_the_way_to_the_last(sessions: Sessions) -> None:
    """While all is told again, a row says what was once true; nothing may follow from that."""
    holder = await given.an_officer(sessions, trained=True)
    account, _ = await scenes.a_linked_account(sessions, holder)
    now = datetime.now(UTC)
    words = (("2026-W05", "eligible"), ("2026-W06", "review"))

    async with system_transaction(sessions) as session:
        session.info[CARRIED] = deferred = Deferred()
        for week, word in words:
            event = decision(account, word, at=now, week=week)
            await HANDLERS[event.type](session, event)
        session.info[CARRIED] = REACTIONS
        for fact in deferred.facts:
            await follow(session, fact)

    assert await scenes.badge_on(sessions, account) is None
