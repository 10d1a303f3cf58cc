"""Makes mutants of a module: one small change each, that its tests should notice."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import libcst as cst

from tests.mutants.operators import OPERATORS, member

LEFT_OUT = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.Assert)


@dataclass(frozen=True, slots=True)
class Mutant:
    """The module with one change. Its name survives edits elsewhere in the file."""

    line: int
    name: str
    source: str


class Finder(cst.CSTVisitor):
    """Every node with what it may become; types, imports and the words of failures stay."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self._keys: set[cst.CSTNode] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Note the changes of one node."""
        if isinstance(node, LEFT_OUT) or is_type(node):
            return False
        if isinstance(node, cst.DictElement):
            self._keys.add(node.key)
        for kinds, operator in OPERATORS:
            if isinstance(node, kinds) and not (operator is member and node in self._keys):
                self.changes += ((node, changed) for changed in operator(node))
        return not isinstance(node, cst.Raise)


def is_type(node: cst.CSTNode) -> bool:
    """``tuple[str, int]``: for the reader and mypy only."""
    return isinstance(node, cst.Index) and isinstance(node.value, cst.Tuple)


def mutants(source: str) -> Iterator[Mutant]:
    """Each different change once."""
    module, finder = cst.parse_module(source), Finder()
    module.visit(finder)
    seen = {ast.dump(ast.parse(source))}
    for old, new in finder.changes:
        changed = cst.ensure_type(module.deep_replace(old, new), cst.Module).code
        shape = shape_of(changed)
        if shape is not None and shape not in seen:
            seen.add(shape)
            yield Mutant(*difference(source, changed), changed)


def shape_of(source: str) -> str | None:
    """The code without its layout; nothing when it is no code any more."""
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def difference(old: str, new: str) -> tuple[int, str]:
    """The first changed line's number, and both wordings."""
    before, after = old.splitlines(), new.splitlines()
    for tag, start, end, other, until in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            lines = " ".join(map(str.strip, before[start:end]))
            return start + 1, f"{lines} => {' '.join(map(str.strip, after[other:until]))}"
    raise ValueError("nothing changed")
