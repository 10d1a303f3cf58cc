"""Who writes whose rows: every write to a table outside the feature that maps it."""

import ast
import re
from collections.abc import Iterator

from tests.conventions.checkout import Function
from tests.conventions.kinds import Scope
from tests.conventions.program import Module, Place, Program
from tests.conventions.words import dotted

WRITES = {"insert", "update", "delete"}
HANDED = {"add", "add_all", "merge", "delete", "refresh", "expunge"}
SESSION = HANDED | {"flush", "get", "execute", "scalar", "scalars", "stream", "connection"}
NO_SQL = {"routes", "schemas", "service", "rules", "errors", "jobs", "events", "pages", "commands"}
SQL = re.compile(
    r"\b(?:insert\s+into|update(?!\s+set)|delete\s+from|truncate)\s+(?:only\s+)?([a-z_]+)"
)


def foreign_writes(program: Program) -> list[str]:
    """``module.function writes Class``, for rows that belong to another feature."""
    found = {
        f"{module.name}.{function} writes {owner.module.name}.{owner.name}"
        for module in program.modules.values()
        for function, owner in _writes(program, module)
        if owner.module.folder != module.folder
    }
    return sorted(found)


def foreign_statements(program: Program) -> list[str]:
    """``module.function uses statement``: another feature's writing statement, past its service."""
    writing = {
        Place(module, function)
        for module in program.modules.values()
        if module.room == "queries"
        for function, _ in _writes(program, module)
    }
    found = {
        f"{module.name}.{name} uses {other.module.name}.{other.name}"
        for module in program.modules.values()
        for name in module.definitions
        for other in program.references(Place(module, name)) & writing
        if other.module.folder != module.folder
    }
    return sorted(found)


def back_doors(program: Program) -> list[str]:
    """``module.function: session.add``, where SQL has no place."""
    found = {
        f"{module.name}.{function.name}: {dotted(node.func)}"
        for module in program.modules.values()
        if module.room in NO_SQL
        for function in _functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and _acts_on_session(node)
    }
    return sorted(found)


def _writes(program: Program, module: Module) -> Iterator[tuple[str, Place]]:
    for name, tree in module.definitions.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from ((name, owner) for owner in _told(program, module, node.value))
    for function in _functions(module):
        scope = Scope(program, module, function)
        for node in ast.walk(function):
            yield from ((function.name, owner) for owner in _written(scope, node))


def _told(program: Program, module: Module, text: str) -> Iterator[Place]:
    """Tables that a statement written as text changes."""
    own = _tables(program, module.name.split(".")[0])
    yield from (own[table] for table in SQL.findall(text.lower()) if table in own)


def _tables(program: Program, service: str) -> dict[str, Place]:
    return {
        ast.literal_eval(line.value): Place(module, name)
        for module in program.modules.values()
        if module.room == "tables" and module.name.split(".")[0] == service
        for name, tree in module.definitions.items()
        if isinstance(tree, ast.ClassDef)
        for line in tree.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "__tablename__"
    }


def _written(scope: Scope, node: ast.AST) -> Iterator[Place]:
    """Mapped classes whose rows the node makes, changes or removes."""
    targets: list[ast.expr] = []
    match node:
        case ast.Assign():
            targets = [part for target in node.targets for part in _parts(target)]
        case ast.AugAssign() | ast.AnnAssign():
            targets = [node.target]
        case ast.Delete():
            targets = node.targets
        case ast.Call():
            yield from _called(scope, node)
    for target in targets:
        if isinstance(target, ast.Attribute):
            yield from _certain(scope, target.value)


def _called(scope: Scope, node: ast.Call) -> Iterator[Place]:
    spoken = dotted(node.func)
    last = spoken.split(".")[-1]
    imported = scope.module.imports.get(spoken.split(".")[0], "")
    if last in WRITES and imported.split(".")[0] == "sqlalchemy" and node.args:
        owner = scope.program.place(scope.module, dotted(node.args[0]))
        yield from [owner] if owner else _certain(scope, node.args[0])
    elif last in HANDED and _acts_on_session(node):
        yield from (owner for argument in node.args for owner in _certain(scope, argument))
    elif spoken == "setattr":
        yield from _certain(scope, node.args[0])
    else:
        made = scope.program.place(scope.module, spoken)
        if made and made.module.room == "tables" and last == made.name:
            yield made


def _certain(scope: Scope, node: ast.AST) -> list[Place]:
    """The one mapped class a value has; a value that may be of several is given to nobody."""
    mapped = [kind for kind in scope.of(node) if kind.module.room == "tables"]
    return mapped if len(mapped) == 1 else []


def _parts(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple) else [target]


def _acts_on_session(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in SESSION
        and dotted(node.func.value).split(".")[-1] in ("session", "_session")
    )


def _functions(module: Module) -> list[Function]:
    return [node for node in ast.walk(module.tree) if isinstance(node, Function)]


if __name__ == "__main__":
    code = Program()
    print("\n".join([*foreign_writes(code), *foreign_statements(code), *back_doors(code)]))
