"""Grade one submission, in a worker process: clean, run, score, lay the results out.

The worker knows hidden tests and reads files; it never runs a line of a student's. It
writes to one folder only, the draft of ``autograded/<student>/<assignment>``; gradebook
and final places belong to the parent.
"""

from __future__ import annotations

import contextlib
import functools
import json
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine.confinement import OPEN as UNCONFINED
from autograder.engine.handle import ConfinementError, ZygoteError, ZygoteHandle
from autograder.engine.outputs import Trimming
from autograder.engine.plan import Limits, SessionResult, Settings
from autograder.engine.session import Session
from autograder.grading.machine import is_full
from autograder.grading.seeds import seed_of
from autograder.model import CellResult, SubmissionError
from autograder.notebook import intake, rules
from autograder.notebook.intake import CleanNotebook
from autograder.notebook.source import Editions, Role

Json = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """All that a worker has to know to grade one submission.

    Attributes:
        student: Whose submission it is.
        assignment: Of which assignment.
        folder: What was handed in.
        draft: Where to lay out what ``autograded`` is to hold; made by the worker.
        editions: The course's cells, by notebook and language.
        course_files: The course's own files, by their place in the folder; they
            replace files of the same name.
        isolation: ``separate`` or ``shared``.
        figures: Whether figures are drawn.
        limits: Times a notebook may take.
        trimming: What of the outputs is left out.
        confine: How processes are confined, as ``module:function``.
        confinement: What the sandbox is told; plain JSON.
        secret: Of the course, see :mod:`.seeds`.
    """

    student: str
    assignment: str
    folder: Path
    draft: Path
    editions: Mapping[str, Editions]
    course_files: Mapping[str, Path] = field(default_factory=dict)
    isolation: str = "separate"
    figures: bool = True
    limits: Limits = field(default_factory=Limits)
    trimming: Trimming = field(default_factory=Trimming)
    confine: str = UNCONFINED
    confinement: Mapping[str, Any] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class NotebookOutcome:
    """What came of one notebook; ``reason`` says why there is nothing else."""

    reason: str = ""
    cells: tuple[CellResult, ...] = ()
    comments: Mapping[str, str | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    language: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What came of a submission: its notebooks by name; those not handed in lack."""

    notebooks: Mapping[str, NotebookOutcome]
    seconds: float


@functools.cache
def _zygote(confine: str) -> ZygoteHandle:
    """Return this process's zygote; it is warmed once and lives as long as we do."""
    return ZygoteHandle(confine)


def prepare(confine: str) -> None:
    """Begin the life of a worker process: warm up while the parent looks around."""
    # Ctrl-C reaches the whole process group; only the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # blocked since our birth, see the pool
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What hinders a zygote is told by the first submission that asks for it.
    with contextlib.suppress(OSError):
        _zygote(confine)


def _close_zygote(confine: str) -> None:
    """End this process's zygote, if there is one; the next to ask gets another."""
    if _zygote.cache_info().currsize:
        _zygote(confine).close()
        _zygote.cache_clear()


def _end_with_parent() -> None:
    """Wait for the parent's end, however it comes; the zygote ends as we do.

    The queue of jobs would not tell: its writing end is open here, too.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def grade_submission(job: Job) -> Outcome:
    """Grade all notebooks of a submission and write the draft of its folder.

    What goes wrong with the submission is told in the outcome.

    Raises:
        OSError: The disk is full.
        ConfinementError: This machine cannot confine notebooks as required.
    """
    started = time.monotonic()
    outcomes: dict[str, NotebookOutcome] = {}
    reason = ""
    try:
        outcomes = _grade_notebooks(job)
    except ConfinementError:
        raise
    except OSError as error:
        if is_full(error):
            raise
        name = Path(error.filename or job.folder).name
        reason = f"{name}: it cannot be read: {error.strerror or error}"
    except Exception as error:  # an error of ours must not cost anybody else's grades
        reason = f"an error of the grader: {type(error).__name__}: {error}"
    if reason:
        outcomes = {name: NotebookOutcome(reason=reason) for name in job.editions}
    return Outcome(outcomes, time.monotonic() - started)


def _grade_notebooks(job: Job) -> dict[str, NotebookOutcome]:
    outcomes = {}
    with workplace(job) as place:
        # In nbgrader's order: what one has written the next may read.
        names = sorted(job.editions, key=lambda name: f"{name}.ipynb")
        for name, editions in [(name, job.editions[name]) for name in names]:
            path = job.folder / f"{name}.ipynb"
            if not (path.exists() or path.is_symlink()):
                continue
            try:
                outcomes[name] = _grade_notebook(job, path, editions, place)
            except SubmissionError as error:
                outcomes[name] = NotebookOutcome(reason=f"{path.name}: {error}")
    return outcomes


@dataclass(frozen=True)
class Workplace:
    """Private folders of the two processes."""

    student: Path
    checker: Path


@contextmanager
def workplace(job: Job) -> Iterator[Workplace]:
    """Make the draft, and private folders for the two processes, with their files."""
    shutil.rmtree(job.draft, ignore_errors=True)
    job.draft.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="autograder-") as private:
        place = Workplace(Path(private, "student"), Path(private, "checker"))
        place.checker.mkdir()
        _copy_files(job.folder, job.draft)
        _copy_course_files(job.course_files, job.draft)
        _copy_course_files(job.course_files, place.checker)
        shutil.copytree(job.draft, place.student)
        yield place


def _copy_files(source: Path, target: Path) -> None:
    """Copy all but notebooks; links, which may lead anywhere, are left out."""
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_symlink() or path.suffix == ".ipynb":
            continue
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif path.is_file() and copy.parent.is_dir():
            shutil.copyfile(path, copy)


def _copy_course_files(files: Mapping[str, Path], target: Path) -> None:
    for name, path in files.items():
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _grade_notebook(
    job: Job, path: Path, editions: Editions, place: Workplace
) -> NotebookOutcome:
    if kernel := editions[""].foreign_kernel():
        raise SubmissionError(
            f"its kernel is {kernel}; only Python notebooks can be graded"
        )
    notebook, notes = intake.parse(intake.read_file(path))
    result = run_notebook(job, path.stem, notebook, notes, place)
    text = json.dumps(result.notebook, indent=1, ensure_ascii=False, sort_keys=True)
    (job.draft / path.name).write_text(text + "\n", encoding="utf-8")
    return _outcome(result, _language(notebook))


def run_notebook(
    job: Job, name: str, notebook: Json, notes: list[str], place: Workplace
) -> SessionResult:
    """Run a parsed notebook as a job says, against the edition of its language."""
    editions = job.editions[name]
    # The name comes from the student; one that is not known means the default.
    source = editions.get(_language(notebook), editions[""])
    clean = intake.mend(notebook, source, notes)
    settings = Settings(
        folder=place.student,
        checker_folder=place.checker,
        isolation=job.isolation,
        figures=job.figures,
        limits=job.limits,
        trimming=job.trimming,
        # As in nbgrader; where tests run apart, a notebook is graded by itself.
        keep_files=job.isolation == "shared" and len(job.editions) > 1,
        seed=seed_of(job.secret, _answers(clean), job.draft),
        key=source.key,
        policies={kind: dict(job.confinement) for kind in ("student", "checker")},
    )
    try:
        result = Session(_zygote(job.confine), clean, settings).run()
    except ConfinementError:
        raise
    except ZygoteError:
        # Something has killed it, perhaps the machine, short of memory: once more.
        _close_zygote(job.confine)
        result = Session(_zygote(job.confine), clean, settings).run()
    _note_diagnoses(result)
    return result


def _note_diagnoses(result: SessionResult) -> None:
    """Write diagnoses into the executed notebook, where feedback is made from.

    What a student wrote into that place is removed.
    """
    found = {cell.grade_id: cell.diagnosis for cell in result.cells}
    for cell in result.notebook["cells"]:
        mark = cell["metadata"].get("autograder")
        if isinstance(mark, dict):
            mark.pop("diagnosis", None)
        grade_id = rules.nbgrader_metadata(cell).get("grade_id", "")
        if rules.is_test(cell) and (diagnosis := found.get(grade_id)):
            cell["metadata"]["autograder"] = {"diagnosis": asdict(diagnosis)}


def _answers(notebook: CleanNotebook) -> list[str]:
    """Return the cells that are the student's."""
    cells = zip(notebook.json["cells"], notebook.roles, strict=True)
    return [cell["source"] for cell, role in cells if role is Role.STUDENT]


def _outcome(result: SessionResult, language: str) -> NotebookOutcome:
    answers = [
        cell
        for cell in result.notebook["cells"]
        if rules.is_solution(cell) or rules.is_task(cell)
    ]
    return NotebookOutcome(
        cells=result.cells,
        comments={
            rules.nbgrader_metadata(cell)["grade_id"]: rules.auto_comment(cell)
            for cell in answers
        },
        notes=result.notes,
        flags=result.flags,
        layers=result.layers,
        language=language,
        seconds=result.seconds,
    )


def _language(notebook: Json) -> str:
    """Return the language that a parsed notebook says it is in; empty if none."""
    mark: dict[str, str] = notebook["metadata"].get("autograder", {})
    return mark.get("language", "")
