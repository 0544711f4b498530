"""Given cells, which nobody but the course can change, and what follows if one fails.

A given cell that runs out of time or memory, or whose process ends, must cost nobody a
point: everything after it would be "not defined". But the process it runs in has run
the student's cells before, and these may have spoiled it. So the judge is a trial: all
given cells up to this one, in a fresh process, without a cell or a file of the
student's, under the same limits.

- They fail there too: the course, or the machine, is at fault.
- They do not, and the cell uses a name that a cell of the student's defines: it is the
  student's code that it ran.
- They do not, and it uses none: perhaps something passing, such as a machine short of
  memory. The notebook is run again alone; if the cell then fails again and the trial
  does not, the student has spoiled it.

What is the student's fault is scored like any cell of theirs.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.engine.handle import ZygoteHandle
from autograder.engine.outputs import OutputBook
from autograder.engine.pair import Ending, Pair, Run
from autograder.engine.spec import SessionSettings
from autograder.engine.stopwatch import Seconds
from autograder.model import AutograderError
from autograder.notebook.cells import is_locked
from autograder.notebook.mending import CleanNotebook
from autograder.notebook.names import defined_names, used_names
from autograder.notebook.source import Role
from autograder.wire.messages import RunCell


class GivenCellError(AutograderError):
    """A given cell failed, as far as is known through no fault of the student's.

    Attributes:
        place: The cell's index in the notebook.
        what: What happened to it.
    """

    def __init__(self, place: int, name: str, what: str) -> None:
        super().__init__(f"the given cell '{name}' failed: {what}")
        self.place, self.what = place, what


class GivenCells:
    """The given cells of a notebook."""

    def __init__(
        self, zygote: ZygoteHandle, notebook: CleanNotebook, settings: SessionSettings
    ) -> None:
        self._zygote = zygote
        self._cells = notebook.json["cells"]
        self._settings = settings
        self._is_spoiled = False  # by the student: no cell is a given one any more
        self._places = {
            place
            for place, (cell, role) in enumerate(
                zip(self._cells, notebook.roles, strict=True)
            )
            if role is Role.SETUP or (role is Role.STUDENT and is_locked(cell))
        }
        self._names: set[str] = set()  # that cells of the student's define
        self._using: set[int] = set()  # given cells that use one of them
        for place, (cell, role) in enumerate(
            zip(self._cells, notebook.roles, strict=True)
        ):
            if place in self._places:
                if self._names & used_names(cell["source"]):
                    self._using.add(place)
            elif role is Role.STUDENT:
                self._names.update(defined_names(cell["source"]))

    def __contains__(self, place: int) -> bool:
        return not self._is_spoiled and place in self._places

    def seconds(self, place: int) -> float:
        """Return how much processor time a given cell may take."""
        limits = self._settings.spec.times
        if place in self._using:
            return limits.cell
        return max(limits.given, limits.cell)

    def judge(self, place: int, what: str) -> None:
        """Say whose fault it is that a given cell failed; return if the student's.

        Raises:
            GivenCellError: It is not, or may not be.
        """
        is_students = not self._fails_by_itself(place)
        if not is_students or not (place in self._using or self._settings.is_alone):
            raise self._error(place, what)
        self._is_spoiled = True

    def stop_at(self, place: int, run: Run, book: OutputBook) -> None:
        """Stop where a given cell fails in any way, or the process of any cell ends.

        Raises:
            GivenCellError: That has happened.
        """
        has_died = run.ending in (Ending.DIED, Ending.FORGED)
        if (place in self._places or has_died) and (what := failure(run, book)):
            raise self._error(place, what)
        if place in self._places and (error := first_error(book)):
            raise self._error(place, f"{error['ename']}: {error['evalue']}")

    def _error(self, place: int, what: str) -> GivenCellError:
        return GivenCellError(place, self._cells[place]["id"], what)

    def _fails_by_itself(self, place: int) -> bool:
        """Try the given cells up to this one without anything of the student's."""
        settings = replace(
            self._settings,
            folder=self._settings.checker_folder,
            spec=replace(self._settings.spec, isolation="shared"),
            keep_files=False,
        )
        left = Seconds.of(settings.spec.times.notebook)
        pair = Pair.bear(self._zygote, settings)
        try:
            for each in sorted(self._places):
                source = self._cells[each]["source"]
                if each > place or not source.strip():
                    continue
                book = OutputBook()
                allowed = Seconds.of(self.seconds(each)).at_most(left)
                run = pair.run(pair.student, RunCell(each + 1, source), book, allowed)
                left -= run.took
                if failure(run, book):
                    return True
        finally:
            pair.drop()
        return False


def failure(run: Run, book: OutputBook) -> str:
    """Say what a cell failed of, if not of an exception of its own; else empty."""
    match run.ending:
        case Ending.INTERRUPTED | Ending.KILLED:
            return f"it was stopped after {run.overrun}"
        case Ending.EXCEEDED:
            return f"it was stopped: {run.excess}"
        case Ending.DIED:
            return "its process ended"
        case Ending.FORGED:
            return f"its process broke the protocol: {run.forgery}"
        case Ending.DONE if error := first_error(book):
            name = str(error["ename"])
            return "it ran out of memory" if name.endswith("MemoryError") else ""
    return ""


def first_error(book: OutputBook) -> dict[str, object] | None:
    """Return the first exception that a cell has shown, if any."""
    errors = (each for each in book.outputs if each["output_type"] == "error")
    return next(errors, None)
