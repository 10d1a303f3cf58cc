"""Verification's decisions bring badges; only the newest word on an account counts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from registry.badges.badge.jobs import renew_and_expire
from registry.badges.badge.rules import BadgeState
from shared.database import Sessions, system_transaction
from tests.registry import given, scenes
from tests.registry.badges.decisions.told import decision, heard


async def test_the_last_condition_may_come_by_event(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)

    await heard(sessions, decision(account_id, "eligible", at=datetime.now(UTC)))

    assert await scenes.badge_on(sessions, account_id) is not None


async def test_an_older_decision_changes_nothing(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    now = datetime.now(UTC)

    await heard(
        sessions,
        decision(account_id, "not_yet", at=now),
        decision(account_id, "eligible", at=now - timedelta(days=7)),
    )

    assert await scenes.badge_on(sessions, account_id) is None


async def test_a_lapsed_decision_grants_nothing(sessions: Sessions) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    past = datetime.now(UTC) - timedelta(days=60)

    await heard(sessions, decision(account_id, "eligible", at=past))

    assert await scenes.badge_on(sessions, account_id) is None


async def test_a_decision_on_an_unknown_account_is_passed_over(sessions: Sessions) -> None:
    await heard(sessions, decision(uuid4(), "eligible", at=datetime.now(UTC)))


async def test_no_machine_ends_a_badge(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    await heard(sessions, decision(badge.account_id, "review", at=datetime.now(UTC)))
    await renew_and_expire(sessions, {})

    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    assert found.state == BadgeState.ACTIVE


async def kept_word(sessions: Sessions, account_id: UUID) -> tuple[str, str]:
    statement = text("select week, decision from account_eligibility where account_id = :id")
    async with system_transaction(sessions) as session:
        row = (await session.execute(statement, {"id": account_id})).one()
    return row.week, row.decision


async def test_a_decision_on_an_older_week_that_comes_later_changes_nothing(
    sessions: Sessions,
) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    now = datetime.now(UTC)

    await heard(
        sessions,
        decision(account_id, "not_yet", at=now, week="2026-W48"),
        decision(account_id, "eligible", at=now + timedelta(hours=1), week="2026-W47"),
    )

    assert await scenes.badge_on(sessions, account_id) is None
    assert await kept_word(sessions, account_id) == ("2026-W48", "not_yet")


@pytest.mark.parametrize(
    ("week", "later"),
    [
        ("2026-W48", timedelta(seconds=1)),
        ("2026-W49", timedelta(hours=-1)),
        ("2027-W01", timedelta(0)),
    ],
)
async def test_the_same_week_decided_again_and_a_newer_week_replace_the_word(
    sessions: Sessions, week: str, later: timedelta
) -> None:
    holder = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, holder)
    now = datetime.now(UTC)

    await heard(
        sessions,
        decision(account_id, "not_yet", at=now, week="2026-W48"),
        decision(account_id, "eligible", at=now + later, week=week),
    )

    assert await scenes.badge_on(sessions, account_id) is not None
    assert await kept_word(sessions, account_id) == (week, "eligible")
