"""Ending badges: exactly those that are meant, and never all."""

from datetime import UTC, datetime

import pytest

from registry.badges.badge import queries, service
from registry.badges.badge.rules import (
    TRANSITIONS,
    Act,
    BadgeState,
    EndReason,
    Listed,
    OfOfficer,
    OnAccount,
    PauseCause,
    Which,
)
from registry.badges.badge.tables import Badge
from shared.database import Sessions, system_transaction
from tests.registry import scenes

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
WAYS = ("officer", "account", "list")


def meant(badge: Badge, way: str) -> Which:
    """The badge alone, named in one of three ways."""
    ways: dict[str, Which] = {
        "officer": OfOfficer(badge.officer_id),
        "account": OnAccount(badge.account_id),
        "list": Listed([badge.id]),
    }
    return ways[way]


async def ended(sessions: Sessions, which: Which, act: Act = Act.RETURN) -> list[str]:
    """The handles of the badges that ended."""
    reason = EndReason.CONSENT_WITHDRAWN
    async with system_transaction(sessions) as session:
        facts = await queries.end_badges(session, which, TRANSITIONS[act], reason, NOON)
    return [each.handle for each in facts]


async def state_of(sessions: Sessions, badge: Badge) -> str:
    found = await scenes.badge_on(sessions, badge.account_id)
    assert found is not None
    return found.state


@pytest.mark.parametrize("way", WAYS)
async def test_the_badge_that_is_meant_ends_and_somebody_elses_stays(
    sessions: Sessions, way: str
) -> None:
    holder, account, badge = await scenes.a_badge(sessions)
    _, _, theirs = await scenes.a_badge(sessions, institution=holder.institution)

    assert await ended(sessions, meant(badge, way)) == [account.handle]

    assert await state_of(sessions, badge) == BadgeState.RETURNED
    assert await state_of(sessions, theirs) == BadgeState.ACTIVE


async def test_an_empty_list_ends_nothing(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    assert await ended(sessions, Listed([])) == []

    assert await state_of(sessions, badge) == BadgeState.ACTIVE


@pytest.mark.parametrize("way", WAYS)
async def test_what_has_ended_does_not_end_again(sessions: Sessions, way: str) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    await ended(sessions, meant(badge, way), Act.EXPIRE)

    assert await ended(sessions, meant(badge, way)) == []

    assert await state_of(sessions, badge) == BadgeState.EXPIRED


async def test_a_paused_badge_past_its_date_expires(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    async with system_transaction(sessions) as session:
        held = await service.badge_to_review(session, badge.id)
        held.valid_until = NOON
        await service.pause(session, held, cause=PauseCause.MEASURE, now=NOON)

    async with system_transaction(sessions) as session:
        assert await service.expire_lapsed(session, NOON) == 1

    assert await state_of(sessions, badge) == BadgeState.EXPIRED


async def test_pausing_and_resuming_are_written_with_a_new_version(sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    async with system_transaction(sessions) as session:
        held = await service.badge_to_review(session, badge.id)
        await service.pause(session, held, cause=PauseCause.MEASURE, now=NOON)
    paused = await scenes.badge_on(sessions, badge.account_id)
    async with system_transaction(sessions) as session:
        held = await service.badge_to_review(session, badge.id)
        await service.resume(session, held, cause=PauseCause.MEASURE, now=NOON)
    resumed = await scenes.badge_on(sessions, badge.account_id)

    assert paused is not None
    assert (paused.state, paused.suspended_at, paused.version) == ("suspended", NOON, 2)
    assert resumed is not None
    assert (resumed.state, resumed.suspended_at, resumed.version) == ("active", None, 3)
