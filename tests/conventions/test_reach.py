"""Features read downwards: from a URL to its SQL inside one folder."""

from pathlib import Path
from statistics import median

import pytest

from tests.conventions.planted import shop
from tests.conventions.program import Program
from tests.conventions.reach import FRAME, Operation, operations, report, share

FLOOR = 0.72
"""May only rise; ``python -m tests.conventions.reach`` prints the list behind it."""

MEDIAN_FILES = 4
"""May only fall."""

ROUTE = """
from typing import Annotated
from fastapi import Depends
from shop.callers import Me
{imports}
router = api_router("/v1")
Held = Annotated[int, Depends(held)]

async def held(): ...

@router.get("/sales")
async def list_sales(session, me: Me):
    {body}
"""


@pytest.fixture(scope="module")
def ours() -> list[Operation]:
    return operations(Program())


def test_every_operation_is_seen(ours: list[Operation]) -> None:
    assert len(ours) >= 71
    assert {op.service for op in ours} == {"registry", "verification", "content"}


def test_most_operations_keep_their_sql_in_their_own_folder(ours: list[Operation]) -> None:
    assert share(ours) >= FLOOR, "\n".join(report(Program()))


def test_the_way_from_url_to_sql_is_short(ours: list[Operation]) -> None:
    assert median(len(op.files) for op in ours) <= MEDIAN_FILES


def operation(root: Path, *, imports: str, body: str, **files: str) -> Operation:
    """The one operation of a small service with the features ``sales`` and ``goods``."""
    program = shop(
        root,
        {
            "callers": "from shop.goods import queries\nMe = Annotated[int, Depends(queries.own)]",
            "sales.routes": ROUTE.format(imports=imports, body=body),
            "sales.service": "from shop.sales import queries\nasync def sold(session): "
            "return await queries.sold(session)",
            "sales.queries": "from shop.sales.tables import Sale\n"
            "from shop.goods.tables import Good\n"
            "async def sold(session): return select(Sale).join(Good)",
            "goods.queries": "async def own(session): ...\nasync def priced(session): ...",
            **{name.replace("__", "."): text for name, text in files.items()},
        },
    )
    (found,) = operations(program)
    return found


def test_a_join_with_another_features_table_stays_at_home(tmp_path: Path) -> None:
    found = operation(
        tmp_path,
        imports="from shop.sales import service",
        body="return await service.sold(session)",
    )

    assert found.at_home
    assert found.files == {
        "shop.sales.routes",
        "shop.sales.service",
        "shop.sales.queries",
        "shop.sales.tables",
        "shop.goods.tables",
    }


def test_a_statement_of_another_feature_leads_away(tmp_path: Path) -> None:
    found = operation(
        tmp_path,
        imports="from functools import partial\nfrom shop.goods import queries as goods",
        body="return partial(goods.priced, session)",
    )

    assert not found.at_home
    assert found.folders == {"shop.goods"}


def test_a_session_used_outside_queries_counts_as_a_statement(tmp_path: Path) -> None:
    found = operation(
        tmp_path,
        imports="from shop.goods.service import keep",
        body="await keep(session)",
        goods__service="async def keep(session): session.add(1)",
    )

    assert found.folders == {"shop.goods"}


def test_an_import_inside_the_function_and_a_constant_are_followed(tmp_path: Path) -> None:
    found = operation(
        tmp_path,
        imports="from shop.goods.live import HANDLERS",
        body="await HANDLERS[1](session)",
        goods__live="from shop.goods import service\nHANDLERS = {1: service.price}",
        goods__service="async def price(session):\n"
        "    from shop.goods import queries\n    return await queries.priced(session)",
    )

    assert found.folders == {"shop.goods"}


def test_the_page_of_rights_is_forgiven_unless_asked(tmp_path: Path) -> None:
    operation(tmp_path, imports="", body="return me")

    (mild,) = operations(Program(tmp_path))
    (strict,) = operations(Program(tmp_path), FRAME - {"callers"})

    assert mild.at_home
    assert strict.folders == {"shop.goods"}
