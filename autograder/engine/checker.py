"""The checker's side: runs trusted setup cells and test cells, never student code.

A child of the zygote, with its own shell, so that a test's outputs (a value for partial
credit, text on stderr, a traceback) are what nbgrader's rules look at. Names that no
trusted cell defines are looked up in the student's process. After the last cell it
diagnoses what failed, see :mod:`autograder.diagnosis`.

What is trusted here: this process's memory and the source of its cells. Everything that
comes over the probe channel is data of unknown honesty.
"""

from __future__ import annotations

import builtins
import contextlib
import os
from collections.abc import Collection, Iterable, KeysView, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from autograder.diagnosis.diagnose import Diagnostician
from autograder.diagnosis.question import Question
from autograder.engine import inspected
from autograder.engine.client import Student
from autograder.engine.leaving import leave
from autograder.engine.mirror import Mirror
from autograder.engine.shell import CellRunner
from autograder.notebook.key import AnswerKey
from autograder.notebook.names import global_names
from autograder.wire.channel import Channel, ChannelClosedError
from autograder.wire.codec import encode
from autograder.wire.messages import CellDone, Diagnose, ProtocolError, RunCell

SEED = "AUTOGRADER_SEED"
"""The environment variable by which tests draw their numbers. It differs between
submissions, so that answers cannot be learnt by heart, and stays when one is regraded.
"""

LOST = "AUTOGRADER_LOST"
"""The environment variable that says which tests before have lost points: their grade
ids, a blank between them. What follows from a wrong answer may count, what is said to
follow from a right one must not. It is the session's word, which outlives this process.
"""


_PYTHON = vars(builtins)


class Namespace(dict[str, Any]):
    """Globals of test cells: what is missing is the student's.

    CPython looks a global up with ``__getitem__`` when the globals are no plain dict,
    so functions defined in a test find the student's names too. So does a test that
    asks whether a name is there: of ``globals()`` and ``locals()``, or of ``dir()``,
    which takes the keys. What is there is the notebook's word, as all its values are.
    """

    def __init__(self, initial: dict[str, Any]) -> None:
        super().__init__(initial)
        self.student: Student | None = None

    def __missing__(self, name: str) -> Any:
        __tracebackhide__ = True
        # First what is missing most, Python's own: a KeyError would find it, too, at
        # five times the price.
        if name in _PYTHON:
            return _PYTHON[name]
        if (
            not isinstance(name, str)
            or self.student is None
            or name.startswith("__")
            or name == "_"
        ):
            raise KeyError(name)
        return self.student.lookup(name)

    def __contains__(self, name: object) -> bool:
        __tracebackhide__ = True
        if super().__contains__(name):
            return True
        return isinstance(name, str) and name in self._theirs(name)

    def keys(self) -> KeysView[str]:  # type: ignore[override] # a plain one will do
        """Return the names that are here, and the student's."""
        __tracebackhide__ = True
        return dict.fromkeys([*super().keys(), *self._theirs()]).keys()

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a name means, here or to the student."""
        __tracebackhide__ = True
        if name in _PYTHON and not super().__contains__(name):
            return default
        try:
            return self[name]
        except KeyError:
            return default

    def forget(self, names: Iterable[str], before: Mapping[str, Any]) -> None:
        """Forget what names meant before a cell, if it has not come to define them.

        The course's own cell fails here where it needs an answer. What it would have
        made of a name is then the student's, not what an earlier cell made of it.
        """
        for name in names:
            if name in before and super().get(name) is before[name]:
                super().pop(name)

    def _theirs(self, name: str = "") -> list[str]:
        """Return the student's names; none where a name is Python's or the shell's."""
        __tracebackhide__ = True
        if self.student is None or name.startswith("_"):
            return []
        return [name for name in self.student.names() if not name.startswith("_")]


class _Module:
    """Stands for the module whose globals a :class:`Namespace` is."""

    __name__ = "__main__"


def serve(
    runner: CellRunner, control: Channel, probe: Channel, libraries: Collection[str]
) -> None:
    """Run the cells that the session sends, until it hangs up."""
    student = Student(probe, libraries)
    namespace = _install_namespace(runner.shell)
    student.replaced.namespace = namespace
    inspected.watch()
    mirror = Mirror(student)
    mirror.watch()
    diagnostician: Diagnostician | None = None
    seen: dict[int, dict[str, Any]] = {}  # by test cell, what its names meant then
    with contextlib.suppress(ChannelClosedError, ProtocolError):
        while True:
            message = control.receive()
            assert isinstance(message, (RunCell, Diagnose))
            student.start_cell()
            report: dict[str, Any] = {}
            if isinstance(message, Diagnose):
                if message.key:
                    key = AnswerKey.from_bytes(message.key)
                    diagnostician = Diagnostician(namespace, key)
                assert diagnostician is not None
                if message.is_ahead:
                    with contextlib.suppress(Exception):  # it is told when asked
                        diagnostician.prepare(Question.from_bytes(message.payload))
                else:
                    tested = seen.pop(message.number, {})
                    report |= _diagnose(diagnostician, message, student, tested)
            else:
                # Setup is trusted because nothing of the student's takes part in it.
                namespace.student = student if message.is_test else None
                os.environ.update({SEED: message.seed, LOST: " ".join(message.lost)})
                before = dict(namespace)
                if message.is_test:
                    mirror.begin()
                runner.run(message.source, message.number)
                mirror.end()
                if not message.is_test:
                    student.replaced.settle()
                    if runner.shell.told_error:
                        namespace.forget(global_names(message.source), before)
                if message.is_test:
                    seen[message.number] = student.seen
                    leave(namespace, student, message.leaves, fixed=message.fixed)
                elif diagnostician is not None:
                    diagnostician.renew()
            report["flags"] = student.flags[:20]
            report["lost"] = student.is_lost
            student.flags.clear()
            control.send(CellDone(message.number, encode(report)))


def _install_namespace(shell: Any) -> Namespace:
    """Make the shell run cells in a :class:`Namespace`."""
    namespace = Namespace(shell.user_ns)
    module = _Module()
    module.__dict__ = namespace
    shell.user_module, shell.user_ns = module, namespace
    return namespace


@dataclass(frozen=True)
class _AsTested:
    """The student's answer as a test saw it; a later cell may have reused a name."""

    student: Student
    seen: Mapping[str, Any]
    own: Collection[str]

    def lookup(self, name: str) -> Any:
        """Return what a name meant to the test, or means now if it was not asked."""
        if name in self.own and name in self.seen:
            return self.seen[name]
        return self.student.lookup(name)

    def assign(self, name: str, value: Any) -> None:
        """Give a global name there another meaning."""
        self.student.assign(name, value)


def _diagnose(
    diagnostician: Diagnostician,
    message: Diagnose,
    student: Student,
    seen: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a diagnosis as plain data, or what kept us from one."""
    question = Question.from_bytes(message.payload)
    own = diagnostician.names(question.exercise)
    answer = _AsTested(student, seen, own)
    try:
        found = asdict(diagnostician.diagnose(question, answer))
        tables = diagnostician.tables(question)
    except Exception as error:  # nothing known is no reason to fail
        trouble = f"{type(error).__name__}: {error}"[:500]
        return {"diagnosis": None, "trouble": trouble, "tables": {}}
    trouble = "; ".join(diagnostician.troubles.seen)[:500]
    diagnostician.troubles.seen.clear()
    return {"diagnosis": found, "trouble": trouble, "tables": tables}
