"""Answers that are one edit, or two, away from a right one.

A :class:`NearMiss` is a right answer's tree with something else in one place. The tree
is changed only while a near miss is made into code: there are hundreds of them, and
most are never asked for.
"""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any

from autograder.diagnosis.near_misses.bearings import Bearings
from autograder.diagnosis.near_misses.edit_kinds import Edit
from autograder.diagnosis.near_misses.edit_rules import edits_of
from autograder.diagnosis.near_misses.nodes import copied
from autograder.diagnosis.near_misses.statement_rules import statement_edits

COMBINED = frozenset(
    {"factor", "divisor", "term", "sign", "minus", "axis", "all_axes", "keepdims"}
    | {"strict", "not_applied", "not_applied_once", "bracket"}
)
"""The kinds of slips that students make two of in one formula."""

MOST_COMBINED = 24
"""Edits of one answer that are combined with each other."""


@dataclass(frozen=True)
class Site:
    """A place in a tree: a field of a node, or an item of such a list."""

    parent: Any
    field: str
    index: int | None = None

    def read(self) -> Any:
        """Return what stands here."""
        value = getattr(self.parent, self.field)
        return value if self.index is None else value[self.index]

    @contextlib.contextmanager
    def holding(self, new: Any) -> Iterator[None]:
        """Let something else stand here; a statement may give way to several."""
        before = getattr(self.parent, self.field)
        if self.index is None:
            changed = new
        else:
            several = new if isinstance(new, list) else [new]
            changed = [*before[: self.index], *several, *before[self.index + 1 :]]
            if not changed and self.field == "body":
                changed = [ast.Pass(lineno=1, col_offset=0)]
        setattr(self.parent, self.field, changed)
        try:
            yield
        finally:
            setattr(self.parent, self.field, before)


@dataclass(frozen=True)
class NearMiss:
    """A right answer in which something else stands in one place."""

    edits: tuple[Edit, ...]
    tree: ast.Module
    site: Site
    new: Any

    def compiled(self) -> CodeType:
        """Return its code.

        Raises:
            SyntaxError, ValueError, TypeError: What came of it is no Python.
        """
        with self.site.holding(self.new):
            # All else has its place; to look for what lacks one takes longest of all.
            for part in self.new if isinstance(self.new, list) else [self.new]:
                ast.fix_missing_locations(part)
            return compile(self.tree, "<near miss>", "exec")

    def made(self) -> ast.Module:
        """Return its tree, to be changed further."""
        with self.site.holding(self.new):
            return ast.fix_missing_locations(copied(self.tree))


def near_misses(source: str, known: frozenset[str]) -> Iterator[NearMiss]:
    """Yield what is one edit away from a right answer.

    Args:
        source: the right answer's cell.
        known: the names that may be told.
    """
    return _edited(ast.parse(source), known)


def pairs_of_edits(source: str, known: frozenset[str]) -> Iterator[NearMiss]:
    """Yield what is two edits away from a right answer, of those often made."""
    single = [m for m in near_misses(source, known) if m.edits[0].kind in COMBINED]
    for first in single[:MOST_COMBINED]:
        (edit,) = first.edits
        for second in _edited(first.made(), known):
            (other,) = second.edits
            if other.kind in COMBINED and edit <= other:  # each pair once
                yield NearMiss((edit, other), second.tree, second.site, second.new)


def _edited(tree: ast.Module, known: frozenset[str]) -> Iterator[NearMiss]:
    read = Counter(map(_read, ast.walk(tree)))
    called = set(map(_called, ast.walk(tree)))
    bearings = Bearings(tree)
    for site in _sites(tree):
        node = site.read()
        found: Iterator[tuple[Edit, Any]] = edits_of(node, known)
        if isinstance(node, ast.stmt):
            found = itertools.chain(statement_edits(node, known), found)
        for edit, new in found:
            if edit.kind == "not_applied" and read[edit.what] > 1:
                edit = dataclasses.replace(edit, kind="not_applied_once")
            name, dot, _ = edit.other.partition(".")
            if dot and name in called:  # a function has no size
                continue
            if (told := bearings.told(edit, node)) is not None:
                yield NearMiss((told,), tree, site, new)


def _read(node: ast.AST) -> str:
    """Return the name that a node reads, of a function of a library its own."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _called(node: ast.AST) -> str:
    """Return the name of a function that a node calls."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name
        case _:
            return ""


def _sites(node: ast.AST) -> Iterator[Site]:
    """Yield the places below a node, docstrings left out."""
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST) and not _is_text(item):
                    yield Site(node, field, index)
                    yield from _sites(item)
        elif isinstance(value, ast.AST) and not isinstance(
            value, ast.expr_context | ast.operator | ast.unaryop
        ):
            yield Site(node, field)
            yield from _sites(value)


def _is_text(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case _:
            return False
