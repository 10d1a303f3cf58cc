"""What a feed shows, and in which order."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from content.feeds import queries
from content.wordings.rules.wording import Channel
from shared.database import Sessions, system_transaction
from tests.content.words import NOW, published, retracted

NOTICE = timedelta(days=90)
CHANNEL = Channel.BAGIMU_NEGERI


async def listed(
    sessions: Sessions,
    *,
    now: datetime = NOW,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 100,
) -> list[UUID]:
    """Ids in the order shown."""
    async with system_transaction(sessions) as session:
        rows = await queries.newest_in(
            session, CHANNEL, now=now, notice=NOTICE, after=after, limit=limit
        )
        return [row.message_id for row in rows]


async def test_the_latest_comes_first(sessions: Sessions) -> None:
    older = await published(sessions, at=NOW - timedelta(hours=2))
    newer = await published(sessions, at=NOW - timedelta(hours=1))

    shown = await listed(sessions)

    assert shown.index(newer) < shown.index(older)


async def test_a_withdrawal_is_news(sessions: Sessions) -> None:
    wrong = await published(sessions, at=NOW - timedelta(hours=3))
    right = await published(sessions, at=NOW - timedelta(hours=2))

    await retracted(sessions, wrong, at=NOW)
    shown = await listed(sessions)

    assert shown.index(wrong) < shown.index(right)


async def test_a_message_goes_at_its_last_moment(sessions: Sessions) -> None:
    message_id = await published(sessions, expires_at=NOW + timedelta(seconds=1))

    assert message_id in await listed(sessions, now=NOW)
    assert message_id not in await listed(sessions, now=NOW + timedelta(seconds=1))


async def test_a_withdrawal_is_shown_for_90_days_and_no_longer(sessions: Sessions) -> None:
    message_id = await published(sessions)
    await retracted(sessions, message_id, at=NOW)

    assert message_id in await listed(sessions, now=NOW + timedelta(days=89, hours=23))
    assert message_id not in await listed(sessions, now=NOW + timedelta(days=90))


async def test_a_channel_shows_nothing_of_another(sessions: Sessions) -> None:
    message_id = await published(sessions)
    move = text("update publications set channel = 'lain' where message_id = :id")

    async with system_transaction(sessions) as session:
        await session.execute(move, {"id": message_id})

    assert message_id not in await listed(sessions)


async def test_a_page_begins_after_the_last_of_the_one_before(sessions: Sessions) -> None:
    for hours in range(3):
        await published(sessions, at=NOW + timedelta(hours=hours))
    everything = await listed(sessions)

    async with system_transaction(sessions) as session:
        (first,) = await queries.newest_in(
            session, CHANNEL, now=NOW, notice=NOTICE, after=None, limit=1
        )
    following = await listed(sessions, after=(first.updated_at, first.message_id), limit=2)

    assert [first.message_id, *following] == everything[:3]
