"""Two mistakes in one answer: what each changes of the reference, put together.

A mistake is a whole answer, written its own way. To see what it changes, it and the
reference are brought into one form: no docstring, and a name that stands for one
expression gives way to it. What then differs is a *patch*; two patches that do not get
into each other's way make an answer with both mistakes.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import CodeType
from typing import Any

from autograder.diagnosis.near_misses.nodes import copied
from autograder.notebook.key import KnownMistake

Path = tuple[str | int, ...]
"""Fields and indices that lead from the top of a tree to a node."""

Patch = Mapping[Path, Any]
"""What stands, in a mistake, in the places of nodes of the reference."""

_PARTS = (ast.expr, ast.stmt, ast.comprehension, ast.keyword, list)
"""What can be exchanged by itself; a name or an operator is exchanged with all of its
expression."""

_LEAVES = (ast.Name, ast.Constant)
"""What may be anywhere, so that nothing tells which of them was kept."""

MOST_CHANGES = 4
"""Places that a mistake changes; one with more is another answer altogether."""


@dataclass(frozen=True)
class BothMistakes:
    """An answer with two known mistakes.

    Attributes:
        mistakes: their names.
    """

    mistakes: tuple[str, str]
    reference: ast.Module
    patches: tuple[Patch, Patch]

    def compiled(self) -> CodeType:
        """Return its code; ValueError where one mistake is in the way of the other."""
        tree = _merged(self.reference, *self.patches)
        return compile(ast.fix_missing_locations(tree), "<both mistakes>", "exec")


def both_of_two(
    reference: str, mistakes: Sequence[KnownMistake]
) -> Iterator[BothMistakes]:
    """Yield the answers that have two of the mistakes, as far as they go together."""
    right = _plain(reference)
    patches: list[tuple[str, Patch]] = []
    for mistake in mistakes:
        patch: dict[Path, Any] = {}
        _compare(right, _plain(mistake.code), (), patch)
        if 0 < len(patch) <= MOST_CHANGES and () not in patch:
            patches.append((mistake.name, patch))
    for (one, first), (other, second) in itertools.combinations(patches, 2):
        yield BothMistakes((one, other), right, (first, second))


def _plain(source: str) -> ast.Module:
    """Return a tree without what tells two ways of writing apart."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node) is not None and len(node.body) > 1:
                del node.body[0]
            node.body = list(itertools.chain.from_iterable(map(_split, node.body)))
            _inline(node)
    return tree


def _split(node: ast.stmt) -> list[ast.stmt]:
    """Take ``a, b = c, d`` apart."""
    match node:
        case ast.Assign(
            targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)
        ):
            set_before = {t.id for t in targets[:-1] if isinstance(t, ast.Name)}
            used = {
                n.id for v in values[1:] for n in ast.walk(v) if isinstance(n, ast.Name)
            }
            if len(targets) == len(values) and not set_before & used:
                pairs = zip(targets, values, strict=True)
                return [ast.Assign([target], value) for target, value in pairs]
    return [node]


def _inline(function: ast.FunctionDef) -> None:
    """Put expressions in the places of the names that stand for them."""
    parameters = {arg.arg for arg in function.args.args}
    stored = [
        n.id
        for n in ast.walk(function)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    ]
    changed = {
        n.value.id
        for n in ast.walk(function)
        if isinstance(n, ast.Subscript)
        and isinstance(n.ctx, ast.Store)
        and isinstance(n.value, ast.Name)
    }
    kept: list[ast.stmt] = []
    meant: dict[str, ast.expr] = {}
    for node in function.body:
        node = _Exchange(meant).visit(node)
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                stored.count(name) == 1 and name not in parameters | changed
            ):
                meant[name] = value
            case _:
                kept.append(node)
    function.body = kept


class _Exchange(ast.NodeTransformer):
    def __init__(self, meant: Mapping[str, ast.expr]) -> None:
        self._meant = meant

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and node.id in self._meant:
            return copied(self._meant[node.id])
        return node


def _compare(right: Any, wrong: Any, path: Path, patch: dict[Path, Any]) -> None:
    """Note where two trees differ, as deep inside as can be."""
    if type(right) is not type(wrong):
        is_other = isinstance(right, ast.stmt)  # another way to answer altogether
        patch[() if is_other else path] = wrong
    elif isinstance(right, ast.AST):
        before = dict(patch)
        for field in right._fields:
            _compare(
                getattr(right, field, None),
                getattr(wrong, field, None),
                (*path, field),
                patch,
            )
        # Another operator, or name, is another expression; so is what wraps this one.
        own = [key for key in patch if key not in before]
        is_leaf = any(not isinstance(patch[key], _PARTS) for key in own)
        if isinstance(right, ast.expr) and (is_leaf or (own and _holds(wrong, right))):
            for key in own:
                del patch[key]
            patch[path] = wrong
    elif isinstance(right, list):
        if len(right) != len(wrong):
            _align(right, wrong, path, patch)
            return
        for k, pair in enumerate(zip(right, wrong, strict=True)):
            _compare(*pair, (*path, k), patch)
    elif right != wrong:
        patch[path] = wrong


