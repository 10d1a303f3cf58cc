"""Sentences about badges that are out of force, or at their end."""

from datetime import UTC, datetime
from uuid import UUID

from registry.badges.badge import service
from registry.badges.badge.rules import EndReason, PauseCause
from registry.badges.badge.tables import Badge
from shared.database import Sessions, system_transaction


async def paused(sessions: Sessions, badge: Badge) -> None:
    """The badge is out of force just now."""
    async with system_transaction(sessions) as session:
        held = await service.badge_to_review(session, badge.id)
        await service.pause(session, held, cause=PauseCause.MEASURE, now=datetime.now(UTC))


async def resumed(sessions: Sessions, badge: Badge) -> None:
    """And that cause is gone."""
    async with system_transaction(sessions) as session:
        held = await service.badge_to_review(session, badge.id)
        await service.resume(session, held, cause=PauseCause.MEASURE, now=datetime.now(UTC))


async def ended(sessions: Sessions, officer_id: UUID) -> None:
    """The officer's badges have ended."""
    async with system_transaction(sessions) as session:
        reason = EndReason.ACCOUNT_UNLINKED
        await service.end_badges_of(session, officer_id, reason, datetime.now(UTC))
