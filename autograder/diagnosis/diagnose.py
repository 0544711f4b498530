"""Diagnose one exercise: record its check, play the tape, compare, describe.

Runs in the checker's process, after the notebook's last cell: playing a tape calls the
student's functions with test inputs once more, and where an earlier exercise is wrong,
the reference stands in for it in the student's process. Scores are settled by then.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from autograder.diagnosis.calls.functions import parameters
from autograder.diagnosis.calls.outcome import MISSING, Outcome, is_wrong
from autograder.diagnosis.calls.running import (
    Borrowing,
    World,
    failing_line,
    quiet,
    run_check,
)
from autograder.diagnosis.calls.showing import told_error, written
from autograder.diagnosis.calls.tape import (
    GONE,
    INTERRUPTED,
    Call,
    make_call,
    play,
)
from autograder.diagnosis.calls.time_left import at_most
from autograder.diagnosis.check_tape import CheckTape
from autograder.diagnosis.near_misses.sketches import fingerprint
from autograder.diagnosis.near_misses.unforeseen import Explanation, Tables
from autograder.diagnosis.question import Question
from autograder.diagnosis.telling import single
from autograder.diagnosis.telling.counterexample import counterexample, smallest_failure
from autograder.diagnosis.telling.curves import curve
from autograder.diagnosis.telling.further import Trier, last_kept
from autograder.diagnosis.telling.globals import observe as depends
from autograder.diagnosis.telling.observation import beside_laws, beside_name, observe
from autograder.diagnosis.telling.seen import Seen
from autograder.diagnosis.troubles import Troubles
from autograder.model import Diagnosis, Observation
from autograder.notebook.key import AnswerKey, Exercise
from autograder.notebook.names import used_names
from autograder.wire.codec import is_plain

_TOLD = (RuntimeWarning, UserWarning, SyntaxWarning, FutureWarning)
"""Warnings that Python shows wherever they come from."""


class Answer(Protocol):
    """The student's answer, in a process of its own."""

    def lookup(self, name: str) -> Any:
        """Return what a global name means there; KeyError if nothing."""

    def assign(self, name: str, value: Any) -> None:
        """Give a global name there another meaning."""


@dataclass(frozen=True)
class Retest:
    """What came of a check that ran with references in the places of wrong answers.

    Attributes:
        has_passed: whether it gave all the points.
        called: the exercises whose references were called.
        is_helpless: whether one of these gave what cannot be sent to the answer.
    """

    has_passed: bool
    called: frozenset[str]
    is_helpless: bool


