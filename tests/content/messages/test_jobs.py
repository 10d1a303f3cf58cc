"""What the clock does to messages."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from content.messages.jobs import expiry
from shared.database import Sessions, system_transaction
from tests.content import given
from tests.content.desk import Desk


async def make_overdue(sessions: Sessions, message_id: str) -> None:
    """Let the last moment be past, as time would."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    async with system_transaction(sessions) as session:
        for table, column in (("messages", "id"), ("publications", "message_id")):
            await session.execute(
                text(f"update {table} set expires_at = :past where {column} = :id"),
                {"past": past, "id": UUID(message_id)},
            )


async def test_a_message_past_its_last_moment_expires_once(desk: Desk, sessions: Sessions) -> None:
    message, other = await desk.released(), await desk.released()
    await make_overdue(sessions, message["id"])

    await expiry("https://content.test")(sessions, {})
    await expiry("https://content.test")(sessions, {})

    told = [type for type, _, _ in await given.recorded(sessions, message["id"])]
    spared = [type for type, _, _ in await given.recorded(sessions, other["id"])]
    assert told.count("message.expired.v1") == 1
    assert "message.expired.v1" not in spared
    read = await desk.client.get(f"/v1/messages/{message['id']}", headers=desk.headers())
    assert read.json()["state"] == "expired"


async def test_readers_lose_it_at_the_moment_itself(desk: Desk, sessions: Sessions) -> None:
    message = await desk.released()
    await make_overdue(sessions, message["id"])

    feed = await desk.client.get("/v1/feeds/bagimu-negeri.json?limit=100")
    public = await desk.client.get(f"/v1/public/messages/{message['id']}")
    page = await desk.client.get(f"/p/{message['id']}")

    assert message["id"] not in feed.text
    assert public.json()["state"] == "expired"
    assert (page.status_code, "Masa berlaku pesan ini sudah lewat" in page.text) == (200, True)


async def test_what_was_wrong_can_be_withdrawn_after_its_last_day(
    desk: Desk, sessions: Sessions
) -> None:
    message = await desk.released()
    await make_overdue(sessions, message["id"])
    await expiry("https://content.test")(sessions, {})

    await desk.withdrawn(message)

    assert (await desk.client.get(f"/p/{message['id']}")).status_code == 410
