"""What annotations say, as trees."""

import ast
from collections.abc import Iterator

from tests.conventions.checkout import Function
from tests.conventions.program import Place
from tests.conventions.words import dotted


def members(place: Place, length: int) -> list[ast.expr]:
    """The types of the members, where a function returns a tuple of that length."""
    if not isinstance(place.definition, Function) or place.definition.returns is None:
        return []
    tuples = (
        node.slice.elts
        for node in ast.walk(place.definition.returns)
        if isinstance(node, ast.Subscript)
        and dotted(node.value) == "tuple"
        and isinstance(node.slice, ast.Tuple)
    )
    return next((elements for elements in tuples if len(elements) == length), [])


def type_of(alias: ast.Subscript) -> ast.AST:
    """The type in ``Annotated[type, …]``; any other alias as it is."""
    if dotted(alias.value).endswith("Annotated") and isinstance(alias.slice, ast.Tuple):
        return alias.slice.elts[0]
    return alias


def names_in(annotation: ast.AST) -> Iterator[str]:
    """Dotted names in an annotation, also one written as text; what ``Annotated`` adds is left."""
    match annotation:
        case ast.Constant(value=str() as text):
            yield from names_in(ast.parse(text, mode="eval").body)
        case ast.Subscript() if type_of(annotation) is not annotation:
            yield from names_in(type_of(annotation))
        case ast.Name() | ast.Attribute():
            yield dotted(annotation)
        case _:
            for child in ast.iter_child_nodes(annotation):
                yield from names_in(child)
