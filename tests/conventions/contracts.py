"""import-linter's contracts, asked one by one about a graph with a wrong import planted in it."""

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice, pairwise
from typing import Any

import grimp
from importlinter.application.use_cases import _get_built_in_contract_types
from importlinter.configuration import configure
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression

from tests.conventions.checkout import ROOT

Import = tuple[str, str]
TITLE = ("name", "type")


@cache
def settings() -> dict[str, Any]:
    """import-linter's part of pyproject.toml."""
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    part: dict[str, Any] = whole["tool"]["importlinter"]
    return part


def written() -> dict[str, dict[str, Any]]:
    """The contracts by name."""
    return {each["name"]: each for each in settings()["contracts"]}


@cache
def imports() -> grimp.ImportGraph:
    """Who imports whom in this checkout."""
    configure()
    packages = settings()["root_packages"]
    return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)


def holds(name: str, planted: Import | None = None) -> bool:
    """Whether a contract is kept, with one more import when given."""
    graph = imports()
    options = {key: _plain(value) for key, value in written()[name].items() if key not in TITLE}
    kinds = dict(_get_built_in_contract_types())
    contract = kinds[written()[name]["type"]](name, settings(), options)
    if planted is None or graph.direct_import_exists(importer=planted[0], imported=planted[1]):
        return bool(contract.check(graph, verbose=False).kept)
    graph.add_import(importer=planted[0], imported=planted[1])
    try:
        return bool(contract.check(graph, verbose=False).kept)
    finally:
        graph.remove_import(importer=planted[0], imported=planted[1])


def violations(name: str) -> Iterator[Import]:
    """Imports the contract must refuse: each kind of wrong it speaks of, once."""
    contract = written()[name]
    match contract["type"]:
        case "forbidden":
            sources = _each(contract["source_modules"])
            forbidden = _each(contract["forbidden_modules"])
            longest = max(len(sources), len(forbidden))
            yield from islice(zip(cycle(sources), cycle(forbidden)), longest)
        case "independence":
            yield from pairwise(contract["modules"])
        case "layers":
            yield from _upwards(contract)
        case "acyclic_siblings":
            yield from (_reversed(ancestor) for ancestor in contract["ancestors"])


def _upwards(contract: dict[str, Any]) -> Iterator[Import]:
    """From each layer to the one above it, wherever both are there."""
    for container in _modules(contract["containers"]):
        present = [
            [
                name
                for word in layer.split("|")
                if (name := f"{container}.{word.strip(' ()')}") in imports().modules
            ]
            for layer in contract["layers"]
        ]
        for above, below in pairwise([layer for layer in present if layer]):
            yield below[0], above[0]


def _reversed(ancestor: str) -> Import:
    """An import between two children, the other way round."""
    for child in sorted(imports().find_children(ancestor)):
        for imported in sorted(_imported_by(child)):
            sibling = ".".join(imported.split(".")[: ancestor.count(".") + 2])
            if (
                imported.startswith(f"{ancestor}.")
                and sibling != child
                and sibling.split(".")[-1] != "callers"
            ):
                return imported, child
    raise AssertionError(f"no child of {ancestor} imports another")


def _imported_by(package: str) -> set[str]:
    graph = imports()
    return set().union(
        *(
            graph.find_modules_directly_imported_by(m)
            for m in {package} | graph.find_descendants(package)
        )
    )


def _each(expressions: list[str]) -> list[str]:
    """One module for every expression that stands for any."""
    matched = (_modules([expression])[:1] for expression in expressions)
    return [module for modules in matched for module in modules]


def _modules(expressions: list[str]) -> list[str]:
    """The modules that the expressions stand for; what bears no wildcard stands for itself."""
    found = []
    for expression in expressions:
        asked = [ModuleExpression(expression)]
        found += (
            [expression]
            if "*" not in expression
            else sorted(
                module.name
                for module in module_expressions_to_modules(
                    imports(), asked, raise_if_unmatched=False
                )
            )
        )
    return found


def _plain(value: Any) -> Any:
    """As import-linter reads it from the file."""
    return str(value) if isinstance(value, bool) else value
