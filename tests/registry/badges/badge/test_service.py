"""Badges come by rule, once, in the transaction of whatever came last."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, text, update

from registry.badges.badge import service
from registry.badges.badge.jobs import renew_and_expire
from registry.badges.badge.rules import LIFE, BadgeState, EndReason
from registry.badges.badge.tables import Badge
from registry.people.consents.rules import Purpose
from registry.people.institutions.rules import Kind
from shared.database import Session, Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.badges.decisions.told import decision, heard


async def told(sessions: Sessions, badge_id: UUID) -> list[str]:
    return [type for type, _ in await given.events_about(sessions, str(badge_id))]


async def test_who_meets_every_condition_gets_a_badge(sessions: Sessions) -> None:
    holder, reference, badge = await scenes.a_badge(sessions)

    assert (badge.state, badge.handle) == (BadgeState.ACTIVE, reference.handle)
    assert badge.institution == holder.institution
    assert badge.valid_until - badge.valid_from == LIFE
    assert await told(sessions, badge.id) == ["badge.granted.v1"]


async def test_asking_again_grants_nothing_more(sessions: Sessions) -> None:
    holder, _, badge = await scenes.a_badge(sessions)

    await scenes.reconsidered(sessions, holder.id)

    assert await told(sessions, badge.id) == ["badge.granted.v1"]


@pytest.mark.parametrize(
    "lacking",
    [
        {"trained": False},
        {"pledged": False},
        {"consents": (Purpose.PROGRAMME,)},
        {"consents": ()},
    ],
)
async def test_who_lacks_a_condition_gets_none(sessions: Sessions, lacking: dict[str, Any]) -> None:
    holder = await given.an_officer(sessions, **{"trained": True, **lacking})
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    await scenes.found(sessions, account_id)

    await scenes.reconsidered(sessions, holder.id)

    assert await scenes.badge_on(sessions, account_id) is None


async def test_an_institution_that_only_coordinates_has_no_badges(sessions: Sessions) -> None:
    where = await given.an_institution(sessions, Kind.BUMN)
    holder = await given.an_officer(sessions, institution=where, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    await scenes.found(sessions, account_id)

    await scenes.reconsidered(sessions, holder.id)

    assert await scenes.badge_on(sessions, account_id) is None


async def test_the_number_of_statements_does_not_grow_with_the_officers(
    sessions: Sessions,
) -> None:
    code = await given.an_institution(sessions)
    officers, accounts = [], []
    for _ in range(12):
        holder = await given.an_officer(sessions, institution=code, trained=True)
        account_id, _ = await scenes.a_linked_account(sessions, holder)
        await scenes.found(sessions, account_id)
        officers.append(holder.id)
        accounts.append(account_id)

    async with system_transaction(sessions) as session, counted(session) as statements:
        await service.reconsider(session, officers, datetime.now(UTC))

    assert len(statements) == 4
    badges = [await scenes.badge_on(sessions, account_id) for account_id in accounts]
    assert all(badges)


@asynccontextmanager
async def counted(session: Session) -> AsyncIterator[list[str]]:
    """Statements sent meanwhile on the session's connection."""
    connection = (await session.connection()).sync_connection
    statements: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        statements.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)


async def meanwhile(task: asyncio.Task[None]) -> None:
    """Let the other transaction run as far as it can, be it to its end or to a lock."""
    await asyncio.wait([task], timeout=0.5)


async def test_conditions_met_at_the_same_moment_still_give_a_badge(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    results = "update training_participants set passed = {} where officer_id = :id"
    async with system_transaction(sessions) as session:
        await session.execute(text(results.format("false")), {"id": holder.id})
    eligible = decision(account_id, "eligible", at=datetime.now(UTC))

    async with system_transaction(sessions) as session:
        await session.execute(text(results.format("true")), {"id": holder.id})
        await service.reconsider(session, [holder.id], datetime.now(UTC))
        other = asyncio.create_task(heard(sessions, eligible))
        await meanwhile(other)
    await other

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_a_withdrawal_beside_a_grant_leaves_no_badge(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    await scenes.found(sessions, account_id)

    async def withdraw() -> None:
        ended = text("update consents set withdrawn_at = now() where officer_id = :id")
        async with system_transaction(sessions) as session:
            await session.execute(ended, {"id": holder.id})
            reason = EndReason.CONSENT_WITHDRAWN
            await service.end_badges_of(session, holder.id, reason, datetime.now(UTC))

    async with system_transaction(sessions) as session:
        await service.reconsider(session, [holder.id], datetime.now(UTC))
        other = asyncio.create_task(withdraw())
        await meanwhile(other)
    await other

    badge = await scenes.badge_on(sessions, account_id)
    assert badge is not None
    assert badge.state == BadgeState.RETURNED


async def moved_to_end(sessions: Sessions, badge: Badge, *, days: float) -> None:
    """The badge ends that many days from now."""
    end = datetime.now(UTC) + timedelta(days=days)
    values = {"valid_until": end, "valid_from": end - LIFE}
    async with system_transaction(sessions) as session:
        await session.execute(update(Badge).where(Badge.id == badge.id).values(values))


async def test_a_badge_that_still_lacks_nothing_is_renewed(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await moved_to_end(sessions, badge, days=10)

    await renew_and_expire(sessions, {})

    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    assert found.valid_until > datetime.now(UTC) + timedelta(days=370)
    assert await told(sessions, badge.id) == ["badge.granted.v1", "badge.renewed.v1"]


async def test_a_badge_that_lost_eligibility_ends_on_its_day_and_not_before(
    sessions: Sessions,
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await heard(sessions, decision(badge.account_id, "not_yet", at=datetime.now(UTC)))
    await moved_to_end(sessions, badge, days=0.001)

    await renew_and_expire(sessions, {})
    before = await scenes.badge_on(sessions, badge.account_id)
    await moved_to_end(sessions, badge, days=-0.001)
    await renew_and_expire(sessions, {})
    found = await scenes.badge_on(sessions, badge.account_id)

    assert before is not None
    assert before.state == BadgeState.ACTIVE
    assert found is not None
    assert found.state == BadgeState.EXPIRED
    assert await told(sessions, badge.id) == ["badge.granted.v1", "badge.ended.v1"]
