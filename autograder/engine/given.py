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

A given cell that only raises an exception is another matter: it may show one on
purpose, or use what the student has not done yet. It is judged where a later cell needs
a name that it has not come to define, and is nobody's fault if it raises in the trial
too, and either no cell of the student's stands before it, or a module or a file is
missing that the student was not to write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache

from autograder.engine.handle import ZygoteHandle
from autograder.engine.outputs import OutputBook
from autograder.engine.pair import Ending, Pair, Run
from autograder.engine.spec import SessionSettings
from autograder.engine.stopwatch import Seconds
from autograder.model import AutograderError
from autograder.notebook.cells import is_locked
from autograder.notebook.mending import CleanNotebook
from autograder.notebook.names import bound_names, defined_names, used_names
from autograder.notebook.source import Role
from autograder.wire.messages import RunCell

_MAGIC = re.compile(r"^[ \t]*[%!].*$", re.MULTILINE)
_STAR = re.compile(r"^\s*(from\s.*\simport\s*\*|%run\b)", re.MULTILINE)
_MODULE = re.compile(r"No module named '(\w+)")

_FILE = re.compile(r"[\w-]+\.\w+")

_used_names = lru_cache(1000)(used_names)  # of cells that each notebook has


class GivenCellError(AutograderError):
    """A given cell failed, as far as is known through no fault of the student's.

    Attributes:
        place: The cell's index in the notebook.
        what: What happened to it.
    """

    def __init__(self, place: int, name: str, what: str) -> None:
        super().__init__(f"the given cell '{name}' failed: {what}")
        self.place, self.what = place, what


class _Trial(Enum):
    """What came of a given cell by itself."""

    FAILED = "it fails"
    HARMLESS = "it raises the same exception and defines all that is needed of it"
    PASSED = "it does not fail"


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
        self._others = [
            cell["source"]
            for place, cell in enumerate(self._cells)
            if place not in self._places
        ]
        self._first_own = next(  # of the cells that run and are the student's
            (
                place
                for place, role in enumerate(notebook.roles)
                if role is Role.STUDENT and place not in self._places
            ),
            len(self._cells),
        )
        self._names: set[str] = set()  # that cells of the student's define
        self._using: set[int] = set()  # given cells that use one of them
        for place, (cell, role) in enumerate(
            zip(self._cells, notebook.roles, strict=True)
        ):
            if place in self._places:
                if self._names & _used_names(cell["source"]):
                    self._using.add(place)
            elif role is Role.STUDENT:
                self._names.update(defined_names(cell["source"]))

    def __contains__(self, place: int) -> bool:
        return not self._is_spoiled and place in self._places

    def seconds(self, place: int) -> float:
        """Return how much processor time a given cell may take."""
        own = self._settings.cell_seconds(self._cells[place])
        if place in self._using:
            return own
        return max(self._settings.spec.times.given, own)

    def judge(self, place: int, what: str) -> None:
        """Say whose fault it is that a given cell failed; return if the student's.

        Raises:
            GivenCellError: It is not, or may not be.
        """
        is_students = self._try(place) is not _Trial.FAILED
        if not is_students or not (place in self._using or self._settings.is_alone):
            raise self._error(place, what)
        self._is_spoiled = True

    def is_missed(self, place: int, error: Mapping[str, object]) -> bool:
        """Tell whether an exception may be nobody's fault, and costs later cells names.

        Args:
            place: Of the given cell that raised it.
            error: The exception, as an output.
        """
        return (
            place < self._first_own or self._is_from_outside(error)
        ) and self._is_needed(place)

    def judge_exception(self, place: int, error: Mapping[str, object]) -> None:
        """Say whose fault an exception is that :meth:`is_missed`; else return.

        Raises:
            GivenCellError: It is not the student's, or may not be.
        """
        outcome = self._try(place, str(error["ename"]))
        if outcome is _Trial.HARMLESS:
            return
        if outcome is _Trial.FAILED or not (
            place in self._using or self._settings.is_alone
        ):
            raise self._error(place, _said(error))

    def _is_from_outside(self, error: Mapping[str, object]) -> bool:
        """Tell whether something is missing that no other cell was to make."""
        said = str(error["evalue"])
        match error["ename"]:
            case "ModuleNotFoundError":
                missing = [f"{name}.py" for name in _MODULE.findall(said)]
            case "FileNotFoundError":
                missing = _FILE.findall(said)
            case _:
                return False
        return bool(missing) and not any(
            name in source for name in missing for source in self._others
        )

    def _needed_names(self, place: int) -> set[str]:
        """Return what a cell defines, of which later cells make use."""
        try:
            names = bound_names(_python(self._cells[place]["source"]))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return set()
        later = (
            used_names(_python(cell["source"]))
            for cell in self._cells[place + 1 :]
            if cell["cell_type"] == "code"
        )
        return names & set().union(*later)

    def _is_needed(self, place: int) -> bool:
        source = self._cells[place]["source"]
        return bool(_STAR.search(source) or self._needed_names(place))

    def stop_at(self, place: int, run: Run, book: OutputBook) -> None:
        """Stop where a given cell fails in any way, or the process of any cell ends.

        Raises:
            GivenCellError: That has happened.
        """
        has_died = run.ending in (Ending.DIED, Ending.FORGED)
        if (place in self._places or has_died) and (what := failure(run, book)):
            raise self._error(place, what)
        if place in self._places and (error := first_error(book)):
            raise self._error(place, _said(error))

    def _error(self, place: int, what: str) -> GivenCellError:
        return GivenCellError(place, self._cells[place]["id"], what)

    def _try(self, place: int, exception: str = "") -> _Trial:
        """Try the given cells up to this one without anything of the student's.

        Args:
            place: The cell.
            exception: It fails, too, if one of this name keeps it from defining what
                later cells use.
        """
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
                    return _Trial.FAILED
                error = first_error(book)
                if each == place and error and error["ename"] == exception:
                    names = sorted(self._needed_names(place))
                    book = OutputBook()
                    asked = RunCell(each + 2, "\n".join(names))
                    run = pair.run(pair.student, asked, book, allowed)
                    lacks = not names or first_error(book) or failure(run, book)
                    return _Trial.FAILED if lacks else _Trial.HARMLESS
        finally:
            pair.drop()
        return _Trial.PASSED


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


def _said(error: Mapping[str, object]) -> str:
    return f"{error['ename']}: {error['evalue']}"


def _python(source: str) -> str:
    """Return a cell without IPython's own lines."""
    return _MAGIC.sub("pass", source)
