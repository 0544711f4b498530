"""Make nodes of syntax trees out of others, which stay as they are."""

from __future__ import annotations

import ast
import copy
from typing import Any, TypeVar, cast

T = TypeVar("T")

_OF_ALL = ast.expr_context | ast.boolop | ast.operator | ast.unaryop | ast.cmpop
"""Nodes that all trees share: the parser makes one of each kind."""


def copied(tree: T) -> T:
    """Return a copy of a tree, or of a list of them: fields and places, nothing else.

    Who lays tracebacks out gives nodes a parent, also those that all trees share. So
    ``copy.deepcopy`` copies trees that have nothing to do with this one, more and more.
    """
    if isinstance(tree, list):
        return cast(T, [copied(part) for part in tree])
    if not isinstance(tree, ast.AST) or isinstance(tree, _OF_ALL):
        return tree
    made = type(tree)(**{name: copied(part) for name, part in ast.iter_fields(tree)})
    return cast(T, ast.copy_location(made, tree))


def changed(node: Any, **fields: Any) -> Any:
    """Return a shallow copy of a node with other fields."""
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def named(name: str) -> ast.Name:
    """Return a name that is read."""
    return ast.Name(name, ast.Load())


def minus(node: ast.expr) -> ast.expr:
    """Return ``-node``."""
    return ast.UnaryOp(ast.USub(), node)


def square(node: ast.expr) -> ast.expr:
    """Return ``node ** 2``."""
    return ast.BinOp(node, ast.Pow(), ast.Constant(2))


def numpy(name: str, *args: ast.expr) -> ast.expr:
    """Return a call of one of NumPy's functions."""
    return ast.Call(ast.Attribute(named("np"), name, ast.Load()), list(args), [])


def loaded(target: ast.expr) -> Any:
    """Return what an assignment sets, as it is read."""
    return changed(target, ctx=ast.Load())


def is_library(node: ast.expr) -> bool:
    """Tell whether an attribute of this is a function of a library, no method."""
    match node:
        case ast.Name(id="np" | "math" | "special" | "scipy"):
            return True
        case ast.Attribute(value=value):
            return is_library(value)
        case _:
            return False


def renamed(node: ast.Call, name: str) -> Any:
    """Return a call of another function, with the same arguments."""
    if isinstance(node.func, ast.Attribute):
        return changed(node, func=changed(node.func, attr=name))
    return changed(node, func=named(name))
