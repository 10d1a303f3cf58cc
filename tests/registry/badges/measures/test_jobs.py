"""Words about somebody's account are let go of after a year."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from registry.badges.cases.tables import BadgeReport
from registry.badges.measures.jobs import forget_old_reports
from shared.database import Sessions, system_transaction
from tests.registry import scenes
from tests.registry.badges.reviewers import Reviewer


async def aged(sessions: Sessions, report: str, days: int) -> None:
    earlier = BadgeReport.reported_at - timedelta(days=days)
    statement = update(BadgeReport).where(BadgeReport.id == UUID(report))
    async with system_transaction(sessions) as session:
        await session.execute(statement.values(reported_at=earlier))


async def words(sessions: Sessions, report: str) -> str | None:
    async with system_transaction(sessions) as session:
        statement = select(BadgeReport.text).where(BadgeReport.id == UUID(report))
        return await session.scalar(statement)


async def test_the_words_of_a_report_go_after_a_year_and_no_sooner(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    old, young = [await reviewer.report(badge) for _ in range(2)]
    await aged(sessions, old, 366)
    await aged(sessions, young, 364)

    await forget_old_reports(sessions, {})

    assert await words(sessions, old) == ""
    assert await words(sessions, young)


async def test_they_stay_while_a_badge_is_paused_on_them(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    case = await reviewer.report(badge)
    await reviewer.suspend(badge, case=case)
    await aged(sessions, case, 400)

    await forget_old_reports(sessions, {})

    assert await words(sessions, case)
