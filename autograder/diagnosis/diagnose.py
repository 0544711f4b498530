"""Diagnose one exercise: record its check, play the tape, compare, describe.

Runs in the checker's process, after the notebook's last cell: playing a tape calls the
student's functions with test inputs once more, and where an earlier exercise is wrong,
the reference stands in for it in the student's process. Scores are settled by then.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import functools
import inspect
import io
import linecache
import signal
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType, FrameType
from typing import Any, Protocol

from autograder.diagnosis.counterexample import counterexample
from autograder.diagnosis.counterexample import written as written_call
from autograder.diagnosis.naming import Signature, explain, signature
from autograder.diagnosis.observation import Seen, observe
from autograder.diagnosis.outcome import MISSING, Outcome
from autograder.diagnosis.question import Question
from autograder.diagnosis.tape import (
    CHECK,
    GONE,
    INTERRUPTED,
    NOT_MADE,
    Call,
    Lookup,
    Recorder,
    class_name,
    make_call,
    play,
)
from autograder.marks import BEGIN_HIDDEN
from autograder.model import Diagnosis, Observation
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from autograder.notebook.names import used_names
from autograder.wire.codec import is_plain

MISTAKE_SECONDS = 2.0
"""Of the processor's time, whatever else the machine does. A mistake that never ends is
known by the calls that it did end."""

World = dict[str, Any]


class Answer(Protocol):
    """The student's answer, in a process of its own."""

    def lookup(self, name: str) -> Any:
        """Return what a global name means there; KeyError if nothing."""

    def assign(self, name: str, value: Any) -> None:
        """Give a global name there another meaning."""


