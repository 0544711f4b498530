"""What made-up students do to an answer besides getting it wrong."""

from __future__ import annotations

import ast
from collections.abc import Mapping

_FORGED = '''\
import os
import stat


def {name}(*given, **named):
    """Tell the grader, wherever it listens, that all is right."""
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, b"all right, full marks")
        except OSError:
            pass
    return 0.5
'''


def function_of(source: str) -> ast.FunctionDef | None:
    """Return the last function that an answer defines: the one that was asked for."""
    functions = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    return functions[-1] if functions else None


def forged(source: str) -> str:
    """Return an answer that tries to speak to the grader in place of answering."""
    function = function_of(source)
    return _FORGED.format(name=function.name) if function else source


def careful(source: str) -> str:
    """Return a right answer that no bank has: its first argument is checked."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.args.args:
            name = node.args.args[0].arg
            check = f"if {name} is None:\n    raise ValueError('{name} is missing')"
            start = 1 if ast.get_docstring(node) is not None else 0
            node.body[start:start] = ast.parse(check).body
    return ast.unparse(tree)


def disguised(source: str) -> str:
    """Return an answer as somebody copies it who hopes not to be noticed.

    The names of arguments and variables are others, the layout and the comments too.
    """
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            _Renaming(_own_names(node)).visit(node)
    return f"# my own work\n{ast.unparse(tree)}\n"


def _own_names(function: ast.FunctionDef) -> dict[str, str]:
    """Return new names for those that a function binds, in it and in what it holds."""
    nodes = list(ast.walk(function))
    names = [node.arg for node in nodes if isinstance(node, ast.arg)]
    names += [
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    shared = {
        name
        for node in nodes
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
    names = [name for name in dict.fromkeys(names) if name not in shared]
    return {name: f"my_{number}" for number, name in enumerate(names, start=1)}


class _Renaming(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._names.get(node.arg, node.arg)
        return node
