"""One notebook, from its first cell to its scores: a state machine over two children.

The session runs in the worker. It takes the cells in the notebook's own order. Cells of
the student's go to the student process, tests to the checker process, which at that
moment asks the student process for what it needs; so a test sees the notebook's state
at its own place, as in a kernel.

Nothing a notebook does ends the session. A cell that runs too long is interrupted; a
process that does not stop is killed, and one that dies is replaced: fresh processes are
forked and the cells up to here are replayed, without the one at fault. Only a given
cell that fails does end it, if that is not the student's fault: see :mod:`.given`.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from enum import Enum

from autograder.engine import folder as folders
from autograder.engine import phases
from autograder.engine.given import GivenCells, failure, first_error
from autograder.engine.handle import ZygoteHandle
from autograder.engine.inquiry import Case, Inquiry, with_own_line
from autograder.engine.outputs import Json, OutputBook
from autograder.engine.pair import Ending, Pair, Run
from autograder.engine.phases import timed
from autograder.engine.spec import SessionResult, SessionSettings
from autograder.engine.stopwatch import Seconds
from autograder.engine.tables import tables_in
from autograder.model import CellResult, Diagnosis, Observation
from autograder.notebook import rules
from autograder.notebook.cells import grade_id, is_grade, is_task
from autograder.notebook.left_names import NOTHING, left_by_tests
from autograder.notebook.mending import CleanNotebook
from autograder.notebook.said import said
from autograder.notebook.source import Role
from autograder.wire.messages import Diagnose, RunCell

MAX_REPLAYS = 8
"""Fresh processes for one notebook; one that dies more often gets no more tries."""

DIAGNOSIS_SECONDS = 10.0
"""For one exercise; a tape is played in a fraction of a second."""

REPLAY_SLACK = 2.0
"""How much longer than at first a cell may take that has to run again."""


class _Purpose(Enum):
    """What a cell runs for; each purpose has the notebook's time for itself."""

    OWN = "own"  # the student's cells, tests and diagnoses
    GIVEN = "given"
    REPLAY = "replay"


