"""What the whole service shares: one page of rights, one list of what follows from what."""

import ast
from pathlib import Path

import pytest

from tests.conventions.checkout import SERVICES, Function
from tests.conventions.facts import listed, stated
from tests.conventions.planted import shop
from tests.conventions.program import Program
from tests.conventions.words import dotted


def borrowed_routes(program: Program) -> set[str]:
    """Routes that import another feature's routes."""
    return {
        f"{module.name} imports {other.name}"
        for module in program.modules.values()
        if module.room == "routes"
        for name in module.imports.values()
        for other in [program.modules.get(name) or program.modules.get(name.rpartition(".")[0])]
        if other and other.room == "routes" and other is not module
    }


def rights(program: Program) -> set[str]:
    """Modules that ask for a scope."""
    return {
        module.name
        for module in program.modules.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "require"
    }


def test_routes_import_no_other_features_routes() -> None:
    assert borrowed_routes(Program()) == set()


def test_every_right_stands_on_the_page_of_rights() -> None:
    pages = {f"{service}.callers" for service in SERVICES}

    assert rights(Program()) == pages


@pytest.mark.parametrize("service", SERVICES)
def test_every_stated_fact_has_its_line_and_every_line_is_stated(service: str) -> None:
    program = Program()

    assert stated(program, service) == set(listed(program, service))


@pytest.mark.parametrize("service", SERVICES)
def test_every_reaction_is_a_function_of_a_feature(service: str) -> None:
    for fact, reactions in listed(Program(), service).items():
        assert reactions, f"nothing follows from {fact.name}: leave it out"
        assert all(isinstance(one.definition, Function) for one in reactions)


def test_a_fact_nobody_lists_is_found(tmp_path: Path) -> None:
    program = shop(
        tmp_path,
        {
            "sales.rules": "class Sold: ...\nclass Lost: ...",
            "sales.service": "from shared.reactions import follow\n"
            "from shop.sales.rules import Lost, Sold\n"
            "async def sell(session):\n    await follow(session, Sold(1))\n"
            "async def lose(session, lost: Lost):\n    await follow(session, lost)\n",
            "goods.service": "async def count(session, sold): ...",
            "reactions": "from shop.goods import service as goods\n"
            "from shop.sales.rules import Sold\n"
            "REACTIONS = {Sold: (goods.count,)}",
        },
    )

    assert {fact.name for fact in stated(program, "shop")} == {"Sold", "Lost"}
    assert {fact.name for fact in listed(program, "shop")} == {"Sold"}


def test_a_borrowed_route_and_a_right_in_routes_are_found(tmp_path: Path) -> None:
    program = shop(
        tmp_path,
        {
            "goods.routes": "from shared.web.auth import require\nReader = require('goods.read')",
            "sales.routes": "from shop.goods.routes import Reader\nfrom shop.goods import routes",
        },
    )

    assert borrowed_routes(program) == {"shop.sales.routes imports shop.goods.routes"}
    assert rights(program) == {"shop.goods.routes"}
