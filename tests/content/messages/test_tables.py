"""The second wall: what PostgreSQL refuses even when our code would not."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from content.messages.tables import MessageVersion
from content.publications.tables import Publication
from shared.database import RowScope, Sessions, system_transaction, transaction
from tests.content.desk import Desk
from tests.content.words import WORDING


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


def test_a_version_gives_back_the_words_it_was_made_of() -> None:
    assert MessageVersion(**WORDING.columns()).wording == WORDING


@pytest.mark.parametrize("table", [MessageVersion, Publication])
def test_words_fit_every_table_of_words(table: type[MessageVersion | Publication]) -> None:
    assert set(WORDING.columns()) <= {column.name for column in table.__table__.columns}
