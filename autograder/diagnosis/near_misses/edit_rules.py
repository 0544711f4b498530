"""The edits that turn a right formula into one that a student may have written.

Each rule looks at one node of a syntax tree and yields what may stand in its place, and
what kind of edit that is. Nodes are shared between tree and replacement: nothing here
changes a node.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from autograder.diagnosis.near_misses.call_rules import call_edits, slightly_more
from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.nodes import (
    changed,
    minus,
    named,
    numpy,
    square,
)
from autograder.diagnosis.near_misses.quantities import quantity

_Found = Iterator[tuple[Edit, ast.AST]]


def edits_of(node: ast.AST, known: frozenset[str]) -> _Found:
    """Yield what may stand in the place of a node.

    Args:
        node: of a right answer's tree, an expression or a statement.
        known: the names that may be told.
    """

    def what(part: ast.AST) -> str:
        return quantity(part, known)

    match node:
        case ast.BinOp():
            yield from _operation(node, what)
            yield from _brackets(node)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            if not isinstance(operand, ast.Constant):
                yield Edit("minus", what(operand)), operand
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield Edit("negated", what(operand)), operand
        case ast.Compare(ops=[operator]):
            yield from _comparison(node, operator, what)
        case ast.BoolOp():
            yield from _conditions(node, what)
        case ast.IfExp(body=body, orelse=orelse):
            yield Edit("cases"), changed(node, body=orelse, orelse=body)
            yield Edit("one_case"), body
            yield Edit("one_case"), orelse
        case ast.Call():
            yield from call_edits(node, known)
        case ast.Attribute(attr="T", value=value):
            yield Edit("transpose", what(value)), value
        case ast.Subscript(ctx=ast.Load()):
            yield from _part(node, what)
        case ast.Constant(value=int() | float() as value) if type(value) is not bool:
            yield from _number(value)
        case ast.Name(ctx=ast.Load(), id=name) if name in known:
            yield from _quantity(node, known)
        case ast.Tuple(ctx=ast.Load(), elts=[first, second]):
            yield Edit("order"), changed(node, elts=[second, first])
        case ast.comprehension(iter=iterable):
            for edit, part in shorter(iterable):
                yield edit, changed(node, iter=part)


def _quantity(node: ast.Name, known: frozenset[str]) -> _Found:
    """Yield what may stand in the place of something known."""
    for other in sorted(known - {node.id}):
        yield Edit("name", node.id, other), named(other)
        product = ast.BinOp(node, ast.Mult(), named(other))
        yield Edit("product", node.id, other), product
    yield Edit("name", node.id, "1"), ast.Constant(1)
    yield Edit("squared", node.id), square(node)


def _operation(node: ast.BinOp, what: Any) -> _Found:
    left, right = node.left, node.right

    def made(operator: ast.operator, first: ast.expr = left) -> ast.BinOp:
        return ast.BinOp(first, operator, right)

    turned = ast.BinOp(right, node.op, left)
    match node.op:
        case ast.Add():
            yield Edit("sign", what(right)), made(ast.Sub())
            yield Edit("sign", what(left)), ast.BinOp(right, ast.Sub(), left)
            yield Edit("term", what(left)), right
            yield Edit("term", what(right)), left
            yield Edit("times"), made(ast.Mult())
        case ast.Sub():
            yield Edit("sign", what(right)), made(ast.Add())
            yield Edit("turned"), turned
            yield Edit("term", what(right)), left
            yield Edit("term", what(left)), minus(right)
            yield Edit("absolute_added"), numpy("abs", node)
        case ast.Mult():
            yield Edit("factor", what(left)), right
            yield Edit("factor", what(right)), left
            yield Edit("divides", what(right)), made(ast.Div())
            yield Edit("divides", what(left)), ast.BinOp(right, ast.Div(), left)
            yield Edit("adds"), made(ast.Add())
            yield Edit("powers"), made(ast.Pow())
            yield Edit("squared", what(left)), made(ast.Mult(), square(left))
            yield (
                Edit("squared", what(right)),
                ast.BinOp(left, ast.Mult(), square(right)),
            )
        case ast.Div():
            yield Edit("divisor", what(right)), left
            yield Edit("inverted"), turned
            yield Edit("multiplies", what(right)), made(ast.Mult())
            yield Edit("factor", what(left)), made(ast.Div(), ast.Constant(1))
            yield Edit("fraction"), made(ast.FloorDiv())
            rooted = ast.BinOp(left, ast.Div(), numpy("sqrt", right))
            yield Edit("rooted", what(right)), rooted
            for edit, more in slightly_more(right):
                yield edit, ast.BinOp(left, ast.Div(), more)
            yield (
                Edit("squared", what(right)),
                ast.BinOp(left, ast.Div(), square(right)),
            )
        case ast.Pow():
            yield Edit("power", what(left)), left
            yield Edit("times"), made(ast.Mult())
        case ast.MatMult():
            yield Edit("elementwise"), made(ast.Mult())
            yield Edit("order"), turned
        case ast.BitAnd():
            yield Edit("connective"), made(ast.BitOr())
            yield Edit("condition", what(left)), right
            yield Edit("condition", what(right)), left
        case ast.BitOr():
            yield Edit("connective"), made(ast.BitAnd())
            yield Edit("condition", what(left)), right
            yield Edit("condition", what(right)), left


def _brackets(node: ast.BinOp) -> _Found:
    """Yield what an operation becomes if brackets are forgotten, or too many."""
    left, right = node.left, node.right
    loose = (ast.Add, ast.Sub)
    tight = (ast.Mult, ast.Div, ast.MatMult)
    edit, added = Edit("bracket"), Edit("bracket_added")
    if isinstance(node.op, (*tight, ast.Pow)):
        inner = loose if isinstance(node.op, tight) else (*loose, *tight)
        if isinstance(left, ast.BinOp) and isinstance(left.op, inner):
            rest = ast.BinOp(left.right, node.op, right)
            yield edit, ast.BinOp(left.left, left.op, rest)
    if isinstance(node.op, tight) and isinstance(right, ast.BinOp):
        falls_apart = isinstance(right.op, loose) or (
            isinstance(node.op, ast.Div) and isinstance(right.op, tight)
        )
        if falls_apart:
            rest = ast.BinOp(left, node.op, right.left)
            yield edit, ast.BinOp(rest, right.op, right.right)
    if isinstance(node.op, loose) and isinstance(right, ast.BinOp):
        moved = ast.BinOp(left, node.op, right.left)
        if isinstance(right.op, tight):
            yield added, ast.BinOp(moved, right.op, right.right)
        elif isinstance(node.op, ast.Sub) and isinstance(right.op, loose):
            yield edit, ast.BinOp(moved, right.op, right.right)
    match node.op, left:
        case ast.Add() | ast.Sub(), ast.BinOp(
            op=ast.Mult() | ast.Div() | ast.MatMult()
        ):
            rest = ast.BinOp(left.right, node.op, right)
            yield added, ast.BinOp(left.left, left.op, rest)


_NEIGHBOURS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


def _comparison(node: ast.Compare, operator: ast.cmpop, what: Any) -> _Found:
    kind = type(operator)
    if kind in _NEIGHBOURS:
        yield Edit("strict", what(node)), changed(node, ops=[_NEIGHBOURS[kind]()])
        yield Edit("comparison", what(node)), changed(node, ops=[_REVERSED[kind]()])
    if kind in (ast.Eq, ast.NotEq):
        other = ast.NotEq() if kind is ast.Eq else ast.Eq()
        yield Edit("negated", what(node)), changed(node, ops=[other])


def _conditions(node: ast.BoolOp, what: Any) -> _Found:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield Edit("connective"), changed(node, op=other)
    for k, value in enumerate(node.values):
        rest = node.values[:k] + node.values[k + 1 :]
        yield (
            Edit("condition", what(value)),
            rest[0] if len(rest) == 1 else changed(node, values=rest),
        )


def _part(node: ast.Subscript, what: Any) -> _Found:
    match node.slice:
        case ast.Slice(lower=lower, upper=upper, step=step):
            yield Edit("whole", what(node.value)), node.value
            for moved in _moved(lower):
                part = ast.Slice(moved, upper, step)
                yield Edit("slice", what(node.value)), changed(node, slice=part)
            for moved in _moved(upper):
                part = ast.Slice(lower, moved, step)
                yield Edit("slice", what(node.value)), changed(node, slice=part)
        case ast.UnaryOp(op=ast.USub()):
            first = ast.Constant(0)
            yield Edit("index", what(node.value)), changed(node, slice=first)
        case ast.Constant(value=int(place)):
            for other in {place + 1, place - 1, -1} - {place}:
                index = ast.Constant(other)
                yield Edit("index", what(node.value)), changed(node, slice=index)
        case ast.Name() | ast.BinOp():
            for operator in (ast.Add(), ast.Sub()):
                moved = ast.BinOp(node.slice, operator, ast.Constant(1))
                yield Edit("index", what(node.value)), changed(node, slice=moved)
        case ast.Compare():
            yield Edit("whole", what(node.value)), node.value


def _moved(bound: ast.expr | None) -> Iterator[ast.expr | None]:
    match bound:
        case None:
            return
        case ast.Constant(value=int(place)):
            yield ast.Constant(place + 1)
            if place > 1:
                yield ast.Constant(place - 1)
        case ast.UnaryOp(op=ast.USub()):
            yield None
        case _:
            for operator in (ast.Add(), ast.Sub()):
                yield ast.BinOp(bound, operator, ast.Constant(1))


def _number(value: float) -> _Found:
    if value:
        yield Edit("number_sign"), ast.Constant(-value)
    others = [value + 1, value - 1, 2 * value, value / 2, 10 * value]
    for other in dict.fromkeys(others):
        whole = int(other) if other == int(other) else other
        if whole != value:
            yield Edit("constant", "", f"{whole:g}"), ast.Constant(whole)


def shorter(iterable: ast.expr) -> Iterator[tuple[Edit, ast.expr]]:
    """Yield what a loop goes through if its first or its last pass is left out."""
    listed = ast.Call(named("list"), [iterable], [])
    first = ast.Slice(ast.Constant(1), None, None)
    last = ast.Slice(None, minus(ast.Constant(1)), None)
    yield Edit("loop_first"), ast.Subscript(listed, first, ast.Load())
    yield Edit("loop_last"), ast.Subscript(listed, last, ast.Load())
