"""What a service reads of its peers' events is what the peers write, read from both sources."""

import ast
import importlib
from collections.abc import Iterator, Mapping
from types import FunctionType

import pytest

from tests.conventions.checkout import SERVICES, Function
from tests.conventions.program import Place, Program
from tests.conventions.reach import closure

PROGRAM = Program()
READERS = [
    module.name
    for module in PROGRAM.modules.values()
    if module.room == "events" and "HANDLERS" in module.definitions
]
READ = [
    (reader, type)
    for reader in READERS
    for type in sorted(importlib.import_module(reader).HANDLERS)
]


def read_members(reader: str, type: str) -> set[str]:
    """Members of the event's data that the handler uses: ``told["account_id"]``."""
    handlers: Mapping[str, FunctionType] = importlib.import_module(reader).HANDLERS
    handler = handlers[type]
    place = PROGRAM.definition(f"{handler.__module__}.{handler.__qualname__}")
    assert place, f"{reader}: the handler of {type} is a function of its own"
    return {
        node.slice.value
        for reached in closure(PROGRAM, place, frozenset())
        if reached.module == place.module
        for node in ast.walk(reached.definition)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        and ast.unparse(node.value) in ("told", "event.data")
    }


def written_members(place: Place) -> set[str]:
    """Names that dictionaries get in a function and in all it calls."""
    return {
        key.value
        for reached in closure(PROGRAM, place, frozenset())
        for node in ast.walk(reached.definition)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def writers(reader: str, type: str) -> Iterator[Place]:
    """Functions of the other services that name the type to record it."""
    for module in PROGRAM.modules.values():
        if module.name.split(".")[0] == reader.split(".")[0] or module.room == "events":
            continue
        for name, tree in module.definitions.items():
            named = any(isinstance(n, ast.Constant) and n.value == type for n in ast.walk(tree))
            if named and isinstance(tree, Function):
                yield Place(module, name)


def test_services_read_events_of_their_peers() -> None:
    assert {reader.split(".")[0] for reader in READERS} <= set(SERVICES)
    assert ("registry.badges.decisions.events", "eligibility.decided.v1") in READ


@pytest.mark.parametrize(("reader", "type"), READ)
def test_every_member_read_is_written(reader: str, type: str) -> None:
    read = read_members(reader, type)
    sources = list(writers(reader, type))

    assert read, f"{reader} reads nothing of {type}"
    assert sources, f"no other service writes {type}"
    assert {s.name: read - written_members(s) for s in sources} == {s.name: set() for s in sources}
