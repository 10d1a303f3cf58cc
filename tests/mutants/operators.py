"""What a piece of code may become: mutmut's operators, and ours for what its survivors taught.

Limits one off, members of lists, operands, guards, missing answers. mutmut's ``a = None`` and the
like are left out: they die at the first touch.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import libcst as cst
from mutmut.mutation import mutators

Operator = Callable[[Any], Iterable[cst.CSTNode]]
DISPLAYS = (cst.Tuple, cst.List, cst.Set, cst.Dict)
REPLACED = {
    mutators.operator_number,
    mutators.operator_string,
    mutators.operator_assignment,
    mutators.operator_arg_removal,
}


def number(node: cst.Integer | cst.Float) -> Iterator[cst.CSTNode]:
    """One more, one less; a fraction a quarter larger."""
    value = node.evaluated_value
    if isinstance(value, int):
        yield from (cst.parse_expression(f"({value + step})") for step in (1, -1))
    elif value not in (0.0, float("inf")):
        yield cst.Float(repr(value * 1.25))


def word(node: cst.SimpleString) -> Iterator[cst.CSTNode]:
    """Another word; sentences are for translators, not for tests."""
    if len(node.quote) == 1 and node.raw_value and " " not in node.raw_value.strip():
        yield node.with_changes(value=f"{node.prefix}{node.quote}XX{node.raw_value}{node.quote}")


def piece(node: cst.FormattedStringText) -> Iterator[cst.CSTNode]:
    """Another constant part of a formatted text."""
    if " " not in node.value.strip():
        yield node.with_changes(value=f"{node.value}XX")


def member(node: cst.Tuple | cst.List | cst.Set | cst.Dict) -> Iterator[cst.CSTNode]:
    """One member of a list left out."""
    if len(node.elements) < 2:
        return
    for index in range(len(node.elements)):
        kept = [*node.elements[:index], *node.elements[index + 1 :]]
        last = kept[-1] if len(kept) > 1 or not isinstance(node, cst.Tuple) else None
        if last is None:
            kept = [kept[0].with_changes(comma=cst.Comma())]
        yield node.with_changes(elements=kept)


def argument(node: cst.Call) -> Iterator[cst.CSTNode]:
    """One argument of several left out."""
    if len(node.args) > 1 and not cst.ensure_type(node, cst.Call).func.deep_equals(ISINSTANCE):
        for index in range(len(node.args)):
            yield node.with_changes(args=[*node.args[:index], *node.args[index + 1 :]])


def operand(node: cst.BooleanOperation) -> Iterator[cst.CSTNode]:
    """One side of ``and`` or ``or``."""
    yield node.left
    yield node.right


def guard(node: cst.If) -> Iterator[cst.CSTNode]:
    """A guard that never holds."""
    yield node.with_changes(test=cst.Name("False"))


def answer(node: cst.Return) -> Iterator[cst.CSTNode]:
    """Nothing instead of the answer."""
    if node.value is not None and not node.value.deep_equals(NOTHING):
        yield node.with_changes(value=NOTHING)


def step(node: cst.Expr | cst.Raise) -> Iterator[cst.CSTNode]:
    """A statement that does not happen."""
    if not (isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString)):
        yield cst.Pass()


NOTHING = cst.Name("None")
ISINSTANCE = cst.Name("isinstance")
OURS: tuple[tuple[type | tuple[type, ...], Operator], ...] = (
    ((cst.Integer, cst.Float), number),
    (cst.SimpleString, word),
    (cst.FormattedStringText, piece),
    (DISPLAYS, member),
    (cst.Call, argument),
    (cst.BooleanOperation, operand),
    (cst.If, guard),
    (cst.Return, answer),
    ((cst.Expr, cst.Raise), step),
)
OPERATORS = (*(pair for pair in mutators.mutation_operators if pair[1] not in REPLACED), *OURS)
