"""Chooses the pure tests, ``pytest -p tests.purity``: from what a test needs, not from its name.

A test is pure when it waits for nothing: no database, no coroutine, no process. A new one is
chosen without being listed anywhere.
"""

import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

DATABASE = "cluster"
"""The fixture behind everything that needs PostgreSQL."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the pure tests."""
    others = [item for item in items if not is_pure(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


def is_pure(item: pytest.Item) -> bool:
    """Whether the test needs nothing but the interpreter."""
    return (
        isinstance(item, pytest.Function)
        and DATABASE not in item.fixturenames
        and not inspect.iscoroutinefunction(item.obj)
        and not any("subprocess" in vars(module) for module in modules_behind(item))
    )


def modules_behind(item: pytest.Function) -> Iterator[ModuleType]:
    """The test's own module, and those under tests/ that its names come from."""
    module = inspect.getmodule(item.obj)
    if module is None:
        return
    yield module
    homes = {str(getattr(each, "__module__", None)) for each in vars(module).values()}
    yield from (sys.modules[home] for home in homes if home.startswith("tests."))
