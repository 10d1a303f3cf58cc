"""Letting go of an account: its badge ends first, and only that one."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from registry.accounts.account import service
from registry.accounts.account.errors import AccountAlreadyUnlinked, AccountUnknown
from registry.badges.badge.rules import BadgeState, EndReason
from registry.callers import Participant
from shared.database import Sessions, system_transaction
from shared.versions import StaleVersion
from tests.registry import given, scenes
from tests.registry.given import Enrolled


async def let_go(sessions: Sessions, officer: Enrolled, account_id: UUID, version: int = 1) -> None:
    me = Participant(officer.id, officer.institution, officer.principal)
    async with system_transaction(sessions) as session:
        await service.unlink_account(
            session, account_id, version=version, me=me, now=datetime.now(UTC)
        )


async def test_the_badge_ends_before_the_account_is_unlinked(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)

    await let_go(sessions, officer, badge.account_id)

    assert await scenes.log_about(sessions, badge.id, badge.account_id) == [
        "badge.granted.v1",
        "badge.ended.v1",
        "account.unlinked.v1",
    ]
    ended = await scenes.badge_on(sessions, badge.account_id)
    assert ended is not None
    assert (ended.state, ended.end_reason) == (BadgeState.RETURNED, EndReason.ACCOUNT_UNLINKED)


async def test_the_badge_on_another_account_of_the_same_officer_stays(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    second, _ = await scenes.a_linked_account(sessions, officer, "instagram")

    await let_go(sessions, officer, second)

    kept = await scenes.badge_on(sessions, badge.account_id)
    assert kept is not None
    assert kept.state == BadgeState.ACTIVE


@pytest.mark.parametrize("mine", [True, False])
async def test_a_stale_version_and_another_persons_account_end_nothing(
    sessions: Sessions, mine: bool
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    asking = officer if mine else await given.an_officer(sessions)

    with pytest.raises(StaleVersion if mine else AccountUnknown):
        await let_go(sessions, asking, badge.account_id, version=2)

    assert await scenes.log_about(sessions, badge.id) == ["badge.granted.v1"]


async def test_letting_go_happens_once(sessions: Sessions) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    await let_go(sessions, officer, badge.account_id)

    with pytest.raises(AccountAlreadyUnlinked):
        await let_go(sessions, officer, badge.account_id, version=2)