class Diagnostician:
    """Diagnoses the answers of one notebook.

    Args:
        trusted: the checker's globals: what setup cells, and the checks so far, make.
        key: references and known mistakes.
    """

    def __init__(self, trusted: Mapping[str, Any], key: AnswerKey) -> None:
        self._trusted = trusted
        self._exercises = {exercise.name: exercise for exercise in key.exercises}
        self._world: World | None = None
        self._tapes: dict[tuple[str, str], _Tape] = {}
        self._stand_ins: set[str] = set()
        self._called: set[str] = set()
        self._is_helpless = False

    def names(self, exercise: str) -> tuple[str, ...]:
        """Return the global names that an answer to an exercise defines."""
        return self._exercises[exercise].names

    def renew(self) -> None:
        """Take note that a further setup cell has run."""
        self._world = None

    def diagnose(self, question: Question, answer: Answer) -> Diagnosis:
        """Say what is known of the answer to one exercise."""
        exercise = self._exercises[question.exercise]
        world = self._reference_world()
        needed = self._needed_names(exercise)
        wrong = [self._exercises[name] for name in question.wrong_before]
        for other in wrong:
            self._let_reference_stand_in(other, needed, world, answer)
        tape = self._tape(exercise, question.test, world)
        self._called.clear()
        self._is_helpless = False
        passes = bool(wrong) and self._passes(question, tape, answer)
        if self._is_helpless:  # what failed may be ours
            return _computed_with(question.uses)
        if passes:
            # With right answers before it, nothing is wrong with this one itself.
            known = self._called.union(question.uses)
            return Diagnosis(builds_on=tuple(o.name for o in wrong if o.name in known))
        outcomes = list(play(tape.calls, answer.lookup))
        named = explain(tape.signatures, outcomes)
        are_values = tape.calls and all(call.op is None for call in tape.calls)
        if not named and question.uses and are_values:
            return _computed_with(question.uses)
        named = named or self._by_check(question, tape, outcomes, answer)
        example = counterexample(
            tape.calls,
            tape.reference,
            outcomes,
            lambda call: (
                make_call(call, world.__getitem__, {})[0],
                make_call(call, answer.lookup, {})[0],
            ),
        )
        seen = Seen(
            tape.calls,
            tape.reference,
            outcomes,
            lambda call: written_call(tape.calls, call),
        )
        # What comes of a wrong answer that nothing could stand in for is not told of
        # the one that needs it.
        names = {name for other in wrong for name in other.names}
        is_blameless = bool(needed & names - self._stand_ins)
        facts = () if named or is_blameless else observe(seen)
        return Diagnosis(mistakes=named, counterexample=example, observations=facts)

    def _reference_world(self) -> World:
        """Return globals in which every exercise has its reference answer."""
        if self._world is None:
            self._world = dict(self._trusted)
            for exercise in self._exercises.values():
                # A later answer may need a setup cell that has not run yet.
                with _quiet(), contextlib.suppress(Exception):
                    exec(_compiled(exercise.reference, "<reference>"), self._world)
        return self._world

    def _tape(self, exercise: Exercise, test: str, world: World) -> _Tape:
        place = exercise.name, test
        if place not in self._tapes:
            self._tapes[place] = _Tape(exercise, test, world)
        return self._tapes[place]

    def _needed_names(self, exercise: Exercise) -> set[str]:
        """Return the names that a reference uses, also through other references."""
        needed: set[str] = set()
        sources = [exercise.reference]
        while sources:
            used = used_names(sources.pop()) - needed
            needed |= used
            sources += [
                other.reference
                for other in self._exercises.values()
                if used.intersection(other.names)
            ]
        return needed

    def _let_reference_stand_in(
        self, exercise: Exercise, needed: set[str], world: World, answer: Answer
    ) -> None:
        """Put the reference in the place of an answer that is wrong itself.

        A value, once it is there, is known to the answer, which can give it back and so
        have it shown: the right choice of a question. So a value goes only where the
        reference needs it; of a function nothing but its results goes. Nothing else
        goes: of a class, instances would have to.
        """
        for name in exercise.names:
            value = world[name]
            if name in self._stand_ins:
                continue
            if inspect.isroutine(value) or isinstance(value, functools.partial):
                value = self._counted(exercise.name, value)
            elif name not in needed or not is_plain(value):
                continue
            with contextlib.suppress(TypeError):  # what cannot be sent stays wrong
                answer.assign(name, value)
                self._stand_ins.add(name)

    def _counted(self, exercise: str, function: Callable[..., Any]) -> Any:
        def stand_in(*args: Any, **kwargs: Any) -> Any:
            self._called.add(exercise)
            result = function(*args, **kwargs)
            if not (callable(result) or is_plain(result)):
                self._is_helpless = True
            return result

        return stand_in

    def _by_check(
        self,
        question: Question,
        tape: _Tape,
        outcomes: Sequence[Outcome],
        answer: Answer,
    ) -> tuple[tuple[str, ...], ...]:
        """Return the mistakes with which the check fails at the same line."""
        exercise = self._exercises[question.exercise]
        known = [m for m in exercise.mistakes if m.by_check]
        if not known or any(outcome is MISSING for outcome in outcomes):
            return ()
        line = self._failing_line(question, answer)
        tie = [m.name for m in known if line and tape.failing_line(m) == line]
        return (tuple(tie),) if tie else ()

    def _passes(self, question: Question, tape: _Tape, answer: Answer) -> bool:
        """Whether the answer passes its check now, with all the points there are."""
        world = _Borrowing(self._trusted, answer.lookup)
        try:
            with _quiet():
                points = run_check(question.test, world)
        except Exception:
            return False
        return tape.points is None or points == tape.points

    def _failing_line(self, question: Question, answer: Answer) -> int:
        """Return the line at which the answer fails its check now; 0 if it passes."""
        # The session stops an answer that takes too long. A limit of ours would strike
        # between a request and its reply, and make a forger of an honest student.
        limit = contextlib.nullcontext()
        world = _Borrowing(self._trusted, answer.lookup)
        return failing_line(question.test, world, limit)


