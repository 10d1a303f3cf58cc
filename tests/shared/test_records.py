"""A person's record: every row about them, no column that says nothing, nobody else's row."""

from datetime import UTC, datetime
from uuid import uuid4

from shared.database import Sessions, system_transaction
from shared.events import record
from shared.events.tables import events
from shared.records import PERSON, Holding, read_holdings


async def test_rows_of_the_person_are_shown_without_the_columns_withheld(
    sessions: Sessions,
) -> None:
    hers, his = uuid4(), uuid4()
    async with system_transaction(sessions) as session:
        for person in (hers, his):
            await record(
                session,
                type="t.v1",
                subject=str(person),
                data={"n": 1},
                person=person,
                now=datetime.now(UTC),
                actor="staff",
            )
        holding = Holding(events, events.c.person == PERSON, {"actor": "names staff"})

        [held] = await read_holdings(session, [holding], hers, None)

    [row] = held.rows
    assert (held.table, row["subject"], row["data"]) == ("events", str(hers), {"n": 1})
    assert "actor" not in row
    assert held.withheld == {"actor": "names staff"}


async def test_a_table_without_a_row_about_the_person_is_named_all_the_same(
    sessions: Sessions,
) -> None:
    async with system_transaction(sessions) as session:
        holding = Holding(events, events.c.person == PERSON)
        [held] = await read_holdings(session, [holding], uuid4(), None)

    assert (held.table, held.rows) == ("events", [])