def _align(
    right: list[Any], wrong: list[Any], path: Path, patch: dict[Path, Any]
) -> None:
    """Note what was put into a list of statements, or left out of it."""
    if not all(isinstance(node, ast.stmt) for node in (*right, *wrong)):
        patch[path] = wrong
        return
    kinds = [[type(node).__name__ for node in nodes] for nodes in (right, wrong)]
    matcher = SequenceMatcher(a=kinds[0], b=kinds[1], autojunk=False)
    put_in: list[ast.stmt] = []
    for tag, i, end, j, stop in matcher.get_opcodes():
        if tag == "insert":
            put_in = wrong[j:stop]
            if any(
                isinstance(n, ast.Return) for each in put_in for n in ast.walk(each)
            ):
                patch[()] = wrong
        for k in range(i, end):
            if tag == "equal" and not put_in:
                _compare(right[k], wrong[j + k - i], (*path, k), patch)
            elif tag == "equal":
                patch[*path, k] = _block([*put_in, wrong[j + k - i]])
                put_in = []
            elif tag == "delete":
                patch[*path, k] = ast.Pass()
            else:
                patch[()] = wrong
    if put_in:
        patch[()] = wrong


def _block(statements: list[ast.stmt]) -> ast.stmt:
    """Return several statements as one."""
    return ast.If(ast.Constant(True), statements or [ast.Pass()], [])


def _holds(whole: ast.AST, part: ast.AST) -> bool:
    dumped = ast.dump(part)
    return any(
        type(node) is type(part) and ast.dump(node) == dumped
        for node in ast.walk(whole)
        if node is not whole
    )


def _merged(reference: ast.Module, first: Patch, second: Patch) -> ast.Module:
    """Return the reference with both patches.

    Raises:
        ValueError: Both change one place, and neither keeps what was there.
    """
    tree = copied(reference)
    # What both write otherwise in the same way is no part of either mistake.
    shared = {path for path in first if path in second and _same(first, second, path)}
    outer = {path: new for path, new in first.items() if path not in shared}
    inner = {path: new for path, new in second.items() if path not in shared}
    for path, new in sorted(inner.items(), key=lambda item: -len(item[0])):
        above = [key for key in outer if path[: len(key)] == key]
        below = [key for key in outer if key[: len(path)] == path and key != path]
        if below:  # the other is inside of this one
            return _nested(reference, inner, outer)
        if above:
            return _nested(reference, outer, inner)
        _put(tree, path, new)
    for path, new in outer.items():
        _put(tree, path, new)
    return tree


def _same(first: Patch, second: Patch, path: Path) -> bool:
    one, other = first[path], second[path]
    both_nodes = isinstance(one, ast.AST) and isinstance(other, ast.AST)
    return both_nodes and ast.dump(one) == ast.dump(other)


def _nested(reference: ast.Module, outer: Patch, inner: Patch) -> ast.Module:
    """Return a tree in which what ``outer`` keeps has been changed by ``inner``."""
    tree = copied(reference)
    for path, new in inner.items():
        _put(tree, path, new)
    changed = copied(tree)
    for path, new in outer.items():
        for place in inner:
            if place[: len(path)] == path:
                new = _carried(new, reference, changed, path, place)
        _put(tree, path, new)
    return tree


def _carried(
    new: ast.AST, reference: ast.Module, changed: ast.Module, path: Path, place: Path
) -> ast.AST:
    """Return what stands at a path, with a change at a place below that it keeps."""
    for end in range(len(path), len(place) + 1):
        old = _get(reference, place[:end])
        if isinstance(old, ast.expr | ast.stmt) and not isinstance(old, _LEAVES):
            dumped = ast.dump(old)
            if any(ast.dump(node) == dumped for node in ast.walk(new)):
                now = _get(changed, place[:end])
                made: ast.AST = _Instead(old, now).visit(copied(new))
                return made
    raise ValueError("two mistakes in one place")


class _Instead(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = ast.dump(old), new

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if ast.dump(node) == self._old:
            return copied(self._new)
        return super().generic_visit(node)


def _get(tree: ast.AST, path: Path) -> Any:
    node: Any = tree
    for step in path:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    return node


def _put(tree: ast.AST, path: Path, new: Any) -> None:
    holder = _get(tree, path[:-1])
    if isinstance(path[-1], int):
        holder[path[-1]] = copied(new)
    else:
        setattr(holder, path[-1], copied(new))
