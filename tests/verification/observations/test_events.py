"""What the registry saw of an account in a week becomes the week's observation, once."""

from typing import Any
from uuid import UUID, uuid4

from httpx import AsyncClient
from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from shared.events import Event
from shared.testing.tokens import TestIssuer
from tests.verification import given
from verification.observations import queries
from verification.observations.events import keep_sighting
from verification.observations.jobs import settle_arrivals
from verification.worker import HANDLERS

WEEK = str(IsoWeek.of(given.WEEK))


def sighted(account_id: UUID, **told: Any) -> Event:
    """One week as the registry tells it."""
    nothing = {"metric": None, "audience": None, "posts": None, "missed": None}
    data = {"account_id": str(account_id), "week": WEEK, **nothing, **told}
    return Event(uuid4(), "account.sighted.v1", str(account_id), given.SUNDAY, 9, data)


async def heard(sessions: Sessions, *events: Event) -> None:
    async with system_transaction(sessions) as session:
        for event in events:
            await HANDLERS[event.type](session, event)
    await settle_arrivals(sessions, {})


async def observations(sessions: Sessions, account_id: UUID) -> list[tuple[Any, ...]]:
    statement = text(
        "select week, metric, audience, posts, missed, source, recorded_by from observations"
        " where account_id = :id"
    )
    async with system_transaction(sessions) as session:
        return [tuple(row) for row in await session.execute(statement, {"id": account_id})]


def test_the_worker_hears_of_sightings() -> None:
    assert HANDLERS["account.sighted.v1"] is keep_sighting


async def test_a_sighting_is_the_weeks_observation(sessions: Sessions) -> None:
    account_id = await given.linked_account(sessions)

    await heard(sessions, sighted(account_id, metric="followers", audience=612, posts=3))

    assert await observations(sessions, account_id) == [
        (given.WEEK, "followers", 612, 3, None, "registry", "registry")
    ]


async def test_a_sighting_keeps_the_engagement_it_tells(sessions: Sessions) -> None:
    account_id = await given.linked_account(sessions)

    await heard(sessions, sighted(account_id, metric="followers", audience=612, engagement=43))

    statement = text("select engagement from observations where account_id = :id")
    async with system_transaction(sessions) as session:
        assert await session.scalar(statement, {"id": account_id}) == 43


async def test_a_missed_week_has_its_reason(sessions: Sessions) -> None:
    account_id = await given.linked_account(sessions)

    await heard(sessions, sighted(account_id, missed="rate-limited"))

    assert await observations(sessions, account_id) == [
        (given.WEEK, None, None, None, "rate-limited", "registry", "registry")
    ]


async def test_a_sighting_told_twice_is_kept_once(sessions: Sessions) -> None:
    account_id = await given.linked_account(sessions)
    told = sighted(account_id, metric="followers", audience=612)

    await heard(sessions, told, told)

    assert len(await observations(sessions, account_id)) == 1


async def test_what_the_programme_saw_stands_before_what_was_uploaded_and_both_are_kept(
    client: AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    account_id = await given.linked_account(sessions)
    headers = issuer.headers("verification.observations.write")
    await heard(sessions, sighted(account_id, metric="followers", audience=612))
    body = {"observations": [given.row(account_id, audience=640)]}
    uploaded = await client.post("/v1/observations", json=body, headers=headers)
    await heard(sessions)

    assert uploaded.json()["accepted"] == 1
    assert {row[2] for row in await observations(sessions, account_id)} == {612, 640}
    async with system_transaction(sessions) as session:
        found = await queries.readings(session, [account_id], [given.WEEK], window=52)
        assert [reading.audience for _, reading in found] == [612]


async def test_nothing_is_kept_of_an_account_that_may_not_be_observed(sessions: Sessions) -> None:
    unknown = uuid4()

    await heard(sessions, sighted(unknown, metric="followers", audience=612))

    assert await observations(sessions, unknown) == []
