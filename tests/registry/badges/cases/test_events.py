"""A finding of verification is a case on the account it is about, while it is open."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select

from registry.badges.badge.tables import Badge
from registry.badges.cases.events import HANDLERS
from registry.badges.cases.tables import AccountFinding
from shared.database import Sessions, system_transaction
from shared.events import Event
from tests.registry import scenes
from tests.registry.badges.reviewers import Reviewer
from tests.registry.persons import problem


async def heard(sessions: Sessions, type: str, finding_id: UUID, account_id: UUID) -> None:
    data = {"finding_id": str(finding_id), "account_id": str(account_id)}
    event = Event(
        id=uuid4(),
        type=type,
        subject=str(finding_id),
        time=datetime.now(UTC),
        position=1,
        data=data,
    )
    async with system_transaction(sessions) as session:
        await HANDLERS[type](session, event)


async def opened(sessions: Sessions, badge: Badge) -> UUID:
    finding_id = uuid4()
    await heard(sessions, "finding.opened.v1", finding_id, badge.account_id)
    return finding_id


async def test_a_badge_is_paused_on_a_finding(reviewer: Reviewer, sessions: Sessions) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    finding_id = await opened(sessions, badge)

    assert (await reviewer.suspend(badge, case=str(finding_id))).status_code == 201


async def test_a_finding_on_another_account_is_no_case(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    _, _, other = await scenes.a_badge(sessions)
    finding_id = await opened(sessions, other)

    refused = await reviewer.suspend(badge, case=str(finding_id))

    assert problem(refused) == (400, "case-unknown")


async def test_a_closed_finding_pauses_nothing_but_lets_a_badge_be_put_back(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    finding_id = await opened(sessions, badge)
    await reviewer.suspend(badge, case=str(finding_id))
    await heard(sessions, "finding.closed.v1", finding_id, badge.account_id)

    back = await reviewer.reinstate(badge, case=str(finding_id))
    again = await reviewer.suspend(badge, case=str(finding_id))

    assert back.status_code == 201
    assert problem(again) == (409, "case-closed")


async def test_a_finding_heard_twice_or_of_no_account_here_is_no_trouble(
    sessions: Sessions,
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    finding_id = await opened(sessions, badge)
    await heard(sessions, "finding.opened.v1", finding_id, badge.account_id)
    await heard(sessions, "finding.opened.v1", stranger := uuid4(), uuid4())

    count = select(func.count()).where(AccountFinding.finding_id.in_([finding_id, stranger]))
    async with system_transaction(sessions) as session:
        assert await session.scalar(count) == 1


async def test_a_finding_verification_let_go_of_is_none(
    reviewer: Reviewer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    finding_id = await opened(sessions, badge)

    await heard(sessions, "finding.lapsed.v1", finding_id, badge.account_id)

    assert problem(await reviewer.suspend(badge, case=str(finding_id)))[1] == "case-unknown"
