"""The second wall: PostgreSQL itself shows a transaction only the rows of its scope."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from shared.database import (
    NOTHING,
    SYSTEM,
    RowScope,
    Sessions,
    open_sessions,
    past_the_fence,
    transaction,
)
from shared.testing.postgres import Cluster

WALL = """
create table notes (id int primary key, institution text not null, principal text);
alter table notes enable row level security;
alter table notes force row level security;
create policy fence on notes using (
    current_setting('app.institutions', true) = '*'
    or institution = any(string_to_array(current_setting('app.institutions', true), ','))
    or principal = current_setting('app.subject', true));
insert into notes values (1, 'klpd:K65', 'iss|a'), (2, 'klpd:K3', 'iss|b'), (3, 'klpd:K5', null);
grant select, update, insert on notes to verification;
"""


@pytest.fixture(scope="module")
def fenced(cluster: Cluster, database_url: str) -> str:
    cluster.run(WALL, database=make_url(database_url).database or "")
    return database_url


@pytest.fixture
async def walled(fenced: str) -> AsyncIterator[Sessions]:
    async with open_sessions(fenced) as sessions:
        yield sessions


@pytest.mark.parametrize(
    ("scope", "visible"),
    [
        (NOTHING, []),
        (RowScope(frozenset({"klpd:K65"})), [1]),
        (RowScope(frozenset({"klpd:K65", "klpd:K3"})), [1, 2]),
        (RowScope(frozenset(), "iss|b"), [2]),
        (SYSTEM, [1, 2, 3]),
    ],
)
async def test_a_transaction_sees_only_its_rows(
    walled: Sessions, scope: RowScope, visible: list[int]
) -> None:
    async with transaction(walled, scope) as session:
        rows = (await session.execute(text("select id from notes order by id"))).scalars().all()

    assert rows == visible


async def test_another_institutions_row_cannot_be_changed_or_made(walled: Sessions) -> None:
    async with transaction(walled, RowScope(frozenset({"klpd:K65"}))) as session:
        outcome = await session.execute(text("update notes set principal = 'x' where id = 2"))
        assert outcome.rowcount == 0  # type: ignore[attr-defined]
    with pytest.raises(DBAPIError, match="row-level security"):
        async with transaction(walled, RowScope(frozenset({"klpd:K65"}))) as session:
            await session.execute(text("insert into notes values (9, 'klpd:K3', null)"))


async def test_a_scope_does_not_outlive_its_transaction(walled: Sessions) -> None:
    async with transaction(walled, SYSTEM) as session:
        await session.execute(text("select 1"))
    async with walled() as session, session.begin():
        assert (await session.execute(text("select count(*) from notes"))).scalar() == 0


async def test_a_look_past_the_fence_ends_with_its_question(walled: Sessions) -> None:
    count = text("select count(*) from notes")
    async with transaction(walled, RowScope(frozenset({"klpd:K65"}))) as session:
        async with past_the_fence(session):
            everywhere = await session.scalar(count)
        here = await session.scalar(count)

    assert (everywhere, here) == (3, 1)


async def test_connections_the_server_closed_are_replaced_unnoticed(
    walled: Sessions, fenced: str
) -> None:
    async with transaction(walled, SYSTEM) as session:
        before = await session.scalar(text("select pg_backend_pid()"))
    async with open_sessions(fenced) as others, transaction(others, SYSTEM) as other:
        gone = text("select pg_terminate_backend(:pid, :patience_ms)")  # true once it has ended
        assert await other.scalar(gone, {"pid": before, "patience_ms": 30_000})
    async with transaction(walled, SYSTEM) as session:
        after = await session.scalar(text("select pg_backend_pid()"))

    assert after != before