def _computed_with(names: Sequence[str]) -> Diagnosis:
    """Return what is known of an answer that was computed with wrong ones."""
    seen = Observation("computed", {"names": ", ".join(names)})
    return Diagnosis(observations=(seen,) if names else ())


class _Tape:
    """The calls of a check, with what they give in reference and mistakes."""

    def __init__(self, exercise: Exercise, test: str, world: World) -> None:
        self._test = test
        self._world = world
        self.calls, self.points = record(exercise, test, world)
        self.reference = list(play(self.calls, world.__getitem__))
        self.signatures = [
            known
            for mistake in exercise.mistakes
            if not mistake.by_check
            and (known := self._signature(mistake.name, self._with(mistake)))
        ]

    def failing_line(self, mistake: KnownMistake) -> int:
        """Return the line at which the check fails with a mistake; 0 if it does not."""
        return failing_line(self._test, self._with(mistake), _time_limit())

    def _with(self, mistake: KnownMistake) -> World:
        world = dict(self._world)
        with _quiet(), _time_limit(), contextlib.suppress(Exception, _TookTooLong):
            exec(_compiled(mistake.code, "<mistake>"), world)
        return world

    def _signature(self, name: str, world: World) -> Signature | None:
        outcomes: list[Outcome] = []
        with _time_limit(), contextlib.suppress(_TookTooLong):
            outcomes.extend(play(self.calls, world.__getitem__))
        missing = len(self.calls) - len(outcomes)
        outcomes += [Outcome(error=INTERRUPTED), *[NOT_MADE] * missing][:missing]
        return signature(name, self.calls, self.reference, outcomes)


class _Borrowing(dict[str, Any]):
    """Globals of a check: trusted names, and what is missing is the student's."""

    def __init__(self, trusted: Mapping[str, Any], lookup: Lookup) -> None:
        super().__init__(trusted)
        self._lookup = lookup

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name):
            raise KeyError(name)
        return self._lookup(name)


def record(
    exercise: Exercise, test: str, world: World
) -> tuple[list[Call], float | None]:
    """Run a check on the reference; return its calls, and the points if it gives some.

    A check whose last value is a number gives that many points.
    """
    lines = [line.strip() for line in test.splitlines()]
    hidden = lines.index(BEGIN_HIDDEN) + 1 if BEGIN_HIDDEN in lines else len(lines) + 1
    recorder = Recorder(hidden)
    watched = dict(world)
    used = used_names(test)
    for name in exercise.names:
        if name in used:
            watched[name] = recorder.watch(name, world[name])
    linecache.cache[CHECK] = (len(test), None, test.splitlines(True), CHECK)
    points = None
    # What was recorded before a failure is recorded all the same.
    with _quiet(), _time_limit(), contextlib.suppress(Exception, _TookTooLong):
        points = run_check(test, watched)
    is_number = isinstance(points, int | float) and not isinstance(points, bool)
    return recorder.calls, points if is_number else None


def run_check(test: str, world: World) -> Any:
    """Run a check; return the value of its last line, as a notebook does."""
    tree = ast.parse(test)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, CHECK, "exec"), world)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), CHECK, "eval"), world)


def failing_line(
    test: str, world: World, limit: contextlib.AbstractContextManager[None]
) -> int:
    """Return the line of a check at which it fails; 0 if it passes.

    Also 0 where the answer was stopped, or ended its process: it might have passed.
    """
    try:
        with _quiet(), limit:
            run_check(test, world)
    except (Exception, _TookTooLong) as error:
        if class_name(error) in (INTERRUPTED, GONE):
            return 0
        frame, line = error.__traceback__, 0
        while frame is not None:
            if frame.tb_frame.f_code.co_filename == CHECK:
                line = frame.tb_lineno
            frame = frame.tb_next
        return line
    return 0


def _compiled(source: str, name: str) -> CodeType:
    return compile(source, name, "exec")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


class _TookTooLong(BaseException):
    """Not an Exception: a mistake's own ``except`` must not catch it."""


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MISTAKE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
