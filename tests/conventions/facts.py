"""Facts: where they are stated, and what follows from them by ``reactions.py``."""

import ast

from tests.conventions.checkout import Function
from tests.conventions.kinds import Scope
from tests.conventions.program import Module, Place, Program
from tests.conventions.words import dotted


def stated(program: Program, service: str) -> set[Place]:
    """The facts a service hands to ``follow``; a fact of unknown type is a failure."""
    found: set[Place] = set()
    for module in program.modules.values():
        if module.name.split(".")[0] == service:
            for function in (n for n in ast.walk(module.tree) if isinstance(n, Function)):
                found |= stated_in(program, module, function)
    return found


def stated_in(program: Program, module: Module, function: Function) -> set[Place]:
    """The facts one function hands to ``follow``."""
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


def following(program: Program, place: Place) -> frozenset[Place]:
    """The reactions to the facts that a function states."""
    if not isinstance(place.definition, Function):
        return frozenset()
    service = place.module.name.split(".")[0]
    facts = stated_in(program, place.module, place.definition)
    return frozenset(one for fact in facts for one in listed(program, service).get(fact, []))
