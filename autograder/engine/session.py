"""One notebook, from its first cell to its scores: a state machine over two children.

The session runs in the worker. It takes the cells in the notebook's own order. Cells of
the student's go to the student process, tests to the checker process, which at that
moment asks the student process for what it needs; so a test sees the notebook's state
at its own place, as in a kernel.

Nothing a notebook does ends the session. A cell that runs too long is interrupted; a
process that does not stop is killed, and one that dies is replaced: fresh processes are
forked and the cells up to here are replayed, without the one at fault.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from autograder.diagnosis.question import Question
from autograder.engine import folder as folders
from autograder.engine.confinement import DEFAULTS
from autograder.engine.handle import Birth, Child, ChildSpec, ZygoteHandle
from autograder.engine.outputs import EventError, Json, OutputBook, Trimming
from autograder.model import CellResult, Diagnosis, Observation
from autograder.notebook import rules
from autograder.notebook.intake import CleanNotebook
from autograder.notebook.key import AnswerKey, Exercise, used_names
from autograder.notebook.source import Role
from autograder.wire.codec import CodecError, decode
from autograder.wire.protocol import (
    MAX_LINE,
    CellDone,
    Channel,
    ChannelClosedError,
    Diagnose,
    Output,
    ProtocolError,
    ReplyTimeoutError,
    RunCell,
)
from autograder.wire.protocol import Role as End

MAX_REPLAYS = 8
"""Fresh processes for one notebook; one that dies more often gets no more tries."""

FIRST_LOOK = 0.2
"""Seconds until the watch over a cell's use of the machine begins: most are done."""

DIAGNOSIS_SECONDS = 10.0
"""For one exercise; a tape is played in a fraction of a second."""

LOOK_EVERY = 0.1
"""Seconds between two looks; what a notebook can take in that time, the machine has."""


@dataclass(frozen=True)
class Limits:
    """Times, in seconds.

    Attributes:
        cell: one cell; nbgrader's default.
        notebook: the whole notebook, replays included.
        grace: how long an interrupted process may take to stop.
    """

    cell: float = 30.0
    notebook: float = 300.0
    grace: float = 1.0


@dataclass(frozen=True)
class Settings:
    """How notebooks are run.

    Attributes:
        folder: the student process's working directory, with the notebook's files.
        checker_folder: the checker's, which the student cannot write to.
        isolation: ``separate`` or ``shared``.
        figures: whether figures are drawn.
        trimming: what of the outputs is left out.
        keep_files: whether what the student process wrote stays in ``folder``.
        seed: of the tests' numbers.
        key: what wrong answers are compared with, if they are to be diagnosed.
        diagnose_at_once: diagnose every answer, right ones too, directly after its
            test; for the gate. Else what failed is diagnosed after the last cell, when
            no test is left that could notice.
        checker_path: where the checker may import helper modules from.
        policies: what the confinement is told, per kind of process; see
            :func:`.confinement.plan`.
    """

    folder: Path
    checker_folder: Path
    isolation: str = "separate"
    figures: bool = True
    trimming: Trimming = field(default_factory=Trimming)
    keep_files: bool = False
    seed: int = 0
    key: AnswerKey | None = None
    diagnose_at_once: bool = False
    limits: Limits = field(default_factory=Limits)
    checker_path: tuple[Path, ...] = ()
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class SessionResult:
    """What came of one notebook.

    Attributes:
        notebook: the executed notebook, nbformat JSON.
        cells: the scores.
        notes: what was mended or went wrong, for people.
        flags: what looked like an attack.
        layers: confinement in force in the student process.
        seconds: time it took.
    """

    notebook: Json
    cells: tuple[CellResult, ...]
    notes: tuple[str, ...]
    flags: tuple[str, ...]
    layers: tuple[str, ...]
    seconds: float


class Ending(Enum):
    """How a cell ended."""

    DONE = "done"
    INTERRUPTED = "interrupted"  # too long, but it stopped when told to
    KILLED = "killed"  # too long, and would not stop
    DIED = "died"  # the process ended by itself
    FORGED = "forged"  # the process broke the protocol
    EXCEEDED = "exceeded"  # it took more of the machine than it may


