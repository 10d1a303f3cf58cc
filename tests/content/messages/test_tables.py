"""The second wall: what PostgreSQL refuses even when our code would not."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from content.messages.tables import MessageVersion
from content.publications.tables import Publication
from shared.database import RowScope, Sessions, system_transaction, transaction
from tests.content import given
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


ASSENT = """
insert into readings (message_id, version, reader, verdict, institution, statement, fingerprint,
                      read_at, reader_institutions)
select message_id, version, :reader, 'clear', institution, 'x', fingerprint, now(), :seats
from message_versions where message_id = :id
"""


@pytest.mark.parametrize("state", ["cleared", "released"])
@pytest.mark.parametrize(
    ("meant", "seats", "stands"),
    [
        (["own"], [["own"], ["own"]], False),
        (["own"], [["unit"], ["own"]], False),
        (["own"], [["klpd:K3", "unit"], ["own"]], False),
        (["own"], [[], []], False),
        (["own"], [["own"], ["klpd:K3"]], True),
        (["unit"], [["own"], ["klpd:K3"]], True),
        ([], [["own"], ["klpd:K3"]], False),
        ([], [["klpd:K9"], ["klpd:K3"]], True),
        (["own", "trade"], [["klpd:K9"], ["klpd:K3"]], False),
        (["own", "trade"], [["trade"], ["own"]], True),
        (["trade"], [["office"], ["own"]], True),
        (["office"], [["trade"], ["own"]], False),
    ],
)
async def test_nothing_is_cleared_without_the_whole_quorum(
    desk: Desk,
    sessions: Sessions,
    state: str,
    meant: list[str],
    seats: list[list[str]],
    stands: bool,
) -> None:
    trade = await given.institution(sessions)
    known = {
        "own": desk.institution,
        "unit": await given.institution(sessions, parent=desk.institution),
        "trade": trade,
        "office": await given.institution(sessions, parent=trade),
    }
    audience = {"institutions": [known[name] for name in meant], "platforms": []}
    id = UUID((await desk.submitted(audience=audience))["id"])
    for reader, names in enumerate(seats):
        codes = [known.get(name, name) for name in names]
        await attempt(sessions, ASSENT, id=id, reader=f"r{reader}", seats=codes)
    clear = "update messages set state = :state where id = :id"

    if stands:
        assert await attempt(sessions, clear, state=state, id=id) == 1
    else:
        with pytest.raises(DBAPIError, match="another institution must clear"):
            await attempt(sessions, clear, state=state, id=id)


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

    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
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
