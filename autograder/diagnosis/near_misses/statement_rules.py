"""The edits of statements: steps left out, loops cut short, parameters exchanged."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from autograder.diagnosis.near_misses.call_rules import kept_off
from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.edit_rules import shorter
from autograder.diagnosis.near_misses.nodes import (
    changed,
    loaded,
    minus,
    named,
    numpy,
    square,
)
from autograder.diagnosis.near_misses.quantities import quantity


def statement_edits(
    node: ast.stmt, known: frozenset[str]
) -> Iterator[tuple[Edit, list[ast.stmt]]]:
    """Yield what may stand in the place of a statement."""
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield Edit("guard", quantity(test, known)), orelse
            yield Edit("one_case"), body
            if orelse:
                yield Edit("cases"), [changed(node, body=orelse, orelse=body)]
            yield Edit("negated"), [changed(node, test=ast.UnaryOp(ast.Not(), test))]
        case ast.Assign(targets=[target], value=value):
            name = quantity(target, known)
            yield Edit("step", name), []
            if name:
                for small, off in kept_off(value):
                    yield Edit("clipped", name, small), [changed(node, value=off)]
        case ast.AugAssign(target=target, op=operator, value=value):
            left = loaded(target)
            turned = {ast.Add: ast.Sub, ast.Sub: ast.Add}.get(type(operator))
            if turned:
                yield Edit("sign"), [changed(node, op=turned())]
                yield Edit("times"), [changed(node, op=ast.Mult())]
            if isinstance(operator, ast.Mult):
                yield Edit("adds"), [changed(node, op=ast.Add())]
            yield Edit("overwritten"), [ast.Assign([target], value)]
            yield Edit("step", quantity(left, known)), []
        case ast.For(body=body, iter=iterable):
            yield Edit("first_pass"), [changed(node, body=[*body, ast.Break()])]
            for edit, part in shorter(iterable):
                yield edit, [changed(node, iter=part)]
        case ast.Expr(value=ast.Call()):
            yield Edit("step"), []
        case ast.FunctionDef(args=ast.arguments(args=parameters)):
            yield from _parameters(node, parameters)


def _parameters(
    node: ast.FunctionDef, parameters: list[ast.arg]
) -> Iterator[tuple[Edit, list[ast.stmt]]]:
    """Yield a function whose parameters mean each other."""
    for k in range(len(parameters) - 1):
        order = list(parameters)
        order[k], order[k + 1] = order[k + 1], order[k]
        args = copy.copy(node.args)
        args.args = order
        names = parameters[k].arg, parameters[k + 1].arg
        yield Edit("swapped", *names), [changed(node, args=args)]
    is_drawing = any(map(_is_draw, ast.walk(node)))
    for parameter in parameters:
        name = parameter.arg
        for kind, value in _treated(named(name)):
            if is_drawing and kind == "argument_squared":
                continue  # sizes squared are gigabytes of random numbers
            first = ast.Assign([ast.Name(name, ast.Store())], value)
            yield Edit(kind, name), [changed(node, body=[first, *node.body])]


def _is_draw(node: ast.AST) -> bool:
    """Tell whether a node draws random numbers of some size."""
    match node:
        case ast.Call(
            func=ast.Attribute(attr="normal" | "uniform" | "standard_normal")
        ):
            return True
        case _:
            return False


def _treated(name: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield what may be done to an argument before all else."""
    numbers = numpy("asarray", name)
    yield "argument_absolute", numpy("abs", numbers)
    yield "argument_rounded", numpy("round", numbers)
    yield "argument_whole", numpy("trunc", numbers)
    is_table = ast.Compare(
        ast.Attribute(numbers, "ndim", ast.Load()), [ast.Gt()], [ast.Constant(1)]
    )
    yield "argument_flat", ast.IfExp(is_table, numpy("ravel", numbers), name)
    yield "argument_squared", square(numbers)
    yield "argument_sorted", numpy("sort", numbers)
    yield "argument_sign", numpy("sign", numbers)
    rest = ast.Slice(ast.Constant(1), None, None)
    yield "argument_first", ast.Subscript(name, rest, ast.Load())
    begin = ast.Slice(None, minus(ast.Constant(1)), None)
    yield "argument_last", ast.Subscript(name, begin, ast.Load())
