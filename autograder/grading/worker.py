"""Grade one submission, in a worker process: clean, run, score, lay the results out.

The worker knows hidden tests and reads files; it never runs a line of a student's. It
writes to one folder only, the draft of ``autograded/<student>/<assignment>``; gradebook
and final places belong to the parent.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.common.bytecode import imported
from autograder.common.printable import one_line
from autograder.engine import first_use, libraries, phases
from autograder.engine.given import GivenCellError
from autograder.engine.handle import ConfinementError, ZygoteError
from autograder.engine.phases import phase, timed
from autograder.engine.session import Session
from autograder.engine.spec import SessionResult, SessionSettings
from autograder.grading.beginning import close_zygote, zygote
from autograder.grading.handed_in import HandedIn, find_notebooks
from autograder.grading.job import Job, NotebookOutcome, Outcome
from autograder.grading.lacks import lacks
from autograder.grading.machine import is_full
from autograder.grading.seeds import seed_of
from autograder.grading.workplace import (
    Workplace,
    files_in,
    keep_files,
    lay_out_notebooks,
    workplace,
    write_notebook,
)
from autograder.model import CellResult, SubmissionError
from autograder.notebook import intake, rules
from autograder.notebook.cells import grade_id, is_answer, is_test
from autograder.notebook.mending import CleanNotebook, mend, without_hidden
from autograder.notebook.recognise import NOTEBOOK, edition_of
from autograder.notebook.source import Editions, Role, SourceNotebook

Json = dict[str, Any]


def grade_submission(job: Job) -> Outcome:
    """Grade all notebooks of a submission and write the draft of its folder.

    What goes wrong with the submission is told in the outcome.

    Raises:
        OSError: The disk is full.
        ConfinementError: This machine cannot confine notebooks as required.
    """
    started = time.monotonic()
    outcomes: dict[str, NotebookOutcome] = {}
    unfound = reason = ""
    try:
        with phase("reading"):
            handed = find_notebooks(job.folder, job.editions)
        unfound = handed.unfound()
        outcomes = _grade_notebooks(job, handed)
    except ConfinementError:
        raise
    except SubmissionError as error:
        reason = str(error)
    except OSError as error:
        if is_full(error):
            raise
        name = Path(error.filename or job.folder).name
        reason = f"{name}: it cannot be read: {error.strerror or error}"
    except Exception as error:  # an error of ours must not cost anybody else's grades
        reason = f"an error of the grader: {type(error).__name__}: {error}"
    if reason:
        outcomes = {name: NotebookOutcome(reason=reason) for name in job.editions}
    phases.write()
    return Outcome(outcomes, time.monotonic() - started, unfound)


@timed("laying out")
def _grade_notebooks(job: Job, handed: HandedIn) -> dict[str, NotebookOutcome]:
    outcomes = {
        name: NotebookOutcome(reason=reason) for name, reason in handed.doubtful.items()
    }
    taken: dict[str, _Taken] = {}
    for name, path in handed.notebooks.items():
        if note := _not_run(job.editions[name]):
            outcomes[name] = NotebookOutcome(notes=(note,))
            continue
        try:
            taken[name] = _take(name, handed, job.editions[name])
        except SubmissionError as error:
            outcomes[name] = NotebookOutcome(reason=f"{one_line(path.name)}: {error}")
    files = student_files(job, handed)
    with workplace(job.place, job.draft, files, job.course_files) as place:
        visible = {
            name: without_hidden(one.clean, one.source) for name, one in taken.items()
        }
        lay_out_notebooks(place, visible, job.editions)
        results = {}
        # In nbgrader's order: what one has written the next may read.
        for name in sorted(taken, key=lambda name: f"{name}{NOTEBOOK}"):
            one = taken[name]
            try:
                results[name] = run_notebook(job, one.clean, one.source, place)
            except GivenCellError as error:
                reason = f"{name}{NOTEBOOK}: {nobodys_fault(error)}"
                outcomes[name] = NotebookOutcome(reason, is_nobodys_fault=True)
            else:
                outcomes[name] = _outcome(results[name], one.language)
        if not job.spec.is_separate:
            keep_files(place, job.draft, files)
        for name, result in results.items():
            write_notebook(result.notebook, job.draft / f"{name}{NOTEBOOK}")
        for name in outcomes.keys() & handed.notebooks.keys() - results.keys():
            if not outcomes[name].reason:
                shutil.copyfile(handed.notebooks[name], job.draft / f"{name}{NOTEBOOK}")
    return outcomes


def nobodys_fault(error: GivenCellError) -> str:
    """Return why there is no score, for people, where no answer is to blame."""
    return (
        f"{error}, also when nothing else ran beside it. No answer is at fault: there "
        "is no score, and the next run grades it again"
    )


def _not_run(editions: Editions) -> str:
    """Say why a notebook need not run; "" of one that has to."""
    source = editions[""]
    kernel = source.foreign_kernel()
    if not kernel or any(cell.grade or cell.task for cell in source.cells):
        return ""
    return f"its kernel is {kernel}, and there is nothing to grade: it was not run"


@dataclass(frozen=True)
class _Taken:
    """A notebook that was handed in, fit to run, and what the course has of it."""

    clean: CleanNotebook
    source: SourceNotebook
    language: str


@timed("reading")
def _take(name: str, handed: HandedIn, editions: Editions) -> _Taken:
    """Read a notebook that was handed in.

    Raises:
        SubmissionError: It cannot be graded.
    """
    if kernel := editions[""].foreign_kernel():
        raise SubmissionError(
            f"its kernel is {kernel}; only Python notebooks can be graded"
        )
    notebook, notes = intake.parse(intake.read_file(handed.notebooks[name]))
    edition, source = edition_of(notebook, editions)
    clean = mend(notebook, source, [*handed.notes(name), *notes])
    return _Taken(clean, source, _language(notebook) or edition)


def student_files(job: Job, handed: HandedIn) -> dict[str, Path]:
    """Return what was handed in beside the notebooks, by its place beside them."""
    files = files_in(job.folder, job.ignored)
    if handed.base != job.folder:
        files |= files_in(handed.base, job.ignored)
    taken = set(handed.notebooks.values())
    return {place: path for place, path in files.items() if path not in taken}


def run_notebook(
    job: Job, clean: CleanNotebook, source: SourceNotebook, place: Workplace
) -> SessionResult:
    """Run a mended notebook as a job says.

    Raises:
        GivenCellError: A cell of the course's own failed, through no answer's fault.
    """
    settings = SessionSettings(
        folder=place.student,
        checker_folder=place.checker,
        spec=job.spec,
        # As in nbgrader; where tests run apart, a notebook is graded by itself.
        keep_files=not job.spec.is_separate,
        seed=seed_of(job.secret, _answers(clean), place.student),
        seconds={c.grade_id: c.seconds for c in source.cells if c.seconds},
        key=source.key,
        tables=job.tables,
        is_alone=job.is_alone,
    )
    imports, named = _public_imports(source), job.spec.libraries
    used = first_use.wanted(imports, named)
    needs = used, libraries.worth_warming(imports, named), _handed_out(source)
    try:
        result = _run(clean, settings, *needs)
    except ConfinementError:
        raise
    except ZygoteError:
        # Something has killed it, perhaps the machine, short of memory: once more.
        close_zygote(job.spec.world, used)
        result = _run(clean, settings, *needs)
    result = replace(
        result,
        cells=tuple(_unless_unsure(cell, clean) for cell in result.cells),
        notes=(*result.notes, *lacks(result.notebook, job.root, job.place)),
    )
    _note_diagnoses(result)
    return result


@timed("session")
def _run(
    clean: CleanNotebook,
    settings: SessionSettings,
    used: tuple[str, ...],
    modules: Collection[str],
    cells: Collection[str],
) -> SessionResult:
    with phase("warming"):
        own = zygote(settings.spec.world, used)
        own.warm(modules, cells)
    return Session(own, clean, settings).run()


def _public_imports(source: SourceNotebook) -> list[str]:
    """Return the modules that cells import in the notebook as students got it."""
    released = _handed_out(source)
    setup = [cell.source for cell in source.cells if cell.role is Role.SETUP]
    return imported([*released, *setup])


def _handed_out(source: SourceNotebook) -> list[str]:
    """Return the code of the notebook as students got it."""
    return [cell.source for cell in source.release if cell.cell_type == "code"]


def _unless_unsure(cell: CellResult, notebook: CleanNotebook) -> CellResult:
    """Leave what lacks points to a person where the answer was not recognised."""
    if cell.grade_id not in notebook.unsure or not cell.is_short:
        return cell
    return CellResult(cell.grade_id, None, cell.max_score, cell.message)


def _note_diagnoses(result: SessionResult) -> None:
    """Write diagnoses into the executed notebook, where feedback is made from.

    What a student wrote into that place is removed.
    """
    found = {cell.grade_id: cell.diagnosis for cell in result.cells}
    for cell in result.notebook["cells"]:
        mark = cell["metadata"].get("autograder")
        if isinstance(mark, dict):
            mark.pop("diagnosis", None)
        if is_test(cell) and (diagnosis := found.get(grade_id(cell))):
            cell["metadata"]["autograder"] = {"diagnosis": asdict(diagnosis)}


def _answers(notebook: CleanNotebook) -> list[str]:
    """Return the cells that are the student's."""
    cells = zip(notebook.json["cells"], notebook.roles, strict=True)
    return [cell["source"] for cell, role in cells if role is Role.STUDENT]


def _outcome(result: SessionResult, language: str) -> NotebookOutcome:
    answers = [cell for cell in result.notebook["cells"] if is_answer(cell)]
    return NotebookOutcome(
        cells=result.cells,
        comments={grade_id(cell): rules.auto_comment(cell) for cell in answers},
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