class Session:
    """Runs one notebook; make one per notebook and call :meth:`run`."""

    def __init__(
        self, zygote: ZygoteHandle, notebook: CleanNotebook, settings: SessionSettings
    ) -> None:
        self._zygote = zygote
        self._notebook = notebook
        self._settings = settings
        self._seed = str(settings.seed)
        self._pair: Pair | None = None
        self._replays = -1  # the first processes are no replay
        self._skipped: set[int] = set()
        self._done: list[int] = []
        self._book = OutputBook(settings.spec.output_chars)
        self._notes = list(notebook.notes)
        self._flags: list[str] = []
        self._layers: tuple[str, ...] = ()
        # Where tests run beside the answers nobody could be asked.
        key = settings.key if settings.spec.is_separate else None
        tables = tables_in(settings.tables)
        self._inquiry = Inquiry(key, tables) if key is not None else None
        self._stopped: dict[int, Observation] = {}  # by a limit, and by which
        self._counts: dict[int, int] = {}  # the prompts of cells
        self._lost: set[str] = set()  # grade ids of tests that have lost points
        self._left_names = left_by_tests(notebook)
        self._given = GivenCells(zygote, notebook, settings)
        whole = Seconds.of(settings.spec.times.notebook)
        self._left = dict.fromkeys(_Purpose, whole)
        self._folder = -1  # a descriptor of what the student process works on

    def run(self) -> SessionResult:
        """Run all cells and score them.

        Raises:
            GivenCellError: A cell of the course's own failed; nothing can be scored.
        """
        started = time.monotonic()
        cells = [dict(cell) for cell in self._notebook.json["cells"]]
        count = 0
        try:
            for place, cell in enumerate(cells):
                if cell["cell_type"] == "code" and cell["source"].strip():
                    count += 1
                    self._counts[place] = count
                    self._book.start_cell(count)
                    cell["outputs"] = self._run_cell(place, cell, count)
                    cell["execution_count"] = count
                if self._is_test(place):
                    is_short = _score(cell).is_short
                    (self._lost.add if is_short else self._lost.discard)(grade_id(cell))
                if self._settings.diagnose_at_once and self._is_test(place):
                    self._diagnose(cells, [place])
            if not self._settings.diagnose_at_once:
                self._diagnose(cells, self._failed(cells))
        finally:
            self._drop_pair()
            self._keep_files()
        diagnoses = self._inquiry.found if self._inquiry else {}
        return SessionResult(
            notebook={**self._notebook.json, "cells": cells},
            cells=tuple(
                replace(_score(cell), diagnosis=diagnoses.get(place))
                for place, cell in enumerate(cells)
                if _is_scored(cell)
            ),
            notes=tuple(self._notes),
            flags=tuple(dict.fromkeys(self._flags)),
            layers=self._layers,
            seconds=time.monotonic() - started,
        )

    def _run_cell(self, place: int, cell: Json, count: int) -> list[Json]:
        allowed = self._allowed(place)
        if not allowed.is_positive:
            text = "The notebook's time is up"
            self._book.apply(_error("NotebookTimeoutError", text))
            self._notes.append(f"cell {place + 1}: {text}")
        elif (pair := self._living_pair()) is None:
            self._book.apply(_error("DeadKernelError", "The process died too often"))
        elif self._is_test(place) and self._settings.spec.is_separate:
            left = self._left_names.get(place, NOTHING)
            request = RunCell(
                count,
                cell["source"],
                is_test=True,
                seed=self._seed,
                lost=sorted(self._lost),
                leaves=list(left.names),
                fixed=left.fixed,
            )
            self._tell(place, self._run_test(pair, place, request, allowed))
        else:
            request = RunCell(count, cell["source"])
            self._tell(place, self._run_student(pair, place, request, allowed))
        return self._settings.spec.trimming.apply(self._book.outputs)

    def _tell(self, place: int, run: Run) -> None:
        """Say in the cell's outputs, and to people, why it did not end by itself."""
        match run.ending:
            case Ending.INTERRUPTED:
                name, text = "CellTimeoutError", f"Stopped after {run.overrun}"
            case Ending.KILLED:
                name = "CellTimeoutError"
                text = f"Stopped after {run.overrun}; it did not heed an interrupt"
            case Ending.DIED:
                name, text = "DeadKernelError", "The process ended while this cell ran"
            case Ending.FORGED:
                name, text = (
                    "DeadKernelError",
                    "The process broke the grader's protocol",
                )
            case _ if run.excess is not None:
                name, text = "ResourceLimitError", run.excess
            case _:
                return
        self._book.apply(_error(name, text))
        self._notes.append(f"cell {place + 1}: {text}")

    @timed("student's cells")
    def _run_student(
        self, pair: Pair, place: int, request: RunCell, allowed: Seconds
    ) -> Run:
        purpose = self._purpose(place)
        run = pair.run(pair.student, request, self._book, allowed)
        self._note(run, purpose)
        self._done.append(place)
        if run.ending is not Ending.DONE:
            self._skipped.add(place)
        self._note_limit(place, run)
        self._judge(pair, place, run, self._book)
        self._judge_exception(pair, place)
        if not pair.is_dropped:
            self._set_up_checker(pair, place, request, purpose)
        return run

    @timed("setup in the checker")
    def _set_up_checker(
        self, pair: Pair, place: int, request: RunCell, purpose: _Purpose
    ) -> None:
        """Run a trusted cell in the checker too; its outputs there are nobody's."""
        if pair.checker is None or self._notebook.roles[place] is not Role.SETUP:
            return
        book = OutputBook()
        allowed = self._allowed(place, is_replay=purpose is _Purpose.REPLAY)
        told = replace(request, seed=self._seed)
        run = pair.run(pair.checker, told, book, allowed)
        self._note(run, purpose)
        self._judge(pair, place, run, book)
        if first_error(book) or run.ending is not Ending.DONE:
            name = self._notebook.json["cells"][place]["id"]
            self._notes.append(f"setup cell failed in the checker: {name}")

    def _judge(self, pair: Pair, place: int, run: Run, book: OutputBook) -> None:
        """Stop, by an exception, if a cell has failed that is not the student's."""
        if self._settings.stop_at_failure:
            self._given.stop_at(place, run, book)
        elif place in self._given and failure(run, book):
            pair.drop()  # nothing of the student's may run beside the trial
            self._given.judge(place, failure(run, book))

    def _judge_exception(self, pair: Pair, place: int) -> None:
        """Stop, by an exception, if one of a given cell is not the student's fault."""
        if pair.is_dropped or place not in self._given:
            return
        error = first_error(self._book)
        if error is not None and self._given.is_missed(place, error):
            pair.drop()  # nothing of the student's may run beside the trial
            self._given.judge_exception(place, error)

    @timed("tests")
    def _run_test(
        self, pair: Pair, place: int, request: RunCell, allowed: Seconds
    ) -> Run:
        run = pair.ask_checker(request, self._book, allowed)
        self._note(run, _Purpose.OWN)
        if run.ending is Ending.DONE:
            self._note_flags(place, run)
            if run.report["flags"]:
                pair.drop()  # its channel is dead; the next cell gets a new one
        self._note_limit(place, run)
        if pair.student.is_gone():
            if self._settings.stop_at_failure and not pair.student.ended:
                self._given.stop_at(place, Run(Ending.DIED), self._book)
            pair.drop()
        return run

    def _note_limit(self, place: int, run: Run) -> None:
        """Take note of a cell that a limit stopped, and of the seconds it had."""
        if run.ending in (Ending.INTERRUPTED, Ending.KILLED):
            seconds = run.overrun.partition(" ")[0]
            self._stopped[place] = Observation("time", {"seconds": seconds})

    def _note(self, run: Run, purpose: _Purpose) -> None:
        """Take note of the time it took, and of a forgery, whatever the request was."""
        self._left[purpose] -= run.took
        if run.forgery:
            self._flags.append(f"broken or forged message: {run.forgery}")

    def _note_flags(self, place: int, run: Run) -> None:
        cell = self._notebook.json["cells"][place]
        self._flags += [f"{grade_id(cell)}: {flag}" for flag in run.report["flags"]]

    def _purpose(self, place: int) -> _Purpose:
        return _Purpose.GIVEN if place in self._given else _Purpose.OWN

    def _allowed(self, place: int, is_replay: bool = False) -> Seconds:
        """Return what a cell may take."""
        seconds = self._settings.cell_seconds(self._notebook.json["cells"][place])
        if place in self._given:
            seconds = self._given.seconds(place)
        if is_replay:
            most = Seconds.of(REPLAY_SLACK * seconds)
            return most.at_most(self._left[_Purpose.REPLAY])
        return Seconds.of(seconds).at_most(self._left[self._purpose(place)])

    def _is_test(self, place: int) -> bool:
        return self._notebook.roles[place] is Role.TEST

    def _failed(self, cells: list[Json]) -> list[int]:
        tests = [place for place in range(len(cells)) if self._is_test(place)]
        return [place for place in tests if _score(cells[place]).is_short]

    def _diagnose(self, cells: list[Json], places: list[int]) -> None:
        """Have the checker say what is known of the answers tested at these places."""
        if self._inquiry is not None:
            for case in self._inquiry.cases(cells, places, self._stopped):
                self._ask(case, self._inquiry)

    @timed("diagnosis")
    def _ask(self, case: Case, inquiry: Inquiry) -> None:
        """Ask about one answer, and take note of the reply."""
        times = self._settings.spec.times
        allowed = Seconds.of(min(DIAGNOSIS_SECONDS, times.cell))
        allowed = allowed.at_most(self._left[_Purpose.OWN])
        if not allowed.is_positive or (pair := self._living_pair()) is None:
            return
        place, answer = case.place, case.answer
        number = self._counts.get(place, 0)  # an empty test did not run
        # Half is for searches; when it is over, what they have found is told.
        question = replace(case.question, seconds=allowed.processor / 2)
        request = Diagnose(number, question.to_bytes())
        assert pair.checker is not None
        news = b"" if pair.has_key else inquiry.key.to_bytes()
        pair.has_key = True
        ahead = replace(request, key=news, is_ahead=True)
        most = Seconds.of(max(times.given, times.cell))
        most = most.at_most(self._left[_Purpose.GIVEN])
        run = pair.run(pair.checker, ahead, OutputBook(), most)
        self._note(run, _Purpose.GIVEN)
        if run.report is None:
            return
        run = pair.ask_checker(request, OutputBook(), allowed)
        self._note(run, _Purpose.OWN)
        if run.report is None:
            return
        is_ours = pair.student.ended  # what we ended is not told as the student's deed
        self._note_flags(place, run)
        if trouble := run.report["trouble"]:
            self._notes.append(f"cell {place + 1}: diagnosis failed: {trouble}")
        inquiry.learn(case.question, run.report["tables"])
        if not is_ours and (found := run.report["diagnosis"]):
            cells = self._notebook.json["cells"]
            source = cells[answer]["source"] if answer >= 0 else ""
            inquiry.found[place] = with_own_line(
                Diagnosis.from_json(found), source, self._counts.get(answer, 0)
            )
        # Its end may be known to the checker before it is seen here.
        if pair.student.is_gone() or run.report["flags"] or run.report["lost"]:
            pair.drop()

    def _living_pair(self) -> Pair | None:
        """Return processes that are where the notebook stands; None if all die."""
        if self._pair is not None and not self._pair.student.is_gone():
            return self._pair
        while self._replays < MAX_REPLAYS:
            self._replays += 1
            self._drop_pair()
            self._pair = pair = self._make_pair()
            if self._replay(pair):
                return pair
        return None

    @timed("birth")
    def _make_pair(self) -> Pair:
        pair = Pair.bear(self._zygote, self._settings)
        phases.watch(pair.seconds)
        self._layers = pair.layers
        if self._folder >= 0:
            os.close(self._folder)
        self._folder = pair.folder
        return pair

    def _drop_pair(self) -> None:
        if self._pair is not None:
            self._pair.drop()

    def _replay(self, pair: Pair) -> bool:
        """Bring fresh processes to where the notebook stands; False if they die."""
        for place in self._done:
            source = self._notebook.json["cells"][place]["source"]
            request = RunCell(self._counts[place], source)
            if place not in self._skipped:
                self._run_again(pair, place, request)
            if not pair.is_dropped:
                self._set_up_checker(pair, place, request, _Purpose.REPLAY)
            if pair.is_dropped:
                return False
        return True

    def _run_again(self, pair: Pair, place: int, request: RunCell) -> None:
        """Repeat a cell; if it fails now, say so and go on without it."""
        book = OutputBook()
        book.start_cell(None)
        allowed = self._allowed(place, is_replay=True)
        run = pair.run(pair.student, request, book, allowed)
        self._note(run, _Purpose.REPLAY)
        self._judge(pair, place, run, book)
        if run.ending is not Ending.DONE:
            self._skipped.add(place)
            what = failure(run, book)
            self._notes.append(f"cell {place + 1}: when it ran again, {what}")

    @timed("laying out")
    def _keep_files(self) -> None:
        """Bring back what the last of the student processes has written."""
        if self._folder >= 0:
            number, self._folder = self._folder, -1
            most = self._settings.spec.permissions.disk // 2
            try:
                reason = folders.bring_back(number, self._settings.folder, most)
            finally:
                os.close(number)
            if reason:
                self._notes.append(f"what it wrote was not kept: {reason}")


def _error(name: str, text: str) -> Json:
    line = f"\x1b[0;31m{name}\x1b[0m: {text}"
    return {"event": "error", "ename": name, "evalue": text, "traceback": [line]}


def _is_scored(cell: Json) -> bool:
    return is_grade(cell) or is_task(cell)


def _score(cell: Json) -> CellResult:
    score = rules.score_cell(cell)
    return CellResult(grade_id(cell), score.auto, score.maximum, said(cell, score))
