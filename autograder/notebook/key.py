"""What a notebook's answers are compared with: references and known mistakes."""

from __future__ import annotations

import ast
import json
import symtable
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer of the bank.

    Attributes:
        name: ``exercise.mistake``.
        code: the whole answer.
        by_check: whether it is recognised by the line at which the check fails.
    """

    name: str
    code: str
    by_check: bool = False


@dataclass(frozen=True)
class Exercise:
    """One exercise: the cells of its answer and of its check, and its mistakes."""

    name: str
    grade_id: str
    reference: str
    mistakes: tuple[KnownMistake, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The global names that an answer defines."""
        return tuple(defined_names(self.reference))


@dataclass(frozen=True)
class AnswerKey:
    """The exercises of a notebook, in its order."""

    exercises: tuple[Exercise, ...]

    def to_bytes(self) -> bytes:
        """Encode."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> AnswerKey:
        """Read what :meth:`to_bytes` wrote."""
        return cls(tuple(map(_exercise, json.loads(data)["exercises"])))

    def by_grade_id(self) -> Mapping[str, Exercise]:
        """The exercises by the id of their check."""
        return {exercise.grade_id: exercise for exercise in self.exercises}


def _exercise(plain: dict[str, Any]) -> Exercise:
    mistakes = tuple(KnownMistake(**mistake) for mistake in plain["mistakes"])
    return Exercise(**{**plain, "mistakes": mistakes})


def defined_names(source: str) -> list[str]:
    """Return the global names that a cell defines, in order."""
    names: list[str] = []
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a magic, in other people's courses
        return names
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.append(name)
            case ast.Assign(targets=targets):
                names += [
                    n.id
                    for target in targets
                    for n in ast.walk(target)
                    if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
                ]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.append(name)
    return list(dict.fromkeys(names))


def bound_names(source: str) -> set[str]:
    """Return all names that a cell binds anywhere: also imported or local ones."""
    bound = {
        node.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return bound | imported | set(defined_names(source))


def used_names(source: str) -> set[str]:
    """Return the global names that a cell reads; none if it is no Python."""
    try:
        tables = [symtable.symtable(source, "<cell>", "exec")]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names: set[str] = set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        names |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced()
            and (symbol.is_global() or table.get_type() == "module")
        }
    return names
