"""How far a reader walks from a URL to its SQL: files and folders of every operation."""

import argparse
import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from tests.conventions.checkout import ROOT, SERVICES
from tests.conventions.facts import following
from tests.conventions.program import Place, Program
from tests.conventions.words import dotted

FRAME = frozenset({"callers", "reactions", "main", "worker"})
"""Read once for the whole service, so not on the way of each operation."""

METHODS = {"get", "post", "put", "patch", "delete", "head"}
ACTS = {"execute", "scalar", "scalars", "get", "add", "add_all", "merge", "delete", "flush"}


@dataclass(frozen=True)
class Operation:
    """What one URL opens."""

    name: str
    folder: str
    files: frozenset[str]
    folders: frozenset[str]

    @property
    def service(self) -> str:
        """Whose it is."""
        return self.folder.split(".")[0]

    @property
    def at_home(self) -> bool:
        """Whether every SQL statement it reaches stands in its own folder."""
        return self.folders <= {self.folder}


def operations(program: Program, frame: frozenset[str] = FRAME) -> list[Operation]:
    """Every operation of every service, worst first."""
    found = [
        _operation(program, Place(module, name), frame)
        for module in program.modules.values()
        for name, tree in module.definitions.items()
        if isinstance(tree, ast.AsyncFunctionDef | ast.FunctionDef) and is_route(tree)
    ]
    return sorted(found, key=lambda op: (-len(op.folders), -len(op.files), op.folder, op.name))


def is_route(tree: ast.AsyncFunctionDef | ast.FunctionDef) -> bool:
    """Whether a method of a router decorates it."""
    return any(
        isinstance(d, ast.Call)
        and isinstance(d.func, ast.Attribute)
        and d.func.attr in METHODS
        and "router" in dotted(d.func.value)
        for d in tree.decorator_list
    )


def _operation(program: Program, route: Place, frame: frozenset[str]) -> Operation:
    reached = closure(program, route, frame)
    ways = {place for place in reached if _leads_to_sql(place, reached)}
    nouns = {
        noun
        for place in ways
        if holds_sql(place)
        for noun in program.references(place)
        if noun.module.room == "tables"
    }
    files = {place.module.name for place in {route} | ways | nouns}
    folders = {place.module.folder for place in ways if holds_sql(place)}
    return Operation(route.name, route.module.folder, frozenset(files), frozenset(folders))


def closure(program: Program, start: Place, frame: frozenset[str]) -> dict[Place, frozenset[Place]]:
    """Every definition reached from the start, with what it names."""
    reached: dict[Place, frozenset[Place]] = {}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place not in reached:
            named = program.references(place)
            if "reactions" not in frame:
                named |= following(program, place)
            reached[place] = frozenset(o for o in named if o.module.room not in frame)
            waiting += reached[place]
    return reached


def _leads_to_sql(place: Place, reached: dict[Place, frozenset[Place]]) -> bool:
    seen: set[Place] = set()
    waiting = [place]
    while waiting and not holds_sql(waiting[-1]):
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += reached.get(here, ())
    return bool(waiting)


@cache
def holds_sql(place: Place) -> bool:
    """Whether it talks to the database: a function of ``queries``, or any act on a session."""
    tree = place.definition
    if isinstance(tree, ast.expr):
        return False
    if place.module.room == "queries" and not isinstance(tree, ast.ClassDef):
        return True
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ACTS
        and dotted(node.func.value).split(".")[-1] == "session"
        for node in ast.walk(tree)
    )


def share(listed: list[Operation]) -> float:
    """Share of operations that stay at home."""
    return sum(op.at_home for op in listed) / len(listed)


def report(program: Program) -> Iterator[str]:
    """The list, worst first, and the sums."""
    listed = operations(program)
    for op in listed:
        away = ", ".join(sorted(folder for folder in op.folders if folder != op.folder))
        home = "" if op.at_home else f" → {away}"
        yield f"{len(op.files):3} {len(op.folders):2}  {op.folder}.{op.name}{home}"
    for service in SERVICES:
        own = [op for op in listed if op.service == service]
        yield f"{service}: {sum(op.at_home for op in own)} of {len(own)} in one folder"
    sizes = [len(op.files) for op in listed]
    yield f"all: {share(listed):.1%} in one folder"
    yield f"files: median {median(sizes)}, most {max(sizes)}"
    strict = operations(program, FRAME - {"callers"})
    yield f"with the page of rights: {share(strict):.1%}"
    strictest = operations(program, FRAME - {"callers", "reactions"})
    yield f"with rights and all that follows from what: {share(strictest):.1%}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", nargs="?", type=Path, default=ROOT)
    print("\n".join(report(Program(parser.parse_args().checkout.resolve()))))
