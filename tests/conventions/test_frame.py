"""What the whole service shares: one page of rights, one list of what follows from what."""

import ast
from pathlib import Path

import pytest

from tests.conventions.checkout import SERVICES, Function
from tests.conventions.kinds import Scope
from tests.conventions.planted import shop
from tests.conventions.program import Module, Place, Program, dotted

ROUTES_OF_OTHERS = {
    "registry.accounts.account.routes imports registry.people.officers.routes",
    "registry.badges.badge.routes imports registry.people.officers.routes",
    "registry.badges.measures.routes imports registry.people.officers.routes",
    "registry.people.consents.routes imports registry.people.officers.routes",
}
"""May only shrink."""

RIGHTS_ELSEWHERE = {
    "registry.access.clients.routes",
    "registry.badges.measures.routes",
    "registry.people.cohorts.routes",
    "registry.people.institutions.routes",
    "registry.people.officers.routes",
    "registry.people.training.routes",
    "verification.accounts.routes",
    "verification.eligibility.routes",
    "verification.observations.routes",
    "verification.runs.routes",
}
"""May only shrink."""


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


def stated(program: Program, service: str) -> set[Place]:
    """The facts a service hands to ``follow``; a fact of unknown type is a failure."""
    found: set[Place] = set()
    for module in program.modules.values():
        if module.name.split(".")[0] == service:
            for function in (n for n in ast.walk(module.tree) if isinstance(n, Function)):
                found |= _stated_in(program, module, function)
    return found


def _stated_in(program: Program, module: Module, function: Function) -> set[Place]:
    found: set[Place] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _follows(module, node):
            kinds = Scope(program, module, function).of(node.args[1])
            assert kinds, f"{module.name}.{function.name}: say the type of the fact"
            found |= kinds
    return found


def _follows(module: Module, node: ast.Call) -> bool:
    head, _, rest = dotted(node.func).partition(".")
    full = module.imports.get(head, "") + (f".{rest}" if rest else "")
    return full == "shared.reactions.follow"


def listed(program: Program, service: str) -> dict[Place, list[Place]]:
    """The facts of the service's ``reactions.py`` and what follows from each."""
    module = program.modules.get(f"{service}.reactions")
    if module is None:
        return {}
    mappings = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Dict)
        and all(isinstance(v, ast.Tuple | ast.List) for v in node.values)
    ]
    assert len(mappings) == 1, f"{module.name} holds one plain mapping of facts to sequences"
    return {
        _place(program, module, fact): [_place(program, module, one) for one in reactions.elts]
        for fact, reactions in zip(mappings[0].keys, mappings[0].values, strict=True)
        if isinstance(reactions, ast.Tuple | ast.List)
    }


def _place(program: Program, module: Module, node: ast.AST | None) -> Place:
    place = program.place(module, dotted(node))
    assert place, f"{module.name}: {ast.unparse(node) if node else '**'} is not a name of ours"
    return place


def test_routes_import_no_other_features_routes() -> None:
    assert borrowed_routes(Program()) - ROUTES_OF_OTHERS == set()


def test_every_right_stands_on_the_page_of_rights() -> None:
    pages = {f"{service}.callers" for service in SERVICES}

    assert rights(Program()) - pages - RIGHTS_ELSEWHERE == set()


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
