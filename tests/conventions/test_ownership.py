"""A feature's rows are written by that feature alone."""

from pathlib import Path

import pytest

from tests.conventions.ownership import back_doors, foreign_statements, foreign_writes
from tests.conventions.planted import shop
from tests.conventions.program import Program


def test_no_feature_writes_rows_of_another() -> None:
    assert foreign_writes(Program()) == []


def test_no_feature_runs_another_features_writing_statement() -> None:
    assert foreign_statements(Program()) == []


def test_no_sql_enters_by_the_session() -> None:
    assert back_doors(Program()) == []


IMPORTS = """
from sqlalchemy import delete, insert, select, text, update
from shop.goods import queries as goods
from shop.goods.tables import Good
from shop.sales.tables import Sale
"""


@pytest.mark.parametrize(
    "lines",
    [
        "async def act(session):\n    await session.execute(insert(Good).values(price=1))",
        "async def act(session):\n    await session.execute(update(Good.__table__))",
        "async def act(session):\n    await session.execute(delete(Good))",
        "async def act(session):\n    await session.execute(text('UPDATE goods SET price = 1'))",
        "ACT = text('''insert into goods values (1)''')",
        "async def act(good: Good | None):\n    good.price = 1",
        "async def act(good: 'Good'):\n    good.price += 1",
        "async def act(good: Good):\n    setattr(good, 'price', 1)",
        "async def act(rows: list[Good]):\n    for row in rows:\n        row.price = 1",
        "async def act(session):\n    good = await goods.held(session)\n    good.price = 1",
        "async def act(session):\n    sale, good = await goods.both(session)\n    good.price = 1",
        "async def act(session):\n    row = await session.scalar(select(Good))\n    row.price = 1",
        "async def act(session, good: Good):\n    await session.delete(good)",
        "async def act(session):\n    session.add(Good(price=1))",
        "class Pair:\n    good: Good\nasync def act(pair: Pair):\n    pair.good.price = 1",
    ],
)
def test_a_write_to_anothers_rows_is_found(lines: str, tmp_path: Path) -> None:
    program = shop(
        tmp_path,
        {
            "sales.queries": IMPORTS + lines,
            "goods.queries": "from shop.goods.tables import Good\n"
            "from shop.sales.tables import Sale\n"
            "async def held(session) -> Good | None: ...\n"
            "async def both(session) -> tuple[Sale, Good]: ...",
        },
    )

    (found,) = foreign_writes(program)

    assert found.lower() == "shop.sales.queries.act writes shop.goods.tables.good"


@pytest.mark.parametrize(
    "lines",
    [
        "async def act(session):\n    await session.execute(select(Sale).join(Good))",
        "async def act(session):\n    await session.execute(insert(Sale))",
        "async def act(session):\n    await session.execute(update(Sale).where(Good.id == 1))",
        "async def act(sale: Sale):\n    sale.price = 1",
        "async def act(session):\n    sale, good = await goods.both(session)\n    sale.price = 1",
        "async def act(session):\n    session.add(Sale(price=1))",
        "ACT = text('update sales set price = goods.price from goods')",
    ],
)
def test_ones_own_rows_and_reading_anothers_are_lawful(lines: str, tmp_path: Path) -> None:
    program = shop(
        tmp_path,
        {
            "sales.queries": IMPORTS + lines,
            "goods.queries": "from shop.goods.tables import Good\n"
            "from shop.sales.tables import Sale\n"
            "async def both(session) -> tuple[Sale, Good]: ...",
        },
    )

    assert foreign_writes(program) == []


def test_anothers_statement_is_found_when_it_writes_and_not_when_it_reads(tmp_path: Path) -> None:
    program = shop(
        tmp_path,
        {
            "goods.queries": "from sqlalchemy import select, update\n"
            "from shop.goods.tables import Good\n"
            "async def raised(session): return update(Good)\n"
            "async def priced(session): return select(Good)",
            "sales.service": "from shop.goods import queries\n"
            "async def sell(session): await queries.raised(session)\n"
            "async def look(session): await queries.priced(session)",
        },
    )

    assert foreign_statements(program) == ["shop.sales.service.sell uses shop.goods.queries.raised"]


@pytest.mark.parametrize("act", ["add(1)", "flush()", "get(1, 2)", "scalars(1)", "refresh(1)"])
def test_sql_by_the_session_is_found_in_a_service_but_not_in_queries(
    act: str, tmp_path: Path
) -> None:
    lines = f"async def act(session):\n    return await session.{act}"

    program = shop(tmp_path, {"sales.service": lines, "sales.queries": lines})

    assert back_doors(program) == [f"shop.sales.service.act: session.{act.split('(')[0]}"]
