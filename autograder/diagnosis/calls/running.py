"""Run a check here: on a reference that is watched, or on another answer.

Whatever a check prints meanwhile is nobody's.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import hashlib
import io
import linecache
import signal
import warnings
from collections.abc import Collection, Iterator, Mapping
from types import FrameType
from typing import Any

from autograder.diagnosis.calls.recording import Recorder
from autograder.diagnosis.calls.tape import (
    CHECK,
    GONE,
    INTERRUPTED,
    Call,
    Lookup,
    class_name,
    is_check,
)
from autograder.notebook.key import Exercise
from autograder.notebook.marks import BEGIN_HIDDEN
from autograder.notebook.names import used_names

MISTAKE_SECONDS = 2.0
"""Of the processor's time, whatever else the machine does. A mistake that never ends is
known by the calls that it did end."""

World = dict[str, Any]


def record(
    exercise: Exercise, test: str, world: World, others: Collection[str] = ()
) -> tuple[list[Call], float | None]:
    """Run a check on the reference; return its calls, and the points if it gives some.

    A check whose last value is a number gives that many points.

    Args:
        exercise: whose calls are recorded.
        test: the check.
        world: globals with all references.
        others: the names of other exercises; their calls are recorded where they make
            objects, such as the networks that this exercise is to train.
    """
    lines = [line.strip() for line in test.splitlines()]
    hidden = lines.index(BEGIN_HIDDEN) + 1 if BEGIN_HIDDEN in lines else len(lines) + 1
    recorder = Recorder(hidden)
    watched = dict(world)
    used = used_names(test)
    for name in exercise.names:
        if name in used:
            watched[name] = recorder.watch(name, world[name])
    for name in used.intersection(others, world).difference(exercise.names):
        watched[name] = recorder.watch_maker(name, world[name])
    file = _file_of(test)  # where its lambdas are looked up, when a call is written
    linecache.cache[file] = (len(test), None, test.splitlines(True), file)
    points = None
    # What was recorded before a failure is recorded all the same.
    with quiet(), time_limit(), contextlib.suppress(Exception, TookTooLongError):
        points = run_check(test, watched)
    is_number = isinstance(points, int | float) and not isinstance(points, bool)
    return recorder.calls, points if is_number else None


def run_check(test: str, world: World) -> Any:
    """Run a check; return the value of its last line, as a notebook does."""
    tree, file = ast.parse(test), _file_of(test)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, file, "exec"), world)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), file, "eval"), world)


def _file_of(test: str) -> str:
    return f"{CHECK}{hashlib.sha256(test.encode()).hexdigest()[:12]}>"


def failing_line(
    test: str, world: World, limit: contextlib.AbstractContextManager[None]
) -> int:
    """Return the line of a check at which it fails; 0 if it passes.

    Also 0 where the answer was stopped, or ended its process: it might have passed.
    """
    try:
        with quiet(), limit:
            run_check(test, world)
    except (Exception, TookTooLongError) as error:
        if class_name(error) in (INTERRUPTED, GONE):
            return 0
        frame, line = error.__traceback__, 0
        while frame is not None:
            if is_check(frame.tb_frame.f_code):
                line = frame.tb_lineno
            frame = frame.tb_next
        return line
    return 0


@contextlib.contextmanager
def quiet() -> Iterator[io.StringIO]:
    """Take aside what is printed, and ignore warnings; yields what stderr gets."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()) as errors,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield errors


class TookTooLongError(BaseException):
    """A time limit has struck.

    Not an Exception: a mistake's own ``except`` must not catch it.
    """


@contextlib.contextmanager
def time_limit(seconds: float = MISTAKE_SECONDS) -> Iterator[None]:
    """Raise :class:`TookTooLongError` in the block after so many seconds."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_PYTHON = vars(builtins)


class Borrowing(dict[str, Any]):
    """Globals of a check: trusted names, and what is missing is the student's."""

    def __init__(self, trusted: Mapping[str, Any], lookup: Lookup) -> None:
        super().__init__(trusted)
        self._lookup = lookup

    def __missing__(self, name: str) -> Any:
        # A KeyError would find Python's own, too, at five times the price.
        return _PYTHON[name] if name in _PYTHON else self._lookup(name)
