"""Names as they are spoken in a tree."""

import ast
import re
from collections.abc import Iterator

STATE = re.compile(r"(?:^|\.)app\.state\.(\w+)")


def spoken_in(tree: ast.AST) -> set[str]:
    """Dotted names the tree reads, without those it binds itself."""
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return {name for name in _dotted(tree) if name.split(".")[0] not in bound}


def _dotted(node: ast.AST) -> Iterator[str]:
    name = dotted(node)
    if name:
        yield name
        return
    for child in ast.iter_child_nodes(node):
        yield from _dotted(child)


def dotted(node: ast.AST | None) -> str:
    """``a.b.c`` for a chain of attributes on a name; empty for anything else."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            before = dotted(node.value)
            return f"{before}.{node.attr}" if before else ""
    return ""


def kept_in_state(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What is put on the application: ``app.state.name = value``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for match in map(STATE.search, map(dotted, node.targets)):
                if match:
                    yield match[1], node.value


def taken_from_state(tree: ast.AST) -> set[str]:
    """What is read from the application."""
    return {match[1] for match in map(STATE.search, _dotted(tree)) if match}
