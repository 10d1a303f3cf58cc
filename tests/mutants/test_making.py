"""Mutants are small, different from the code, and cover what a user would feel."""

import ast

import pytest

from tests.mutants.making import mutants


def made(source: str) -> list[str]:
    return [mutant.source for mutant in mutants(source)]


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("LIFE = 365\n", "LIFE = (366)\n"),
        ("LIFE = 365\n", "LIFE = (364)\n"),
        ("RATE = 0.04\n", "RATE = 0.05\n"),
        ('STATE = "active"\n', 'STATE = "XXactive"\n'),
        ("PAIR = {1, n}\n", "PAIR = {n}\n"),
        ("PAIR = (m, n)\n", "PAIR = (m,)\n"),
        ("holds = a and b\n", "holds = a\n"),
        ("holds = a < b\n", "holds = a <= b\n"),
        ("rank = max(a, key=b)\n", "rank = max(a, )\n"),
        ("if a:\n    b()\n", "if False:\n    b()\n"),
        ("if a:\n    raise b\n", "if a:\n    pass\n"),
        ("def f():\n    return a\n", "def f():\n    return None\n"),
        ("@property\ndef f():\n    return a\n", "@property\ndef f():\n    return None\n"),
    ],
)
def test_what_a_test_should_notice_is_changed(source: str, mutant: str) -> None:
    assert mutant in made(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""Says why."""\n',
        "from a import b\n",
        "limit: tuple[int, str]\n",
        'title = "A sentence for people"\n',
        "Key = tuple[str, str]\n",
    ],
)
def test_what_only_people_or_types_read_stays(source: str) -> None:
    assert made(source) == []


def test_every_mutant_is_code_and_none_comes_twice() -> None:
    source = "def f(a, b):\n    if a and b != 1:\n        return [a, b, 2]\n    return None\n"

    shapes = [ast.dump(ast.parse(mutant)) for mutant in made(source)]

    assert len(shapes) == len(set(shapes)) > 8
    assert ast.dump(ast.parse(source)) not in shapes


def test_a_mutant_is_named_by_its_line_and_not_by_its_place() -> None:
    (first, _), (moved, _) = mutants("a = 1\n"), mutants("b = c\na = 1\n")

    assert (first.line, moved.line) == (1, 2)
    assert first.name == moved.name == "a = 1 => a = (2)"