class Diagnostician:
    """Diagnoses the answers of one notebook.

    Args:
        trusted: the checker's globals: what setup cells, and the checks so far, make.
        key: references and known mistakes.

    Attributes:
        troubles: exceptions of ours meanwhile.
    """

    def __init__(self, trusted: Mapping[str, Any], key: AnswerKey) -> None:
        self.troubles = Troubles()
        self._apart = self.troubles.apart
        self._trusted = trusted
        self._exercises = {exercise.name: exercise for exercise in key.exercises}
        self._world: World | None = None
        self._tapes: dict[tuple[str, str], CheckTape] = {}
        self._stand_ins: set[str] = set()
        self._called: set[str] = set()  # by the stand-ins, since a retest began
        self._is_helpless = False  # a stand-in gave what cannot cross

    def names(self, exercise: str) -> tuple[str, ...]:
        """Return the global names that an answer to an exercise defines."""
        return self._exercises[exercise].names

    def renew(self) -> None:
        """Take note that a further setup cell has run."""
        self._world = None

    @quiet()  # what NumPy says meanwhile would stand below the next check
    def prepare(self, question: Question) -> None:
        """Make ahead what takes no answer: the references, and a tape of the check."""
        exercise = self._exercises[question.exercise]
        self._tape(exercise, question, self._reference_world()).begin()

    @quiet()
    def diagnose(self, question: Question, answer: Answer) -> Diagnosis:
        """Say what is known of the answer to one exercise, as far as there is time."""
        with at_most(question.seconds):
            return self._diagnose(question, answer)

    def _diagnose(self, question: Question, answer: Answer) -> Diagnosis:
        exercise = self._exercises[question.exercise]
        world = self._reference_world()
        needed = self._needed_names(exercise)
        wrong = [self._exercises[name] for name in question.wrong_before]
        for other in wrong:
            self._let_reference_stand_in(other, needed, world, answer)
        tape = self._tape(exercise, question, world)
        retest = self._retest(question, tape, answer) if wrong else None
        if retest and retest.is_helpless:  # what failed may be ours
            return _computed_with(question.uses)
        if retest and retest.has_passed:
            # With right answers before it, nothing is wrong with this one itself.
            known = retest.called.union(question.uses)
            return Diagnosis(builds_on=tuple(o.name for o in wrong if o.name in known))
        # What comes of a wrong answer that nothing could stand in for is not told of
        # the one that needs it.
        names = {name for other in wrong for name in other.names}
        is_blameless = bool(needed & names - self._stand_ins)
        return self._explain(question, tape, answer, bool(retest), is_blameless)

    def _explain(
        self,
        question: Question,
        tape: CheckTape,
        answer: Answer,
        has_failed_again: bool,
        is_blameless: bool,
    ) -> Diagnosis:
        """Play the tape to a wrong answer, and tell what comes of it.

        Args:
            question: what is asked.
            tape: the calls of the check.
            answer: the student's.
            has_failed_again: whether it has failed with references in the places of
                wrong answers before it; else it may pass, when it is tried again.
            is_blameless: whether what it gives may be the fault of an answer before.
        """
        outcomes = list(play(tape.calls, answer.lookup))
        are_values = all(call.op is None for call in tape.calls)
        if question.stopped and (are_values or MISSING in outcomes):
            return _stopped(question)
        named = tape.explaining(outcomes)
        if not named and question.uses and tape.calls and are_values:
            return _computed_with(question.uses)
        is_lost = any(outcome.error in (INTERRUPTED, GONE) for outcome in outcomes)
        is_unknown = not (named or is_lost or has_failed_again)
        if is_unknown and self._retest(question, tape, answer).has_passed:
            return Diagnosis()
        named = named or self._by_check(question, tape, outcomes, answer)
        named = named or self._apart(lambda: tape.fitted(outcomes), ())
        is_apart = not named
        named = named or self._apart(lambda: tape.explaining_finite(outcomes), ())
        is_apart = is_apart and bool(named)
        told: tuple[Observation, ...] = ()
        if not (named or is_blameless):
            unforeseen = self._apart(
                lambda: tape.unforeseen.explain(outcomes), Explanation()
            )
            named = unforeseen.mistakes
            told = self._global(question, tape, outcomes, answer) + unforeseen.seen
        return self._describe(
            tape, outcomes, answer, named, is_blameless, told, is_apart
        )

    def _global(
        self,
        question: Question,
        tape: CheckTape,
        outcomes: Sequence[Outcome],
        answer: Answer,
    ) -> tuple[Observation, ...]:
        """Return the variable of the notebook on which a wrong answer depends."""
        if not question.reads or any(o.error in (INTERRUPTED, GONE) for o in outcomes):
            return ()
        pairs = zip(tape.reference, outcomes, strict=True)
        wrong = [k for k, pair in enumerate(pairs) if is_wrong(*pair)]
        return tuple(depends(question.reads, tape.calls, wrong, answer))

    def _describe(
        self,
        tape: CheckTape,
        outcomes: Sequence[Outcome],
        answer: Answer,
        named: tuple[tuple[str, ...], ...],
        is_blameless: bool,
        told: tuple[Observation, ...],
        is_apart: bool,
    ) -> Diagnosis:
        """Tell the names of an answer's mistakes, an example, and what was seen.

        If ``is_apart``, NaN and infinity are no part of these mistakes.
        """
        world = self._reference_world()

        @last_kept
        def wanted(call: Call) -> Outcome:
            return make_call(call, world.__getitem__, {})[0]

        attempt = Trier(wanted, answer.lookup)
        seen = Seen(
            tape.calls,
            tape.reference,
            outcomes,
            lambda call: written(tape.calls, call),
            attempt,
            wanted,
            lambda name: parameters(world.get(name)),
            tape.is_unique,
            attempt.each,
        )
        facts: tuple[Observation, ...] = ()
        if named:
            facts = self._apart(lambda: beside_name(seen, is_apart=is_apart), facts)
        else:
            facts = self._apart(lambda: beside_laws(told, seen), told)
            if not (facts or is_blameless):
                facts = self._apart(lambda: observe(seen), facts)
        failure = self._apart(
            lambda: smallest_failure(
                tape.calls,
                tape.reference,
                outcomes,
                attempt,
                is_close=any(fact.kind == "close" for fact in facts),
                prefers=lambda *made: any(single.like(fact, *made) for fact in facts),
            ),
            None,
        )
        found = Diagnosis(
            mistakes=named,
            observations=facts,
            computes="" if named else fingerprint(tape.calls, outcomes),
        )
        if failure is None:
            return found
        shown = failure
        return replace(
            found,
            observations=self._apart(
                lambda: single.retold(facts, seen, shown, seen.write(shown.typed)),
                facts,
            ),
            counterexample=self._apart(lambda: counterexample(tape.calls, shown), None),
            curve=self._apart(lambda: curve(tape.calls, shown, seen), None),
        )

    def _reference_world(self) -> World:
        """Return globals in which every exercise has its reference answer."""
        if self._world is None:
            self._world = dict(self._trusted)
            for exercise in self._exercises.values():
                # A later answer may need a setup cell that has not run yet.
                with quiet(), contextlib.suppress(Exception):
                    exec(
                        compile(exercise.reference, "<reference>", "exec"), self._world
                    )
        return self._world

    def tables(self, question: Question) -> Tables:
        """Return what was computed for a question and serves for other answers."""
        tape = self._tapes.get((question.exercise, question.test))
        return tape.tables if tape else {}

    def _tape(self, exercise: Exercise, question: Question, world: World) -> CheckTape:
        place = exercise.name, question.test
        if place not in self._tapes:
            others = {name for one in self._exercises.values() for name in one.names}
            self._tapes[place] = CheckTape(
                exercise, question.test, world, question.tables, others
            )
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
            if not (inspect.isroutine(result) or is_plain(result)):
                self._is_helpless = True
            return result

        return stand_in

    def _by_check(
        self,
        question: Question,
        tape: CheckTape,
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

    def _retest(self, question: Question, tape: CheckTape, answer: Answer) -> Retest:
        """Run the check once more, and see what the stand-ins did meanwhile."""
        self._called, self._is_helpless = set(), False
        has_passed = self._passes(question, tape, answer)
        return Retest(has_passed, frozenset(self._called), self._is_helpless)

    def _passes(self, question: Question, tape: CheckTape, answer: Answer) -> bool:
        """Tell whether the answer passes its check, with all the points there are."""
        world = Borrowing(self._trusted, answer.lookup)
        try:
            with quiet() as errors, warnings.catch_warnings(record=True) as warned:
                warnings.simplefilter("default")
                points = run_check(question.test, world)
        except Exception:
            return False
        # In a notebook a warning stands on stderr, and what is there costs the points.
        has_warned = any(issubclass(w.category, _TOLD) for w in warned)
        is_silent = not (has_warned or errors.getvalue())
        return is_silent and (tape.points is None or points == tape.points)

    def _failing_line(self, question: Question, answer: Answer) -> int:
        """Return the line at which the answer fails its check now; 0 if it passes."""
        # The session stops an answer that takes too long. A limit of ours would strike
        # between a request and its reply, and make a forger of an honest student.
        limit = contextlib.nullcontext()
        world = Borrowing(self._trusted, answer.lookup)
        return failing_line(question.test, world, limit)


def _stopped(question: Question) -> Diagnosis:
    """Return what is known of an answer whose cell did not come to its end."""
    seen = Observation("open", {"name": question.exercise})
    if question.stopped != "NotImplementedError":
        told = told_error(Outcome(error=question.stopped))
        seen = Observation("unfinished", {"error": told})
    return Diagnosis(observations=(seen,))


def _computed_with(names: Sequence[str]) -> Diagnosis:
    """Return what is known of an answer that was computed with wrong ones."""
    seen = Observation("computed", {"names": ", ".join(names)})
    return Diagnosis(observations=(seen,) if names else ())
