"""Syntax trees, also for programs of several threads."""

from __future__ import annotations

import ast
from threading import RLock

_ONE_AT_A_TIME = RLock()


def parse(source: str | bytes) -> ast.Module:
    """Return what :func:`ast.parse` does, raising what it raises.

    CPython up to 3.12 counts how deep it is in a tree once for all threads: where two
    of them parse, one may end in "SystemError: AST constructor recursion depth
    mismatch" (its issue 106905).
    """
    with _ONE_AT_A_TIME:
        return ast.parse(source)
