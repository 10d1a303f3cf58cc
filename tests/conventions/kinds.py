"""Which of our classes a value has, as far as annotations tell. A list counts as what it holds."""

import ast

from tests.conventions.annotations import members, names_in, type_of
from tests.conventions.checkout import Function
from tests.conventions.program import Module, Place, Program
from tests.conventions.words import dotted

Kinds = frozenset[Place]
NOTHING: Kinds = frozenset()


class Scope:
    """The names of one function and what they are."""

    def __init__(self, program: Program, module: Module, function: Function) -> None:
        self.program = program
        self.module = module
        self.names: dict[str, Kinds] = {}
        arguments = function.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            self.names[argument.arg] = self.annotated(module, argument.annotation)
        for _ in range(2):  # what a loop binds may be used above it
            for node in ast.walk(function):
                self._bind(node)

    def of(self, node: ast.AST | None) -> Kinds:
        """The classes of an expression."""
        match node:
            case ast.Name():
                return self.names.get(node.id, NOTHING)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Await() | ast.Subscript() | ast.Starred() | ast.NamedExpr():
                return self.of(node.value)
            case ast.Call():
                return self._call(node)
            case ast.IfExp():
                return self.of(node.body) | self.of(node.orelse)
            case ast.BoolOp():
                return NOTHING.union(*map(self.of, node.values))
            case ast.List() | ast.Tuple() | ast.Set():
                return NOTHING.union(*map(self.of, node.elts))
        return NOTHING

    def annotated(self, module: Module, annotation: ast.AST | None) -> Kinds:
        """Every class of ours an annotation names, aliases looked through."""
        if annotation is None:
            return NOTHING
        return NOTHING.union(*(self._named(module, name) for name in names_in(annotation)))

    def _named(self, module: Module, spoken: str) -> Kinds:
        place = self.program.place(module, spoken)
        if place is None:
            return NOTHING
        if isinstance(place.definition, ast.ClassDef):
            return frozenset({place})
        if isinstance(place.definition, ast.Subscript):  # ``Me = Annotated[Officer, …]``
            return self.annotated(place.module, type_of(place.definition))
        return NOTHING

    def _attribute(self, node: ast.Attribute) -> Kinds:
        """The field of a class, as annotated where the class stands."""
        fields = (
            self.annotated(owner.module, line.annotation)
            for owner in self.of(node.value)
            if isinstance(owner.definition, ast.ClassDef)
            for line in owner.definition.body
            if isinstance(line, ast.AnnAssign) and ast.unparse(line.target) == node.attr
        )
        return NOTHING.union(*fields)

    def _call(self, node: ast.Call) -> Kinds:
        """What a function of ours returns, a class of ours makes, or a statement selects."""
        place = self.program.place(self.module, dotted(node.func))
        if place and isinstance(place.definition, ast.ClassDef):
            return frozenset({place})
        if place and isinstance(place.definition, Function):
            return self.annotated(place.module, place.definition.returns)
        if isinstance(node.func, ast.Attribute):
            chosen = (self._named(self.module, dotted(a)) for a in node.args)
            return self.of(node.func.value).union(*chosen, *map(self.of, node.args))
        return NOTHING.union(*(self._named(self.module, dotted(a)) for a in node.args))

    def _bind(self, node: ast.AST) -> None:
        match node:
            case ast.Assign():
                for target in node.targets:
                    self._give(target, node.value)
            case ast.AnnAssign() if isinstance(node.target, ast.Name):
                self.names[node.target.id] = self.annotated(self.module, node.annotation)
            case ast.For() | ast.AsyncFor() | ast.comprehension():
                self._give(node.target, node.iter)
            case ast.NamedExpr():
                self._give(node.target, node.value)

    def _give(self, target: ast.AST, value: ast.AST) -> None:
        match target, value:
            case ast.Name(), _:
                self.names[target.id] = self.names.get(target.id, NOTHING) | self.of(value)
            case ast.Tuple(), ast.Tuple() if len(target.elts) == len(value.elts):
                for one, its in zip(target.elts, value.elts, strict=True):
                    self._give(one, its)
            case ast.Tuple(), _:
                self._unpack(target, value)

    def _unpack(self, target: ast.Tuple, value: ast.AST) -> None:
        """Members one by one where a function returns a tuple of that length."""
        called = value.value if isinstance(value, ast.Await) else value
        place = None
        if isinstance(called, ast.Call):
            place = self.program.place(self.module, dotted(called.func))
        each = members(place, len(target.elts)) if place else []
        for number, one in enumerate(target.elts):
            if each and place and isinstance(one, ast.Name):
                self.names[one.id] = self.annotated(place.module, each[number])
            else:
                self._give(one, value)
