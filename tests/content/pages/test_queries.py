"""The list of a channel as a page shows it: what stands, without the bodies."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import inspect, text

from content.pages import queries
from content.publications.tables import Publication
from content.wordings.rules.wording import Channel
from shared.database import Sessions, system_transaction
from tests.content.words import NOW, published, retracted

NOTICE = timedelta(days=90)


async def listed(
    sessions: Sessions,
    *,
    now: datetime = NOW,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 100,
) -> list[Publication]:
    """Rows in the order shown."""
    async with system_transaction(sessions) as session:
        rows = await queries.headlines(
            session, Channel.BAGIMU_NEGERI, now=now, notice=NOTICE, after=after, limit=limit
        )
    return list(rows)


async def test_a_list_loads_no_bodies_and_no_sources(sessions: Sessions) -> None:
    await published(sessions)

    assert {frozenset(inspect(row).unloaded) for row in await listed(sessions)} == {
        frozenset({"body", "evidence"})
    }


async def test_the_latest_news_comes_first_and_a_withdrawal_is_news(sessions: Sessions) -> None:
    wrong = await published(sessions, at=NOW + timedelta(hours=1))
    right = await published(sessions, at=NOW + timedelta(hours=2))
    before = [row.message_id for row in await listed(sessions, limit=2)]

    await retracted(sessions, wrong, at=NOW + timedelta(hours=3))
    after = [row.message_id for row in await listed(sessions, limit=2)]

    assert (before, after) == ([right, wrong], [wrong, right])


async def test_what_is_past_is_not_listed(sessions: Sessions) -> None:
    expired = await published(sessions, expires_at=NOW)
    forgotten = await published(sessions)
    await retracted(sessions, forgotten, at=NOW - NOTICE)
    noticed = await published(sessions)
    await retracted(sessions, noticed, at=NOW - NOTICE + timedelta(seconds=1))

    shown = {row.message_id for row in await listed(sessions)}

    assert not {expired, forgotten} & shown
    assert noticed in shown


async def test_a_channel_lists_nothing_of_another(sessions: Sessions) -> None:
    message_id = await published(sessions)
    move = text("update publications set channel = 'lain' where message_id = :id")

    async with system_transaction(sessions) as session:
        await session.execute(move, {"id": message_id})

    assert message_id not in {row.message_id for row in await listed(sessions)}


async def test_a_page_begins_after_the_last_of_the_one_before(sessions: Sessions) -> None:
    for hours in range(3):
        await published(sessions, at=NOW + timedelta(days=1, hours=hours))
    first, second, third = await listed(sessions, limit=3)

    following = await listed(sessions, after=(first.updated_at, first.message_id), limit=2)

    assert [row.message_id for row in following] == [second.message_id, third.message_id]
