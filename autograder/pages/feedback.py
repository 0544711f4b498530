"""The page a student gets back: one self-contained HTML file per notebook.

It shows the student's own work, what the checks made of it and what people said, and
nothing of a hidden test. Everything on it is data by the time a template sees it:
plain text, escaped there, or HTML that :mod:`autograder.pages.safe_html` made safe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path

import nbformat
from markupsafe import Markup
from nbformat import NotebookNode

from autograder.common.writing import write_atomically
from autograder.gradebook.records import GradeRecord, NotebookRecord, SubmissionRecord
from autograder.model import NotebookResult, Status, SubmissionError
from autograder.notebook import untrusted
from autograder.notebook.cells import grade_id, is_check, is_locked
from autograder.notebook.marks import HIDDEN_TESTS
from autograder.pages import bounded
from autograder.pages.checks import Finding, examine
from autograder.pages.diagnoses import (
    Explanations,
    ShownDiagnosis,
    read_diagnosis,
    show_diagnosis,
)
from autograder.pages.displays import Output, OutputKind, read_outputs
from autograder.pages.exercises import (
    Card,
    ExerciseStatus,
    find_exercises,
    status_of,
)
from autograder.pages.hidden import Censor, Marks, visible_source
from autograder.pages.pictures import Pictures
from autograder.pages.rendering import render
from autograder.pages.safe_html import (
    Prose,
    first_heading,
    highlight,
    inline_code,
    without_first_heading,
)
from autograder.pages.texts import SOURCE_LANGUAGE, Texts, known_language

_NOTHING = Markup("")


@dataclass(frozen=True)
class ShownOutput:
    """An output; ``html`` is rendered Markdown, else the template escapes the text."""

    output: Output
    html: Markup = _NOTHING


@dataclass(frozen=True)
class ShownCell:
    """A cell of the notebook, or a pointer to the exercise that stands there."""

    prose: Markup = _NOTHING
    code: Markup = _NOTHING
    outputs: tuple[ShownOutput, ...] = ()
    comment: Markup = _NOTHING
    folded: bool = False
    exercise: int | None = None


@dataclass(frozen=True)
class ShownCheck:
    """The outcome of one check cell."""

    grade: GradeRecord
    finding: Finding
    said: Markup
    source: Markup
    diagnosis: ShownDiagnosis | None


@dataclass(frozen=True)
class ShownExercise:
    """One exercise of the page; ``name`` is there if its title alone is ambiguous."""

    name: str
    title: Markup
    status: ExerciseStatus
    score: float
    max_score: float
    answer: ShownCell
    checks: tuple[ShownCheck, ...]
    comment: Markup


def write_feedback(
    *,
    autograded: Path,
    record: SubmissionRecord,
    destination: Path,
    results: Sequence[NotebookResult] = (),
    explanations: Mapping[str, Explanations] | None = None,
    language: str = SOURCE_LANGUAGE,
    zone: tzinfo = UTC,
    marks: Marks = HIDDEN_TESTS,
) -> list[Path]:
    """Write the feedback of one submission, a page per notebook.

    Args:
        autograded: the folder ``autograded/<student>/<assignment>``.
        record: the submission, as read from the gradebook.
        destination: the folder ``feedback/<student>/<assignment>``; made if missing.
        results: what the grader said of the submission's notebooks, if known: the
            reason of a failure.
        explanations: what the banks say of the mistakes, by language.
        language: for notebooks that do not say their own.
        zone: in which times are told.
        marks: how the course marks hidden tests, which no page shows.

    Returns:
        The pages written. A notebook that was neither executed nor refused has none.
    """
    known = {result.notebook: result for result in results}
    names = {path.stem for path in autograded.glob("*.ipynb")}
    recorded = {notebook.name: notebook for notebook in record.notebooks}
    written = []
    for name in sorted(names & recorded.keys() | _failed(known)):
        page = feedback_page(
            source=autograded / f"{name}.ipynb",
            record=record,
            notebook=recorded.get(name, NotebookRecord(name)),
            result=known.get(name),
            explanations=explanations or {},
            language=language,
            zone=zone,
            marks=marks,
        )
        written.append(write_atomically(destination / f"{name}.html", page))
    return written


def _failed(results: Mapping[str, NotebookResult]) -> set[str]:
    return {name for name, r in results.items() if r.status is Status.FAILED}


def feedback_page(
    *,
    source: Path,
    record: SubmissionRecord,
    notebook: NotebookRecord,
    result: NotebookResult | None,
    explanations: Mapping[str, Explanations],
    language: str,
    zone: tzinfo = UTC,
    marks: Marks = HIDDEN_TESTS,
) -> str:
    """Return the page of one notebook; of one that failed, only the reason.

    The arguments are those of :func:`write_feedback`, for the notebook ``source``.
    """
    reason = result.reason if result and result.status is Status.FAILED else ""
    failed = result is not None and result.status is Status.FAILED
    executed = None
    if not failed:
        try:
            executed = _read(source)
        except SubmissionError as error:
            failed, reason = True, str(error)
    language = _language(executed, result, language)
    cells = executed.cells if executed else []
    known = explanations.get(language, {})
    with bounded.page():
        pictures = Pictures(source.parent)
        builder = _Builder(cells, notebook, known, Texts(language), pictures, marks)
        return render(
            "feedback.html",
            language,
            title=builder.title or notebook.name,
            record=record,
            zone=zone,
            notebook=notebook,
            failed=failed,
            reason=reason,
            is_nobodys_fault=result is not None and result.is_nobodys_fault,
            exercises=builder.exercises(),
            cells=builder.cells(),
        )


def _read(source: Path) -> NotebookNode:
    """Read an executed notebook.

    Raises:
        SubmissionError: It is none: what runs can leave any file in its folder.
    """
    try:
        text = untrusted.read(source, untrusted.MAX_BYTES, "notebook").decode()
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
        return notebook
    except SubmissionError:
        raise
    except Exception as error:
        raise SubmissionError(f"it is no notebook: {type(error).__name__}") from None


def _language(
    executed: NotebookNode | None, result: NotebookResult | None, default: str
) -> str:
    said = executed.metadata.get("autograder", {}) if executed else {}
    wanted = said.get("language", "") if isinstance(said, dict) else ""
    return known_language((result and result.language) or str(wanted), default)


class _Builder:
    """Turns one executed notebook into what the template shows."""

    def __init__(
        self,
        cells: Sequence[NotebookNode],
        record: NotebookRecord,
        explanations: Explanations,
        texts: Texts,
        pictures: Pictures,
        marks: Marks,
    ) -> None:
        self._cells = cells
        self._pictures = pictures
        self._record = record
        self._explanations = explanations
        self._words = texts
        self._censor = Censor(cells, marks)
        self._marks = marks
        self._concealed = {
            cell.get("execution_count") for cell in cells if is_check(cell)
        }
        self._exercises = find_exercises(cells, record)
        self._titles = Counter(exercise.title for exercise in self._exercises)
        prose = (c.source for c in cells if c.cell_type == "markdown")
        self.title = next((t for t in map(first_heading, prose) if t), "")

    def exercises(self) -> list[ShownExercise]:
        """Return the exercises in the notebook's order."""
        return [self._exercise(exercise) for exercise in self._exercises]

    def cells(self) -> list[ShownCell]:
        """Return the notebook, with a pointer wherever an exercise stands."""
        prose = Prose(top_level=3, pictures=self._pictures)
        positions = {e.position: n for n, e in enumerate(self._exercises, start=1)}
        taken = {id(e.answer) for e in self._exercises}
        titled = not self.title
        shown = []
        for position, cell in enumerate(self._cells):
            if position in positions:
                shown.append(ShownCell(exercise=positions[position]))
            elif id(cell) in taken or is_check(cell):
                continue
            elif not titled and first_heading(cell.source):
                titled = True
                shown.append(
                    self._cell(cell, prose, without_first_heading(cell.source))
                )
            else:
                shown.append(self._cell(cell, prose, cell.source))
        return [cell for cell in shown if cell != ShownCell()]

    def _exercise(self, exercise: Card) -> ShownExercise:
        prose = Prose(top_level=4, pictures=self._pictures)
        answer = exercise.answer
        return ShownExercise(
            name=exercise.name if self._titles[exercise.title] > 1 else "",
            title=Prose.inline(exercise.title),
            status=status_of(exercise, self._record),
            score=exercise.score,
            max_score=exercise.max_score,
            answer=self._cell(answer, prose, answer.source) if answer else ShownCell(),
            checks=tuple(self._check(*check) for check in exercise.checks),
            comment=self._comment(exercise.name),
        )

    def _cell(self, cell: NotebookNode, prose: Prose, source: str) -> ShownCell:
        source = visible_source(source, self._marks)
        if cell.cell_type != "code":
            html = prose.markdown(source, cell.get("attachments"))
            return ShownCell(prose=html) if html.strip() else ShownCell()
        outputs = read_outputs(cell, self._censor, self._concealed)
        if not source.strip() and not outputs:
            return ShownCell()
        name = grade_id(cell)
        graded = any(e.name == name for e in self._exercises)
        return ShownCell(
            code=highlight(source),
            outputs=tuple(self._output(output, prose) for output in outputs),
            comment=_NOTHING if graded or not name else self._comment(name),
            folded=is_locked(cell),
        )

    def _output(self, output: Output, prose: Prose) -> ShownOutput:
        if output.kind is OutputKind.MARKDOWN:
            return ShownOutput(output, prose.markdown(output.text))
        return ShownOutput(output)

    def _comment(self, cell: str) -> Markup:
        text = self._record.comment(cell).text
        return Prose(top_level=4).markdown(text) if text else _NOTHING

    def _check(self, cell: NotebookNode, grade: GradeRecord) -> ShownCheck:
        scored = grade.auto_score or 0.0
        finding = examine(cell, scored, grade.max_score, self._cells, self._marks)
        is_short = grade.score < grade.max_score
        known = read_diagnosis(cell) if is_short else None
        return ShownCheck(
            grade=grade,
            finding=finding,
            said=inline_code(self._censor.clean(finding.message)),
            source=highlight(visible_source(cell.source, self._marks)),
            diagnosis=show_diagnosis(known, self._explanations, self._words),
        )
