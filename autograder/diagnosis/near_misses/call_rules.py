"""The edits of calls: another function, another axis, arguments exchanged."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.nodes import (
    changed,
    is_library,
    minus,
    named,
    numpy,
    renamed,
    square,
)
from autograder.diagnosis.near_misses.quantities import function_name, quantity

_OTHERS = {
    "mean": ("sum", "max", "median"),
    "sum": ("mean", "max"),
    "max": ("min", "sum"),
    "min": ("max",),
    "std": ("var",),
    "log": ("log2", "log10", "log1p"),
    "log2": ("log",),
    "exp": ("expm1", "exp2", "log"),
    "all": ("any",),
    "any": ("all",),
    "cumsum": ("sum", "cumprod"),
    "argmax": ("argmin", "max"),
    "argmin": ("argmax", "min"),
    "diff": ("gradient",),
    "floor": ("ceil",),
    "ceil": ("floor",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "zeros": ("ones",),
    "logaddexp": ("logaddexp2",),
    "sqrt": ("square",),
}
"""Functions that are taken for one another."""

_KINDS_OF_NUMBERS = {"asarray", "array", "float64", "float", "astype", "int", "bool"}
"""What only says how numbers are kept; to leave it out is no mistake in a formula."""

_SMALL = (1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-300)
"""What is added to keep away from 0."""

_Found = Iterator[tuple[Edit, ast.AST]]


def call_edits(node: ast.Call, known: frozenset[str]) -> _Found:
    """Yield what may stand in the place of a call."""
    name = function_name(node)
    args = node.args
    method = isinstance(node.func, ast.Attribute) and not is_library(node.func.value)
    operands = [node.func.value, *args] if method else list(args)  # type: ignore[attr-defined]
    if name == "where" and len(args) == 3:
        test, one, other = args
        yield Edit("cases"), changed(node, args=[test, other, one])
        yield Edit("one_case", quantity(one, known)), one
        yield Edit("one_case", quantity(other, known)), other
        return
    if (
        operands
        and name not in _KINDS_OF_NUMBERS
        and not isinstance(operands[0], ast.Starred)
    ):
        yield Edit("not_applied", name), operands[0]
    if name in ("zeros", "ones", "empty", "array") and not node.keywords:
        whole = ast.keyword("dtype", named("int"))
        yield Edit("whole_numbers"), changed(node, keywords=[whole])
    for taken in _OTHERS.get(name, ()):
        yield Edit("instead", name, taken), renamed(node, taken)
    if name == "len" and len(args) == 1:
        yield from _lengths(args[0], known)
    if name == "norm" and len(args) == 1:
        yield Edit("instead", name, "sum of squares"), square(node)
    if len(args) == 2 and not any(isinstance(arg, ast.Starred) for arg in args):
        yield Edit("order", name), changed(node, args=args[::-1])
    if (
        len(args) == 1
        and name in ("append", "concatenate", "array")
        and isinstance(args[0], ast.List | ast.Tuple)
    ):
        parts = changed(args[0], elts=args[0].elts[::-1])
        yield Edit("order", name), changed(node, args=[parts])
    if len(args) == 1 and name not in _KINDS_OF_NUMBERS and name != "range":
        yield (
            Edit("minus_added", quantity(args[0], known)),
            changed(node, args=[minus(args[0])]),
        )
    if len(args) == 1 and name in ("log", "log2", "sqrt"):
        for edit, more in slightly_more(args[0]):
            yield edit, changed(node, args=[more])
    if isinstance(node.func, ast.Name) and name in known:  # a function handed over
        for done in ("abs", "sign", "trunc", "round", "mean"):
            yield Edit("call_" + done, name), numpy(done, node)
    if name == "range":
        yield from _range(node)
    for k, keyword in enumerate(node.keywords):
        rest = node.keywords[:k] + node.keywords[k + 1 :]
        match keyword:
            case ast.keyword(arg="axis", value=ast.Constant(value=int(axis))):
                turned = ast.keyword("axis", ast.Constant(1 if axis == 0 else 0))
                yield Edit("axis", name), changed(node, keywords=[*rest, turned])
                yield Edit("all_axes", name), changed(node, keywords=rest)
            case ast.keyword(arg="dtype"):
                whole = ast.keyword("dtype", named("int"))
                yield Edit("whole_numbers"), changed(node, keywords=[*rest, whole])
            case ast.keyword(arg="keepdims"):
                yield Edit("keepdims", name), changed(node, keywords=rest)


def _lengths(node: ast.expr, known: frozenset[str]) -> _Found:
    """Yield other numbers of things than how many examples there are."""
    counted = quantity(node, known)
    if not counted:  # of which nothing could be told
        return
    length = ast.Call(named("len"), [node], [])
    for operator, sign in ((ast.Sub(), "-"), (ast.Add(), "+")):
        off = ast.BinOp(length, operator, ast.Constant(1))
        yield Edit("instead", f"len({counted})", f"len({counted}) {sign} 1"), off
    for name in sorted(known):
        for other in ("size", "shape[0]", "shape[-1]"):
            made = ast.parse(f"np.asarray({name}).{other}", mode="eval").body
            yield Edit("instead", f"len({counted})", f"{name}.{other}"), made


def slightly_more(node: ast.expr) -> Iterator[tuple[Edit, ast.expr]]:
    """Yield an expression with a small number added."""
    for small in _SMALL:
        more = ast.BinOp(node, ast.Add(), ast.Constant(small))
        yield Edit("epsilon", "", f"{small:g}"), more


def kept_off(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield a probability kept away from 0 and 1, and by how much."""
    for small in _SMALL[:-2]:
        bounds = ast.Constant(small), ast.Constant(1 - small)
        yield f"{small:g}", numpy("clip", node, *bounds)


def _range(node: ast.Call) -> _Found:
    """Yield ranges that begin or end one place off."""
    *start, stop = node.args[:2]
    rest = node.args[2:]
    if rest:
        return
    fewer = ast.BinOp(stop, ast.Sub(), ast.Constant(1))
    more = ast.BinOp(stop, ast.Add(), ast.Constant(1))
    begin = start[0] if start else ast.Constant(0)
    later = ast.BinOp(begin, ast.Add(), ast.Constant(1))
    yield Edit("loop_last"), changed(node, args=[begin, fewer])
    yield Edit("loop_more"), changed(node, args=[begin, more])
    yield Edit("loop_first"), changed(node, args=[later, stop])
