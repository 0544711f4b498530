"""Answers without what does not matter: how code looks when only its syntax counts.

The *normal form* of code is the list of its tokens after these steps:

1. comments, docstrings, annotations, imports and ``pass`` are dropped, and so are
   expressions at the top level: somebody tried the answer out;
2. ``x = E`` followed by ``return x`` becomes ``return E``;
3. every name that the answer itself binds gets a number in place of the name, scope by
   scope; the names that the exercise asks for stay;
4. the head of the function that is asked for is left out: everybody was given it.

Text is normalised to its words, in small letters.

The *likeness* of two normal forms of a and b tokens, of which at most m can be found in
both in the same order, is 2m / (a + b). Code that defines no function is data (a
letter, a list of weights), where one token makes all the difference: there the likeness
is 1 or 0.

RapidFuzz computes it, for all pairs in one call in C++: nbgrader needs it already, it
has wheels for every Python and machine we support, and regular releases. copydetect
(winnowing, as MOSS does it) was weighed: it compares pair after pair in Python, selects
fingerprints by ``hash(str)``, so that its findings differ from run to run, imports
pyplot, and most answers here are hardly longer than one of its fingerprints.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

ALIKE = 0.9
"""From this likeness on two answers are one: a token in ten may differ."""

LONGEST = 20_000  # characters; a longer answer is not one, and would cost the others

_TOKEN = re.compile(r"[^\W\d]\w*|\d[\w.]*|\*\*|//|[<>=!]=|\S")
_MAGIC = re.compile(r"^[ \t]*[%!?].*$", re.MULTILINE)
_UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPE = (*_FUNCTION, ast.Lambda)
_COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Form:
    """A normal form; ``is_data`` where nothing less than equality counts."""

    tokens: tuple[str, ...] = ()
    is_data: bool = False


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell; None where it is not Python.

    IPython's magics are dropped if the cell is no Python with them.
    """
    if len(source) > LONGEST:
        return None
    for text in (source, _MAGIC.sub("", source)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # SyntaxWarning: they are not ours
                return ast.parse(text)
        except _UNPARSABLE:
            continue
    return None


def text_form(source: str) -> Form:
    """Return the normal form of text."""
    return Form(tuple(re.findall(r"\w+", source[:LONGEST].casefold())))


def asked_names(reference: str) -> frozenset[str]:
    """Return the names that a reference answer binds at its top level."""
    tree = parse(reference)
    return frozenset(_bound(tree.body)) if tree else frozenset()


@lru_cache(maxsize=4096)
def code_form(source: str, asked: frozenset[str] = frozenset()) -> Form:
    """Return the normal form of code; remembered, for several parts ask for the same.

    Args:
        source: an answer.
        asked: the names that the exercise asks for, from :func:`asked_names`.

    Returns:
        The form; of code that is not Python, the tokens as they stand.
    """
    tree = parse(source)
    if tree is None:
        return Form(tuple(_TOKEN.findall(source[:LONGEST])))
    try:
        tree = _Stripper().visit(tree)
        tree = _Renamer(_bound(tree.body) - asked).visit(tree)
        texts = [ast.unparse(node) for node in _without_heads(tree, asked)]
    # Python reads more than it can write: numbers of thousands of digits, f-strings
    # with a space that is no space.
    except _UNPARSABLE:
        return Form(tuple(_TOKEN.findall(source)))
    tokens = tuple(token for text in texts for token in _TOKEN.findall(text))
    is_data = not any(isinstance(node, _SCOPE) for node in ast.walk(tree))
    return Form(tokens, is_data)


def _without_heads(tree: ast.Module, asked: Collection[str]) -> Iterator[ast.stmt]:
    for node in tree.body:
        if isinstance(node, _FUNCTION) and node.name in asked:
            yield from node.body
        else:
            yield node


def likeness(forms: Sequence[Form], others: Sequence[Form]) -> NDArray[np.float64]:
    """Return the likeness of every form to every other, from 0 to 1."""
    if not forms or not others:
        return np.zeros((len(forms), len(others)))
    found = cdist(
        [form.tokens for form in forms],
        [form.tokens for form in others],
        scorer=Indel.normalized_similarity,
        dtype=np.float64,
    )
    data = np.logical_or.outer(
        [form.is_data for form in forms], [form.is_data for form in others]
    )
    return np.where(data & (found < 1), 0.0, found)


class _Stripper(ast.NodeTransformer):
    """Drops what has no part in what an answer computes."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        node.body = [each for each in node.body if not isinstance(each, ast.Expr)]
        self.generic_visit(node)
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, _straight(block) or _empty(name))
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else node

    def visit_Pass(self, node: ast.Pass) -> None:
        return None

    def visit_Import(self, node: ast.Import) -> None:
        return None

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        return None

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.generic_visit(ast.Assign([node.target], node.value, lineno=0))

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)


def _empty(block: str) -> list[ast.stmt]:
    return [ast.Pass()] if block == "body" else []


def _straight(block: list[ast.stmt]) -> list[ast.stmt]:
    """Return a block in which no value gets a name only to be returned."""
    if len(block) < 2:
        return block
    *before, named, last = block
    match named, last:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value),
            ast.Return(value=ast.Name(id=same)),
        ) if name == same:
            return [*before, ast.Return(value)]
    return block


class _Renamer(ast.NodeTransformer):
    """Numbers the names of each scope in the order in which they are met."""

    def __init__(self, bound: Iterable[str]) -> None:
        self._scopes = [_Scope(0, bound)]

    def _name(self, name: str) -> str:
        for scope in reversed(self._scopes):
            if name in scope.bound:
                return scope.number(name)
        return name

    def _inside(self, node: ast.AST, bound: Iterable[str]) -> ast.AST:
        self._scopes.append(_Scope(len(self._scopes), bound))
        node = super().generic_visit(node)
        self._scopes.pop()
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, _FUNCTION):
            node.name = self._name(node.name)
            return self._inside(node, {*_parameters(node.args), *_bound(node.body)})
        if isinstance(node, ast.Lambda):
            return self._inside(node, _parameters(node.args))
        if isinstance(node, _COMPREHENSION):
            targets = (part.target for part in node.generators)
            return self._inside(node, {n for t in targets for n in _bound([t])})
        return super().generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self._name(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._name(node.arg)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.name = node.name and self._name(node.name)
        return self.generic_visit(node)


class _Scope:
    """The names bound at one depth, and the numbers of those already met."""

    def __init__(self, depth: int, bound: Iterable[str]) -> None:
        self.bound = frozenset(bound)
        self._depth = depth
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> str:
        """Return the placeholder of a name."""
        return f"v{self._depth}_{self._numbers.setdefault(name, len(self._numbers))}"


def _parameters(arguments: ast.arguments) -> set[str]:
    return {node.arg for node in ast.walk(arguments) if isinstance(node, ast.arg)}


def _bound(block: Iterable[ast.AST]) -> set[str]:
    """Return the names that a block binds, without those of scopes within it."""
    bound: set[str] = set()
    free: set[str] = set()
    waiting = list(block)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                bound.add(name)
                continue
            case ast.Lambda():
                continue
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                continue
            case ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                free.update(names)
        waiting.extend(ast.iter_child_nodes(node))
    return bound - free
