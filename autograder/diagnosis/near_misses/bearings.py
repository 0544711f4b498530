"""How a part of a formula bears on the whole: above or below the line, plus or minus.

``b`` in ``a / (b * c)`` is written as a factor and divides the whole. What is told of
an edit has to hold however the formula is written, so of its one normal form: a single
fraction, a single sum. It reaches up to where another operation begins, such as a term
of a sum for a fraction, or the argument of a logarithm for both.
"""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable
from functools import cached_property

from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.quantities import function_name

_LINEAR = frozenset(
    {"sum", "mean", "median", "cumsum", "diff", "dot", "trapezoid"}
    | {"asarray", "array", "float", "float64", "astype", "tensor", "as_tensor", "item"}
    | {"copy", "clone", "ravel", "flatten", "reshape", "squeeze", "transpose", "repeat"}
)
"""Functions through which a factor, or a sign, goes unchanged."""

_SIZES = frozenset({"sqrt", "square", "abs", "absolute", "norm", "std", "var", "prod"})
"""Functions of whose result a factor, or its power, is a factor as well."""

_TURNS_OVER = {
    "factor": "divisor",
    "divisor": "factor",
    "divides": "multiplies",
    "multiplies": "divides",
}
"""What is said of a part above the line, and what below it."""

_Turn = Callable[[ast.AST, ast.AST], bool | None]
"""Tells of a node and a child whether it turns over what the child does to it; None if
it is another operation."""


class Bearings:
    """The bearings of all parts of a tree."""

    def __init__(self, tree: ast.AST) -> None:
        self._tree = tree

    def told(self, edit: Edit, node: ast.AST) -> Edit | None:
        """Return what an edit is of the whole; None if that is not worth telling.

        Args:
            edit: what it is where it is made.
            node: what it is made of.
        """
        match edit.kind, node:
            case ("minus_added", ast.Call(args=[part])):
                # Where a minus belongs, it is one that is left out: another edit.
                is_plus = not _begins_with_minus(part) and self._is(part, _takes_away)
                return edit if is_plus == {False} else None
            case ("minus", _):
                takes_away = self._is(node, _takes_away)
                if takes_away == {False}:
                    return edit
                kind = "minus_added" if takes_away == {True} else "sign"
                return dataclasses.replace(edit, kind=kind)
        if edit.kind in _TURNS_OVER:
            divides = self._is(node, _divides)
            if divides == {True}:
                return dataclasses.replace(edit, kind=_TURNS_OVER[edit.kind])
            if divides != {False}:  # one or the other, by place
                return Edit(edit.kind)
        return edit

    @cached_property
    def _parents(self) -> dict[int, ast.AST]:
        return {
            id(child): node
            for node in ast.walk(self._tree)
            for child in ast.iter_child_nodes(node)
        }

    @cached_property
    def _uses(self) -> dict[str, list[ast.Name]]:
        uses: dict[str, list[ast.Name]] = {}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                uses.setdefault(node.id, []).append(node)
        return uses

    def _is(
        self, node: ast.AST, turn: _Turn, seen: frozenset[str] = frozenset()
    ) -> set[bool]:
        """Return whether a part is turned over, by each of the ways up from it."""
        is_turned = False
        while (parent := self._parents.get(id(node))) is not None:
            match parent:
                case (
                    ast.Assign(targets=[ast.Name(id=name)])
                    | ast.AnnAssign(target=ast.Name(id=name))
                ) if name not in seen:
                    # A step is a part of all that it is used in.
                    ways: set[bool] = set()
                    for use in self._uses.get(name, ()):
                        ways |= self._is(use, turn, seen | {name})
                    return {is_turned != way for way in ways or {False}}
            turns = turn(parent, node)
            if turns is None:
                break
            is_turned = is_turned != turns
            node = parent
        return {is_turned}


def _divides(node: ast.AST, child: ast.AST) -> bool | None:
    match node:
        case ast.BinOp(op=ast.Div(), right=right):
            return child is right
        case ast.BinOp(op=ast.Mult() | ast.MatMult()) | ast.UnaryOp(op=ast.USub()):
            return False
        case ast.BinOp(op=ast.Pow(), left=left, right=exponent) if child is left:
            return _is_below_zero(exponent)
        case ast.Call() if function_name(node) == "reciprocal":
            return True
        case ast.Call() if _goes_through(node, child, _LINEAR | _SIZES):
            return False
    return _goes_with(node, child)


def _takes_away(node: ast.AST, child: ast.AST) -> bool | None:
    match node:
        case ast.BinOp(op=ast.Sub(), right=right):
            return child is right
        case ast.UnaryOp(op=ast.USub()):
            return True
        case ast.BinOp(op=ast.Mult() | ast.Div() | ast.MatMult() as op):
            other = node.right if child is node.left else node.left
            is_fraction = isinstance(op, ast.Div) and child is node.right
            return None if is_fraction else _begins_with_minus(other)
        case ast.BinOp(op=ast.Add()):
            return False
        case ast.Call() if _goes_through(node, child, _LINEAR):
            return False
    return _goes_with(node, child)


def _goes_through(node: ast.Call, child: ast.AST, names: frozenset[str]) -> bool:
    if function_name(node) not in names:
        return False
    return child is node.func or child in node.args[:1]


def _goes_with(node: ast.AST, child: ast.AST) -> bool | None:
    """Tell that what a part does to it, it does to a choice, a list, or a part."""
    match node:
        case ast.IfExp(test=test):
            return None if child is test else False
        case ast.Call(args=[_, *cases]) if function_name(node) == "where":
            return False if child in cases else None
        case ast.Attribute() | ast.List() | ast.GeneratorExp() | ast.ListComp():
            return False
        case ast.Subscript(value=value):
            return False if child is value else None
    return None


def _is_below_zero(exponent: ast.expr) -> bool | None:
    try:
        return bool(ast.literal_eval(exponent) < 0)
    except (ValueError, TypeError):
        return None


def _begins_with_minus(node: ast.AST) -> bool:
    """Tell whether a product is written with a minus."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return not _begins_with_minus(operand)
        case ast.BinOp(
            left=left, op=ast.Mult() | ast.Div() | ast.MatMult(), right=right
        ):
            return _begins_with_minus(left) != _begins_with_minus(right)
    return False
