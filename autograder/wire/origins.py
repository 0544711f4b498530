"""Where, in the code of cells, a result that is not finite has its origin.

Runs where the answer is, on one call, by Python's own tracing: after each line of a
cell the variables that are NaN or infinite are noted, each with the line at which this
began. A line that reads such a variable passes its origin on; one that reads none, and
makes such a number, is one. So what is masked again on its way is not blamed.

What is found is the word of the answer's process, as all that comes from there.
"""

from __future__ import annotations

import ast
import linecache
import math
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import numpy as np

from autograder.wire.messages import MAX_LINE, MAX_LINES

CELL = re.compile(r"<ipython-input-(\d+)-")
"""How IPython names the code of a cell; the number is the cell's prompt."""

MOST_EVENTS = 5_000
"""Lines and calls that are watched; an answer that needs more is told no line."""

MOST_NUMBERS = 10_000
"""Of one array, and the hundredth part of one list, that are looked at."""

UNKNOWN = ""
"""The origin of what was given, or left as memory was."""

_UNSET = ("empty", "empty_like")

Rows = str
"""Lines as in :class:`~autograder.wire.messages.Raised`: the innermost first."""


def origin(target: Any, *args: Any, **kwargs: Any) -> Rows:
    """Make a call; return where in cells its result became NaN or infinite.

    Empty where it did not, or where that is not known.
    """
    asked = getattr(type(target), "__origin_of_call__", None)
    if asked is not None:  # it is elsewhere
        return str(asked(target, args, kwargs))
    watch = _Watch(sys._getframe())
    before = sys.gettrace()
    sys.settrace(watch.enter)
    try:
        target(*args, **kwargs)
    finally:
        sys.settrace(before)
    return watch.found[:MAX_LINES]


@dataclass(frozen=True)
class _Line:
    """The statement on a line, or several: where it begins, what they read."""

    first: int
    reads: frozenset[str] = frozenset()
    leaves_unset: bool = False


@dataclass
class _Frame:
    """A call of a cell's function: which variables are not finite, and since when."""

    prompt: str
    lines: Mapping[int, _Line]
    line: _Line | None = None
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Rows] = field(default_factory=dict)
    passed: Rows = UNKNOWN  # where that began which a call on this line has returned


class _Watch:
    def __init__(self, base: FrameType) -> None:
        self.found: Rows = UNKNOWN
        self._base = base
        self._left = MOST_EVENTS
        self._frames: dict[FrameType, _Frame] = {}
        self._sources: dict[str, Mapping[int, _Line]] = {}

    def enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Trace a call: only those of cells are followed."""
        cell = CELL.match(frame.f_code.co_filename)
        if not self._goes_on() or not cell:
            return None
        if frame not in self._frames:  # a generator is entered more than once
            file = frame.f_code.co_filename
            if file not in self._sources:
                self._sources[file] = _lines_of(file)
            given, caller = _not_finite(frame.f_locals), self._caller(frame)
            origins = dict.fromkeys(given, caller.passed if caller else UNKNOWN)
            self._frames[frame] = _Frame(
                cell[1], self._sources[file], values=given, origins=origins
            )
        return self._follow

    def _follow(self, frame: FrameType, event: str, arg: Any) -> Any:
        if not self._goes_on():
            return None
        own = self._frames[frame]
        if event == "line":
            self._look(frame, own)
            own.passed = UNKNOWN
            own.line = own.lines.get(frame.f_lineno, _Line(frame.f_lineno))
        elif event == "return":
            self._look(frame, own)
            rows = self._origin(frame, own) if _is_bad(arg) else UNKNOWN
            if frame.f_back is self._base:
                self.found = rows
            elif rows and (caller := self._caller(frame)):
                caller.passed = rows
        return self._follow

    def _caller(self, frame: FrameType) -> _Frame | None:
        """Return the call of a cell's function within which another is made."""
        above = frame.f_back
        while above is not None and above is not self._base:
            if above in self._frames:
                return self._frames[above]
            above = above.f_back
        return None

    def _goes_on(self) -> bool:
        self._left -= 1
        if self._left < 0:
            sys.settrace(None)
            self.found = UNKNOWN
        return self._left >= 0

    def _look(self, frame: FrameType, own: _Frame) -> None:
        """Note what the line before has made of the variables."""
        now = _not_finite(frame.f_locals)
        new = [k for k in now if k not in own.values or own.values[k] is not now[k]]
        if new:
            own.origins.update(dict.fromkeys(new, self._origin(frame, own)))
        own.values = now

    def _origin(self, frame: FrameType, own: _Frame) -> Rows:
        """Return where that began which the present line has made."""
        line, bad = own.line, own.values
        if line is None or line.leaves_unset:
            return UNKNOWN
        read = sorted(line.reads & bad.keys(), key=lambda name: not _is_nan(bad[name]))
        if read:
            return own.origins.get(read[0], UNKNOWN)
        if any(_is_bad(frame.f_globals.get(name)) for name in line.reads):
            return UNKNOWN
        text = linecache.getline(frame.f_code.co_filename, line.first)
        row = f"{own.prompt}:{text.strip()[:MAX_LINE]}"
        return f"{own.passed}\n{row}" if own.passed else row


def _not_finite(variables: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in variables.items() if _is_bad(value)}


def _is_bad(value: Any, depth: int = 2) -> bool:
    """Tell whether a number, or one in an array or a list, is not finite."""
    if type(value) is float or isinstance(value, np.floating):
        return not math.isfinite(value)
    if type(value) is np.ndarray:
        is_small = value.dtype.kind == "f" and value.size <= MOST_NUMBERS
        return is_small and not np.isfinite(value).all()
    if type(value) in (list, tuple) and depth and len(value) <= MOST_NUMBERS // 100:
        return any(_is_bad(item, depth - 1) for item in value)
    return False


def _is_nan(value: Any) -> bool:
    try:
        return bool(np.isnan(np.asarray(value, dtype=float)).any())
    except (TypeError, ValueError):
        return False


def _lines_of(file: str) -> Mapping[int, _Line]:
    """Return the statements of a cell by the lines on which they stand."""
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return {}
    found: dict[int, _Line] = {}
    for node in ast.walk(tree):  # what is within comes later
        if isinstance(node, ast.stmt):
            own = list(_own(node))
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            reads = frozenset().union(*map(_reads, own))
            unset = any(isinstance(n, ast.Attribute) and n.attr in _UNSET for n in own)
            for number in range(node.lineno, max(end, node.lineno) + 1):
                beside = found.get(number, _Line(number))
                found[number] = _Line(
                    node.lineno, reads | beside.reads, unset or beside.leaves_unset
                )
    return found


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """Yield the nodes of a statement, but not those of other statements within."""
    ahead: list[ast.AST] = [statement]
    while ahead:
        node = ahead.pop()
        yield node
        inner = ast.iter_child_nodes(node)
        ahead += [n for n in inner if not isinstance(n, ast.stmt | ast.excepthandler)]


def _reads(node: ast.AST) -> set[str]:
    """Return the variable that a node reads; what it puts a number into is not read."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            return {name}
        case ast.AugAssign(target=ast.Name(id=name)):
            return {name}
    return set()
