"""Tries mutants: a fork for each, with everything foreign imported before, so it takes a moment."""

import gc
import importlib
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

import hypothesis
import pytest

from tests.mutants.making import Mutant
from tests.mutants.targets import Target

OURS = ("registry", "verification", "content", "shared", "local", "tests")
SECONDS = 20
"""A mutant that takes longer runs in circles: its tests noticed."""
PASSED = 0
OPTIONS = (
    *("-q", "-x", "--noconftest", "-p", "tests.purity", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-o", "timeout=0", "--hypothesis-profile=mutants"),
    *("-p", "no:unraisableexception", "-p", "no:threadexception"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant and whether its tests noticed it."""

    target: Target
    mutant: Mutant
    killed: bool


class Changed(SourceFileLoader):
    """Loads one module from changed source."""

    def __init__(self, target: Target, source: str) -> None:
        super().__init__(target.module, str(target.path))
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        """The changed code, past every cache."""
        code: CodeType = compile(self._source, self.path, "exec", dont_inherit=True)
        return code

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for this module only."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=self)


def run_tests(tests: Iterable[str]) -> int:
    """Pytest's word on the pure tests among these, without a sound and without chance."""
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=50,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    return int(pytest.main([*OPTIONS, *tests]))


def unchanged(tests: Iterable[str]) -> list[str]:
    """Foreign modules the tests import, once they have passed on the code as it is."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = run_tests(tests)
        names = [name for name in sys.modules if name.partition(".")[0] not in OURS]
        os.write(writing, "\n".join(names).encode())
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        names = pipe.read().split("\n")
    if os.waitpid(child, 0)[1] != PASSED:
        raise SystemExit("the pure tests must pass before mutants are tried: make test-rules")
    return names


def prepare(tests: Iterable[str]) -> None:
    """Import what every trial needs; ours stay out, or a trial would meet unchanged code."""
    for name in unchanged(tests):
        with suppress(Exception):
            importlib.import_module(name)
    gc.freeze()


def started(target: Target, mutant: Mutant) -> int:
    """The process that tries one mutant."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
            del sys.modules[name]
        sys.meta_path.insert(0, Changed(target, mutant.source))
        code = 1
        with suppress(BaseException):
            code = run_tests(target.tests)
        os._exit(code)
    return child


def trials(
    pairs: Iterable[tuple[Target, Mutant]], *, at_once: int, seconds: float
) -> Iterator[Trial]:
    """Try them in order, some at once; those not begun in time are left out."""
    running: dict[int, tuple[Target, Mutant]] = {}
    until = time.monotonic() + seconds
    for target, mutant in pairs:
        if not target.tests:
            yield Trial(target, mutant, killed=False)
            continue
        if time.monotonic() > until:
            break
        if len(running) >= at_once:
            yield ended(running)
        running[started(target, mutant)] = target, mutant
    while running:
        yield ended(running)


def ended(running: dict[int, tuple[Target, Mutant]]) -> Trial:
    """The next trial that ends."""
    child, code = os.wait()
    return Trial(*running.pop(child), killed=code != PASSED)
