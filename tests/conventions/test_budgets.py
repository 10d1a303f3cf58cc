"""Files and functions stay short enough to be read in one go."""

from pathlib import Path
from statistics import median

from tests.conventions import budgets
from tests.conventions.checkout import files, functions, named, sources, text

MOST_LINES = 300
MOST_FUNCTION_LINES = 40
MEDIAN_LINES = 120
MEDIAN_FUNCTION_LINES = 10
MAKEFILE_LINES = 84
FIXTURE_LINES = 150
TESTED = {"registry": 0.71, "verification": 0.75, "content": 0.70, "shared": 0.57, "local": 0.26}
TESTED_OVERALL = 0.73
"""Test lines for each of source; both may only rise, and what is touched has one at least."""


def test_files_have_at_most_300_lines() -> None:
    lengths = {named(path): len(text(path).splitlines()) for path in files("*.py")}

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_what_sets_the_scene_of_tests_has_at_most_150_lines() -> None:
    """Conftests, `given.py` and their like: everything below tests/ that holds no test."""
    lengths = {named(path): len(text(path).splitlines()) for path in scenes()}

    assert len(lengths) > 20
    assert {name: length for name, length in lengths.items() if length > FIXTURE_LINES} == {}


def test_functions_have_at_most_40_lines() -> None:
    """A migration is a list of tables and may be longer."""
    long = [
        f"{named(path)}: {function.name} {length(function.lineno, function.end_lineno)}"
        for path in files("*.py")
        if "/migrations/" not in named(path)
        for function in functions(path)
        if length(function.lineno, function.end_lineno) > MOST_FUNCTION_LINES
    ]

    assert long == []


def test_most_files_and_functions_are_far_shorter() -> None:
    lines = [len(text(path).splitlines()) for path in sources()]
    sizes = [length(f.lineno, f.end_lineno) for path in sources() for f in functions(path)]

    assert median(lines) <= MEDIAN_LINES
    assert median(sizes) <= MEDIAN_FUNCTION_LINES


def test_what_is_written_is_tested() -> None:
    short = [part for part, floor in TESTED.items() if budgets.ratio(part) < floor]

    assert short == [], "\n".join(budgets.report())
    assert budgets.overall() >= TESTED_OVERALL


def test_the_makefile_is_short() -> None:
    (makefile,) = files("Makefile")

    assert len(text(makefile).splitlines()) <= MAKEFILE_LINES


def scenes() -> list[Path]:
    """Files below tests/ that hold no test themselves."""
    return [path for path in files("tests/*.py") if not path.name.startswith("test_")]


def length(first: int, last: int | None) -> int:
    """Lines from the first to the last, both counted."""
    return (last or first) - first + 1
