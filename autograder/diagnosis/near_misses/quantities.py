"""What an edit concerns, in names that a student knows; never more of a formula.

A student knows the arguments of the exercise's function and what the lines given around
the blank define. A single one of these, or a number, is told as it is written; of
anything composed only the known names in it are told: ``(… P … Q …)``.
"""

from __future__ import annotations

import ast

from autograder.notebook.marks import BEGIN_SOLUTION, END_SOLUTION

LONGEST = 12
"""Characters of ``w[1:]`` and the like; what is longer is part of a formula."""

MOST_NAMES = 3
"""Names told of something composed."""


def known_names(reference: str) -> frozenset[str]:
    """Return the names in an answer's cell that a student sees before answering.

    They are the arguments of its functions, and what is bound outside of the solution.
    """
    names: set[str] = set()
    hidden = _hidden_lines(reference)
    for node in ast.walk(ast.parse(reference)):
        if getattr(node, "lineno", 0) in hidden:
            continue
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return frozenset(names)


def _hidden_lines(source: str) -> set[int]:
    hidden: set[int] = set()
    is_hidden = False
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() in (BEGIN_SOLUTION, END_SOLUTION):
            is_hidden = line.strip() == BEGIN_SOLUTION
        elif is_hidden:
            hidden.add(number)
    return hidden


def quantity(node: ast.AST, known: frozenset[str]) -> str:
    """Write what a part of a formula stands for; empty if there is nothing to tell."""
    used = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
    if isinstance(node, ast.Constant):
        return repr(node.value) if isinstance(node.value, int | float) else ""
    if isinstance(node, ast.Name | ast.Subscript | ast.Attribute):
        written = ast.unparse(node)
        if used and known.issuperset(used) and len(written) <= LONGEST:
            return written
    told = [name for name in dict.fromkeys(used) if name in known]
    if not told or len(told) > MOST_NAMES:
        return ""
    return f"(… {' … '.join(told)} …)"


def function_name(call: ast.Call) -> str:
    """Return how a function is called, without the library it is from."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
