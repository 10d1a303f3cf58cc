"""The second wall: what PostgreSQL refuses even when our code would not."""

from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import RowScope, Sessions, system_transaction, transaction
from shared.testing.tokens import TestIssuer
from tests.content.desk import Desk, open_desk


@pytest.fixture
async def desk(client: AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Desk:
    return await open_desk(client, issuer, sessions)


async def attempt(sessions: Sessions, statement: str, **parameters: object) -> int:
    """How many rows a statement changes when nothing but the database stands in the way."""
    async with system_transaction(sessions) as session:
        outcome = await session.execute(text(statement), parameters)
        return int(getattr(outcome, "rowcount", 0))


@pytest.mark.parametrize("state", ["cleared", "released"])
async def test_nothing_is_cleared_or_released_without_two_readers(
    desk: Desk, sessions: Sessions, state: str
) -> None:
    message = await desk.submitted()
    await desk.cleared_by(message, "reader-a")

    with pytest.raises(DBAPIError, match="two different people"):
        await attempt(
            sessions,
            "update messages set state = :state where id = :id",
            state=state,
            id=UUID(message["id"]),
        )


async def test_an_author_is_no_reader(desk: Desk, sessions: Sessions) -> None:
    message = await desk.submitted()

    with pytest.raises(DBAPIError, match="an author may not clear"):
        await attempt(
            sessions,
            "insert into readings select message_id, version, author, 'clear', institution, 'x',"
            " fingerprint, now() from message_versions where message_id = :id",
            id=UUID(message["id"]),
        )


@pytest.mark.parametrize(
    "statement",
    [
        "update message_versions set body = 'lain' where message_id = :id",
        "delete from message_versions where message_id = :id",
        "update readings set reader = 'lain' where message_id = :id",
        "delete from readings where message_id = :id",
    ],
)
async def test_words_and_readings_are_never_changed(
    desk: Desk, sessions: Sessions, statement: str
) -> None:
    message = await desk.cleared()

    with pytest.raises(DBAPIError, match="append-only"):
        await attempt(sessions, statement, id=UUID(message["id"]))


@pytest.mark.parametrize("table", ["messages", "message_versions", "readings"])
async def test_rows_of_another_institution_are_out_of_sight(
    desk: Desk, sessions: Sessions, table: str
) -> None:
    await desk.cleared()
    count = text(f"select count(*) from {table} where institution = :code")

    async with transaction(sessions, RowScope(frozenset({"klpd:K3"}))) as session:
        seen_by_others = await session.scalar(count, {"code": desk.institution})
    async with transaction(sessions, RowScope(frozenset({desk.institution}))) as session:
        seen_by_own = await session.scalar(count, {"code": desk.institution})

    assert seen_by_others == 0
    assert seen_by_own


async def test_another_institution_cannot_strike_a_publication(
    desk: Desk, sessions: Sessions
) -> None:
    message = await desk.released()
    strike = text("update publications set body = '' where message_id = :id")

    async with transaction(sessions, RowScope(frozenset({"klpd:K3"}))) as session:
        outcome = await session.execute(strike, {"id": UUID(message["id"])})

    assert getattr(outcome, "rowcount", None) == 0


async def test_a_publication_without_its_label_is_refused(desk: Desk, sessions: Sessions) -> None:
    message = await desk.released()

    with pytest.raises(DBAPIError, match="label_stands"):
        await attempt(
            sessions,
            "update publications set label = '' where message_id = :id",
            id=UUID(message["id"]),
        )
