"""What a service reads of its peers' events is what the peers write, read from both sources."""

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from types import FunctionType

import pytest

from shared.events import Copy
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


KEPT_WHATEVER_THE_FEED = {
    "registry.departures.erasure.events": "a receipt says what a peer has erased, and is done",
    "verification.observations.events": "a reading is a record of its own and never overwritten",
}
"""Readers whose rows stay when a peer's feed is told anew, and why."""


@pytest.mark.parametrize("reader", sorted(set(READERS) - KEPT_WHATEVER_THE_FEED.keys()))
def test_what_is_copied_of_a_feed_can_be_rebuilt(reader: str) -> None:
    copy = getattr(importlib.import_module(reader), "COPY", None)
    worker = importlib.import_module(f"{reader.split('.')[0]}.worker")
    followed = [
        {ast.unparse(part) for part in call.args[3].elts}
        for call in ast.walk(ast.parse(inspect.getsource(worker)))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "Following"
        and len(call.args) > 3
        and isinstance(call.args[3], ast.List)
    ]
    rebuilt = [eval(name, vars(worker)) for names in followed for name in names]

    assert isinstance(copy, Copy), f"{reader}: a Copy beside HANDLERS, or a reason above"
    assert copy in rebuilt, f"{reader}: its Copy is not among those of Following"


def test_a_reason_to_keep_rows_belongs_to_a_reader_without_a_copy() -> None:
    kept = [importlib.import_module(reader) for reader in KEPT_WHATEVER_THE_FEED]

    assert KEPT_WHATEVER_THE_FEED.keys() <= set(READERS)
    assert [module.__name__ for module in kept if hasattr(module, "COPY")] == []


@pytest.mark.parametrize(("reader", "type"), READ)
def test_every_member_read_is_written(reader: str, type: str) -> None:
    read = read_members(reader, type)
    sources = list(writers(reader, type))

    assert read, f"{reader} reads nothing of {type}"
    assert sources, f"no other service writes {type}"
    assert {s.name: read - written_members(s) for s in sources} == {s.name: set() for s in sources}
