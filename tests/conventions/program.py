"""The services' code as a reader follows it: which name stands for which definition."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conventions.checkout import ROOT, files, parsed
from tests.conventions.words import kept_in_state, spoken_in, taken_from_state

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.expr


@dataclass(frozen=True)
class Module:
    """One file, and what its names stand for."""

    name: str
    path: Path
    tree: ast.Module

    @cached_property
    def imports(self) -> dict[str, str]:
        """Local name → full name, imports inside functions too."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {a.asname: a.name for a in node.names if a.asname}
                found |= {(head := a.name.split(".")[0]): head for a in node.names if not a.asname}
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        return found

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """What the file itself defines: functions, classes, constants."""
        found: dict[str, Definition] = {}
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found[node.name] = node
            if isinstance(node, ast.Assign):
                found |= {t.id: node.value for t in node.targets if isinstance(t, ast.Name)}
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                found[ast.unparse(node.target)] = node.value
        return found

    @property
    def room(self) -> str:
        """The kind of file: ``routes``, ``queries``; ``rules`` for all below ``rules/``."""
        parts = self.name.split(".")
        return "rules" if "rules" in parts else parts[-1]

    @property
    def folder(self) -> str:
        """The feature it belongs to; the service itself for files at its root."""
        parts = self.name.split(".")
        return ".".join(parts[: parts.index("rules")] if "rules" in parts else parts[:-1])


@dataclass(frozen=True)
class Place:
    """A definition: the module and its name there."""

    module: Module
    name: str

    @property
    def definition(self) -> Definition:
        """The tree."""
        return self.module.definitions[self.name]


class Program:
    """All modules of the three services; ``root`` may be another checkout."""

    def __init__(self, root: Path = ROOT) -> None:
        paths = (
            files("services/*/src/*.py")
            if root == ROOT
            else sorted(path for path in root.glob("services/*/src/**/*.py") if path.is_file())
        )
        self.modules = {
            module.name: module
            for path in paths
            if "/migrations/" not in str(path)
            for module in [Module(_name(path, root), path, parsed(path))]
        }
        self._references: dict[Place, frozenset[Place]] = {}
        self._state = [
            (name, module, value)
            for module in self.modules.values()
            for name, value in kept_in_state(module.tree)
        ]

    def place(self, module: Module, spoken: str) -> Place | None:
        """What a dotted name means in a module, if it is ours."""
        head, *rest = spoken.split(".")
        if head in module.definitions:
            return Place(module, head)
        if head not in module.imports:
            return None
        return self.definition(".".join([module.imports[head], *rest]))

    def definition(self, full: str) -> Place | None:
        """The definition a full name leads to, through names imported on."""
        parts = full.split(".")
        for length in range(len(parts) - 1, 0, -1):
            module = self.modules.get(".".join(parts[:length]))
            if module is not None:
                return self.place(module, ".".join(parts[length:]))
        return None

    def references(self, place: Place) -> frozenset[Place]:
        """Every definition of ours that a definition names, also by way of ``app.state``."""
        if place not in self._references:
            taken = taken_from_state(place.definition)
            trees = [(place.module, place.definition)]
            trees += [(module, value) for name, module, value in self._state if name in taken]
            named = (self.place(module, word) for module, tree in trees for word in spoken_in(tree))
            others = frozenset(other for other in named if other is not None)
            self._references[place] = others - {place}
        return self._references[place]


def _name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts[3:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