_ERRORS = {
    Ending.INTERRUPTED: (
        "CellTimeoutError",
        "No reply from the cell before the timeout",
    ),
    Ending.KILLED: ("CellTimeoutError", "The cell did not stop when interrupted"),
    Ending.DIED: ("DeadKernelError", "The process ended while this cell ran"),
    Ending.FORGED: ("DeadKernelError", "The process broke the protocol of the grader"),
}


class Session:
    """Runs one notebook; make one per notebook and call :meth:`run`."""

    def __init__(
        self, zygote: ZygoteHandle, notebook: CleanNotebook, settings: Settings
    ) -> None:
        self._zygote = zygote
        self._notebook = notebook
        self._settings = settings
        self._pair: _Pair | None = None
        self._replays = -1  # the first processes are no replay
        self._skipped: set[int] = set()
        self._done: list[int] = []
        self._book = OutputBook()
        self._notes = list(notebook.notes)
        self._flags: list[str] = []
        self._layers: tuple[str, ...] = ()
        self._diagnoses: dict[int, Diagnosis] = {}
        self._overran: set[int] = set()
        self._deadline = 0.0
        self._excess: str | None = None
        self._folder = -1  # a descriptor of what the student process works on

    def run(self) -> SessionResult:
        """Run all cells and score them."""
        started = time.monotonic()
        self._deadline = started + self._settings.limits.notebook
        cells = [dict(cell) for cell in self._notebook.json["cells"]]
        count = 0
        try:
            for place, cell in enumerate(cells):
                if cell["cell_type"] == "code" and cell["source"].strip():
                    count += 1
                    self._book.start_cell(count)
                    cell["outputs"] = self._run_cell(place, cell, count)
                    cell["execution_count"] = count
                if self._settings.diagnose_at_once and self._is_test(place):
                    self._diagnose(cells, [place])
            if not self._settings.diagnose_at_once:
                self._diagnose(cells, self._failed(cells))
        finally:
            self._drop_pair()
            self._keep_files()
        return SessionResult(
            notebook={**self._notebook.json, "cells": cells},
            cells=tuple(
                replace(_score(cell), diagnosis=self._diagnoses.get(place))
                for place, cell in enumerate(cells)
                if _is_scored(cell)
            ),
            notes=tuple(self._notes),
            flags=tuple(dict.fromkeys(self._flags)),
            layers=self._layers,
            seconds=time.monotonic() - started,
        )

    def _keep_files(self) -> None:
        """Bring back what the last of the student processes has written."""
        if self._folder >= 0:
            number, self._folder = self._folder, -1
            limits = self._plan("student").get("limits", {})
            most = limits.get("disk", DEFAULTS.disk) // 2
            try:
                reason = folders.bring_back(number, self._settings.folder, most)
            finally:
                os.close(number)
            if reason:
                self._notes.append(f"what it wrote was not kept: {reason}")

    def _run_cell(self, place: int, cell: Json, count: int) -> list[Json]:
        role = self._notebook.roles[place]
        self._excess = None
        seconds = min(self._settings.limits.cell, self._deadline - time.monotonic())
        if seconds <= 0:
            ending: Ending | None = None
            self._book.apply(
                _error("NotebookTimeoutError", "The notebook's time is up")
            )
        elif self._needs_pair() and not self._replay(place):
            ending = None
            self._book.apply(_error("DeadKernelError", "The process died too often"))
        elif role is Role.TEST and self._settings.isolation == "separate":
            ending = self._run_test(place, cell, count, seconds)
        else:
            ending = self._run_student(place, cell, count, seconds)
        if ending in _ERRORS:
            self._note_error(place, *_ERRORS[ending])
        elif self._excess is not None:
            self._note_error(place, "ResourceLimitError", self._excess)
        return self._settings.trimming.apply(self._book.outputs)

    def _note_error(self, place: int, name: str, text: str) -> None:
        self._book.apply(_error(name, text))
        self._notes.append(f"cell {place + 1}: {text}")

    def _run_student(
        self, place: int, cell: Json, count: int, seconds: float
    ) -> Ending:
        pair = self._require_pair()
        request = RunCell(count, cell["source"], seconds)
        ending = self._drive(pair.student, request, self._stages(pair.student, seconds))
        self._done.append(place)
        if ending is not Ending.DONE:
            self._skipped.add(place)
        if self._pair is not None and self._is_setup(place):
            self._run_setup(pair, cell, count, seconds)
        return ending

    def _run_setup(self, pair: _Pair, cell: Json, count: int, seconds: float) -> None:
        """Run a trusted cell in the checker too; its outputs there are nobody's."""
        if pair.checker is None:
            return
        book, self._book = self._book, OutputBook()
        request = RunCell(count, cell["source"], seconds)
        ending = self._drive(pair.checker, request, self._stages(pair.checker, seconds))
        failed = any(o["output_type"] == "error" for o in self._book.outputs)
        self._book = book
        if failed or ending is not Ending.DONE:
            self._notes.append(f"setup cell failed in the checker: {cell['id']}")

    def _run_test(self, place: int, cell: Json, count: int, seconds: float) -> Ending:
        pair = self._require_pair()
        checker = pair.checker
        assert checker is not None
        grace = self._settings.limits.grace
        # The student's function is the likelier culprit, so it is stopped first; the
        # checker then fails its test by itself, and both live on if the student obeys.
        stages = [
            (seconds, lambda: self._zygote.interrupt(pair.student.child)),
            (grace, lambda: self._end(pair.student)),
            *self._stages(checker, grace),
        ]
        request = RunCell(count, cell["source"], seconds, is_test=True)
        ending = self._drive(checker, request, stages)
        if ending is not Ending.DONE:
            self._overran.add(place)
        if ending is Ending.DONE:
            self._read_report(cell, checker.report)
            if checker.report["flags"]:
                self._drop_pair()  # its channel is dead; the next cell gets a new one
        if pair.student.is_gone() or ending not in (Ending.DONE, Ending.INTERRUPTED):
            self._drop_pair()
        return ending

    def _read_report(self, cell: Json, report: Any) -> None:
        for flag in report["flags"]:
            self._flags.append(f"{_grade_id(cell)}: {flag}")

    def _is_test(self, place: int) -> bool:
        return self._notebook.roles[place] is Role.TEST

    def _failed(self, cells: list[Json]) -> list[int]:
        tests = [place for place in range(len(cells)) if self._is_test(place)]
        return [place for place in tests if _score(cells[place]).is_short]

    def _diagnose(self, cells: list[Json], places: list[int]) -> None:
        """Have the checker say what is known of the answers tested at these places."""
        key = self._settings.key
        if key is None or self._settings.isolation != "separate":
            return
        exercises = key.by_grade_id()
        answers = {_grade_id(cell): cell["source"] for cell in cells}
        wrong_before: list[Exercise] = []
        for place in places:
            exercise = exercises.get(_grade_id(cells[place]))
            if exercise is None:
                continue
            if place in self._overran:
                self._diagnoses[place] = Diagnosis(observations=(Observation("time"),))
            else:
                test = cells[place]["source"]
                used = used_names(answers.get(exercise.name, ""))
                question = Question(
                    exercise.name,
                    test,
                    tuple(wrong.name for wrong in wrong_before),
                    tuple(w.name for w in wrong_before if used.intersection(w.names)),
                )
                self._ask_for_diagnosis(place, question, key)
            wrong_before.append(exercise)

    def _ask_for_diagnosis(
        self, place: int, question: Question, key: AnswerKey
    ) -> None:
        left = self._deadline - time.monotonic()
        seconds = min(DIAGNOSIS_SECONDS, self._settings.limits.cell, left)
        if seconds <= 0 or (self._needs_pair() and not self._replay(place)):
            return
        pair = self._require_pair()
        checker = pair.checker
        assert checker is not None
        grace = self._settings.limits.grace
        stages = [
            (seconds, lambda: self._zygote.interrupt(pair.student.child)),
            (grace, lambda: self._end(pair.student)),
            *self._stages(checker, grace),
        ]
        news = b"" if pair.has_key else key.to_bytes()
        pair.has_key = True
        request = Diagnose(place, question.to_bytes(), seconds, news)
        book, self._book = self._book, OutputBook()
        ending = self._drive(checker, request, stages)
        self._book = book
        is_ours = pair.student.ended  # what we ended is not told as the student's deed
        if ending is Ending.DONE or ending is Ending.INTERRUPTED:
            self._read_report(self._notebook.json["cells"][place], checker.report)
            if trouble := checker.report["trouble"]:
                self._notes.append(f"cell {place + 1}: diagnosis failed: {trouble}")
            if not is_ours and (found := checker.report["diagnosis"]):
                found = Diagnosis.from_json(found)
                self._diagnoses[place] = self._with_true_lines(found)
        report = checker.report or {"flags": [], "lost": True}
        # Its end may be known to the checker before it is seen here.
        if pair.student.is_gone() or report["flags"] or report["lost"]:
            self._drop_pair()

    def _with_true_lines(self, diagnosis: Diagnosis) -> Diagnosis:
        """Leave out lines that are not in the notebook: the answer made them up."""
        lines = {
            line.strip()[:MAX_LINE]
            for place, cell in enumerate(self._notebook.json["cells"])
            if not self._is_test(place)
            for line in cell["source"].splitlines()
        }
        return replace(
            diagnosis,
            observations=tuple(
                replace(seen, details={**seen.details, "line": ""})
                if seen.details.get("line", "") not in {"", *lines}
                else seen
                for seen in diagnosis.observations
            ),
        )

    def _stages(self, runner: _Runner, seconds: float) -> list[_Stage]:
        """Wait, interrupt, wait a little, kill."""
        return [
            (seconds, lambda: self._zygote.interrupt(runner.child)),
            (self._settings.limits.grace, lambda: self._end(runner)),
        ]

    def _drive(
        self, runner: _Runner, request: RunCell | Diagnose, stages: Sequence[_Stage]
    ) -> Ending:
        """Have a process run a cell; take its outputs; see to it that it ends."""
        ending = Ending.DONE
        self._excess = None
        try:
            runner.channel.send(request, time.monotonic() + request.seconds)
            for seconds, action in stages:
                deadline = time.monotonic() + seconds
                with contextlib.suppress(ReplyTimeoutError):
                    self._receive_cell(runner, deadline)
                    return ending
                action()
                ending = Ending.INTERRUPTED
            ending = Ending.KILLED
        except (ChannelClosedError, ReplyTimeoutError):
            ending = Ending.DIED if ending is Ending.DONE else Ending.KILLED
        except (ProtocolError, CodecError, EventError) as error:
            self._flags.append(f"broken or forged message: {error}")
            ending = Ending.FORGED
        self._drop_pair()
        return ending if self._excess is None else Ending.EXCEEDED

    def _receive_cell(self, runner: _Runner, deadline: float) -> None:
        look = time.monotonic() + FIRST_LOOK
        while True:
            with contextlib.suppress(ReplyTimeoutError):
                message = runner.channel.receive(min(look, deadline))
                if isinstance(message, Output):
                    self._book.apply(decode(message.payload))
                elif isinstance(message, CellDone):
                    runner.report = decode(message.payload)
                    return
            now = time.monotonic()
            if now >= deadline:
                raise ReplyTimeoutError
            if now >= look:
                self._look()
                look = time.monotonic() + LOOK_EVERY

    def _look(self) -> None:
        """Kill the student's process if it takes more of the machine than it may."""
        student = self._require_pair().student
        if self._excess is None and not student.ended:
            self._excess = self._zygote.excess(student.child, self._plan("student"))
            if self._excess is not None:
                self._end(student)

    def _needs_pair(self) -> bool:
        return self._pair is None or self._pair.student.is_gone()

    def _require_pair(self) -> _Pair:
        assert self._pair is not None
        return self._pair

    def _replay(self, place: int) -> bool:
        """Make fresh processes and bring them to where the notebook stands."""
        while self._replays < MAX_REPLAYS:
            self._replays += 1
            self._drop_pair()
            self._pair = self._make_pair()
            if self._replay_cells():
                return True
        return False

    def _replay_cells(self) -> bool:
        book, self._book = self._book, OutputBook()
        try:
            for place in list(self._done):
                cell = self._notebook.json["cells"][place]
                seconds = min(
                    self._settings.limits.cell, self._deadline - time.monotonic()
                )
                pair = self._require_pair()
                if place not in self._skipped and seconds > 0:
                    self._book.start_cell(None)
                    request = RunCell(place + 1, cell["source"], seconds)
                    stages = self._stages(pair.student, seconds)
                    if self._drive(pair.student, request, stages) is not Ending.DONE:
                        self._skipped.add(place)
                if self._pair is None:
                    return False
                if self._is_setup(place):
                    self._run_setup(pair, cell, place + 1, seconds)
            return True
        finally:
            self._book = book

    def _is_setup(self, place: int) -> bool:
        return self._notebook.roles[place] is Role.SETUP

    def _make_pair(self) -> _Pair:
        settings = self._settings
        kinds = {"student": settings.folder, "checker": settings.checker_folder}
        if settings.isolation != "separate":
            del kinds["checker"]
        probes = socket.socketpair()
        births, ours = [], []
        for (kind, folder), probe in zip(kinds.items(), probes, strict=False):
            control, theirs = socket.socketpair()
            spec = ChildSpec(
                kind,
                folder,
                settings.checker_path,
                settings.figures,
                self._plan(kind),
                hand_over=settings.keep_files and kind == "student",
                seed=settings.seed,
            )
            births.append(Birth(spec, theirs, probe))
            ours.append(control)
        try:
            children = self._zygote.bear(*births)
        except BaseException:
            for end in (*ours, probes[1]):
                end.close()
            raise
        finally:
            for birth in births:
                birth.control.close()
                birth.probe.close()
        if settings.keep_files:
            if self._folder >= 0:
                os.close(self._folder)
            self._folder = folders.take_over(ours[0])
        runners = [
            _Runner(child, Channel(control, End.DRIVER))
            for child, control in zip(children, ours, strict=True)
        ]
        self._layers = children[0].layers
        return _Pair(runners[0], runners[1] if runners[1:] else None, probes[1])

    def _plan(self, kind: str) -> Mapping[str, Any]:
        return self._settings.policies.get(kind, {})

    def _end(self, runner: _Runner) -> None:
        self._zygote.end(runner.child)
        runner.ended = True

    def _drop_pair(self) -> None:
        if self._pair is None:
            return
        runners = [r for r in (self._pair.student, self._pair.checker) if r is not None]
        self._zygote.end(*(runner.child for runner in runners))
        for runner in runners:
            runner.channel.close()
            runner.ended = True
        self._pair.probe.close()
        self._pair = None


_Stage = tuple[float, Callable[[], object]]


@dataclass
class _Runner:
    """A child that runs cells, and our end of its control channel."""

    child: Child
    channel: Channel
    report: Any = None
    ended: bool = False

    def is_gone(self) -> bool:
        """Whether the process has ended, by us or by itself."""
        return self.ended or self.channel.is_closed()


@dataclass
class _Pair:
    """The two processes of a notebook.

    ``shared`` has no checker; its end of the probe channel is then kept open here,
    since a student process ends when nobody is left to ask it anything.
    """

    student: _Runner
    checker: _Runner | None
    probe: socket.socket
    has_key: bool = False


def _error(name: str, text: str) -> Json:
    line = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return {"event": "error", "ename": name, "evalue": text, "traceback": [line]}


def _is_scored(cell: Json) -> bool:
    return rules.is_grade(cell) or rules.is_task(cell)


def _grade_id(cell: Json) -> str:
    return str(rules.nbgrader_metadata(cell).get("grade_id", ""))


def _score(cell: Json) -> CellResult:
    score = rules.score_cell(cell)
    return CellResult(_grade_id(cell), score.auto, score.maximum, message=score.reason)
