"""One executed notebook as the feedback page shows it: its exercises, then its cells.

Everything in here is data by the time a template sees it: plain text, escaped there, or
HTML that :mod:`autograder.pages.safe_html` made safe.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.gradebook.records import GradeRecord, NotebookRecord
from autograder.notebook.cells import (
    grade_id,
    is_check,
    is_locked,
    nbgrader_metadata,
)
from autograder.pages import tracebacks
from autograder.pages.answers import show_code
from autograder.pages.checks import Ending, Finding, examine
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
    built_on,
    find_exercises,
    roots,
    status_of,
)
from autograder.pages.hidden import Censor, Marks, visible_source
from autograder.pages.pictures import Pictures
from autograder.pages.places import own_place
from autograder.pages.safe_html import (
    Prose,
    first_heading,
    highlight,
    inline_code,
    without_first_heading,
)
from autograder.pages.stops import find_stop
from autograder.pages.texts import Texts
from autograder.pages.verdicts import holds_back, lead, raised, stopped

_NOTHING = Markup("")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_PROGRESS = re.compile(r"^progress\(", re.MULTILINE)
_LOST = re.compile(r"NameError: name '(\w+)' is not defined")
_SHORT = 12  # lines of code that stand open in the notebook

Titles = Mapping[str, str]
"""What exercises are called, by name, in one language."""


def anchor_of(exercise: str) -> str:
    """Return the id under which an exercise stands on its student's page."""
    if not _PLAIN.fullmatch(exercise):
        exercise = hashlib.sha256(exercise.encode("utf-8", "replace")).hexdigest()[:12]
    return f"exercise-{exercise}"


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
    """The outcome of one check cell.

    ``lead`` says how it ended, ``raised`` where an error arose, and ``said`` is what it
    printed.
    """

    grade: GradeRecord
    finding: Finding
    lead: Markup
    raised: Markup
    said: Markup
    source: Markup
    diagnosis: ShownDiagnosis | None


@dataclass(frozen=True)
class ShownExercise:
    """One exercise of the page.

    Attributes:
        name: its name in code, if people know it by that.
        title: what it is called in words.
        anchor: the id of its card.
        missing, waiting: points that are lost, and that a person may give.
        reason: in a sentence, why points are missing.
        held: points of right answers that do not count before this one is mended.
        holds: in a sentence, which these are.
        stop: how the answer's cell was stopped, in sentences; none if it was not.
        task: what is asked.
        docstring: the rest of what was given of the answer.
    """

    name: str
    title: Markup
    anchor: str
    status: ExerciseStatus
    score: float
    max_score: float
    missing: float
    waiting: float
    reason: Markup
    held: float
    holds: Markup
    stop: Markup
    task: Markup
    docstring: str
    answer: ShownCell
    checks: tuple[ShownCheck, ...]
    comment: Markup

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to mend, and nothing to read."""
        return self.status is ExerciseStatus.FULL and not self.comment


class NotebookView:
    """Turns one executed notebook into what the template shows."""

    def __init__(
        self,
        cells: Sequence[NotebookNode],
        record: NotebookRecord,
        explanations: Explanations,
        titles: Titles,
        texts: Texts,
        pictures: Pictures,
        marks: Marks,
    ) -> None:
        self._cells = cells
        self._pictures = pictures
        self._record = record
        self._explanations = explanations
        self._names = titles
        self._words = texts
        self._censor = Censor(cells, marks)
        self._marks = marks
        self._concealed = {
            cell.get("execution_count") for cell in cells if is_check(cell)
        }
        self._exercises = find_exercises(cells, record)
        self._anchors = {one.name: anchor_of(one.name) for one in self._exercises}
        self._titles = Counter(exercise.title for exercise in self._exercises)
        self._waiting = {
            exercise.name: built_on(exercise)
            for exercise in self._exercises
            if status_of(exercise, record) is ExerciseStatus.FOLLOWS
        }
        self._held: dict[str, list[Card]] = {}
        for exercise in self._exercises:
            for name in roots(self._waiting.get(exercise.name, ()), self._waiting):
                self._held.setdefault(name, []).append(exercise)
        prose = (c.source for c in cells if c.cell_type == "markdown")
        self.title = next((t for t in map(first_heading, prose) if t), "")

    def exercises(self) -> list[ShownExercise]:
        """Return the exercises in the notebook's order."""
        return [self._exercise(exercise) for exercise in self._exercises]

    def cells(self) -> list[ShownCell]:
        """Return the notebook, with a pointer wherever an exercise stands."""
        prose = Prose(top_level=3, pictures=self._pictures)
        positions = {e.position: n for n, e in enumerate(self._exercises)}
        taken = {id(e.answer) for e in self._exercises}
        titled = not self.title
        shown = []
        for position, cell in enumerate(self._cells):
            if position in positions:
                shown.append(ShownCell(exercise=positions[position]))
            elif id(cell) in taken or is_check(cell) or _is_progress(cell):
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
        status = status_of(exercise, self._record)
        checks = tuple(self._check(exercise, *check) for check in exercise.checks)
        comment = self._comment(exercise.name)
        stop = self._stop(exercise, checks)
        answer, docstring = self._answer(exercise, checks)
        behind = self._held.get(exercise.name, [])
        held = sum(one.missing for one in behind)
        task = Prose(top_level=4, pictures=self._pictures).markdown(
            visible_source(exercise.task, self._marks)
        )
        return ShownExercise(
            name=self._name(exercise),
            title=Prose.inline(self._names.get(exercise.name) or exercise.title),
            anchor=anchor_of(exercise.name),
            status=status,
            score=exercise.score,
            max_score=exercise.max_score,
            missing=exercise.missing,
            waiting=exercise.waiting,
            reason=self._reason(status, stop, checks, comment),
            held=held,
            holds=holds_back((one.name for one in behind), held, self._words),
            stop=_joined(stop),
            task=task if status is not ExerciseStatus.FULL else _NOTHING,
            docstring=docstring,
            answer=answer,
            checks=checks,
            comment=comment,
        )

    def _name(self, exercise: Card) -> str:
        """Return the exercise's name if it is told apart, or called in code, by it."""
        titled = exercise.name in self._names
        is_code = bool(exercise.answer and exercise.answer.cell_type == "code")
        ambiguous = self._titles[exercise.title] > 1 and not titled
        return exercise.name if ambiguous or (titled and is_code) else ""

    def _reason(
        self,
        status: ExerciseStatus,
        stop: Sequence[Markup],
        checks: Sequence[ShownCheck],
        comment: Markup,
    ) -> Markup:
        """Return in a sentence why points are missing."""
        say = self._words.gettext
        if status in (ExerciseStatus.FULL, ExerciseStatus.MANUAL):
            return _NOTHING
        if status is ExerciseStatus.UNANSWERED:
            return Markup("{}").format(say("You left this exercise as it was given."))
        if stop:
            return _joined(stop[:2])
        for check in checks:
            if check.grade.score < check.grade.max_score:
                return (check.diagnosis and check.diagnosis.first) or check.lead
        told = (
            say("Your instructor says why in a comment.")
            if comment
            else say("Your instructor gave a part of the points, or none.")
        )
        return Markup("{}").format(told)

    def _stop(self, exercise: Card, checks: Sequence[ShownCheck]) -> tuple[Markup, ...]:
        answer = exercise.answer
        stop = find_stop(answer) if answer and answer.cell_type == "code" else None
        if answer is None or stop is None:
            return ()
        known = [read_diagnosis(cell) for cell, _ in exercise.checks]
        names = {
            seen.details.get("name", ""): None
            for found in known
            for seen in (found.observations if found else ())
            if seen.kind == "missing"
        }
        for check in checks:
            if lost := _LOST.match(check.finding.message):
                names[lost[1]] = None
        return stopped(stop, filter(None, names), self._words)

    def _answer(
        self, exercise: Card, checks: Sequence[ShownCheck]
    ) -> tuple[ShownCell, str]:
        """Return an answer with the line at fault marked, and its docstring apart."""
        cell = exercise.answer
        if cell is None:
            return ShownCell(), ""
        shown = self._cell(cell, Prose(4, self._pictures), cell.source)
        if not shown.code:
            return shown, ""
        stop = find_stop(cell)
        errors = [o for o in cell.get("outputs", ()) if o.output_type == "error"]
        places = [
            *((stop.where,) if stop else ()),
            *(check.finding.where for check in checks),
            *(own_place(tracebacks.frames(error), [cell]) for error in errors[:1]),
        ]
        count = cell.get("execution_count")
        lines = [p.line for p in places if p and p.execution == count]
        code = show_code(
            visible_source(cell.source, self._marks), lines[0] if lines else 0
        )
        return (
            ShownCell(code=code.code, outputs=shown.outputs, comment=shown.comment),
            code.docstring,
        )

    def _cell(self, cell: NotebookNode, prose: Prose, source: str) -> ShownCell:
        source = visible_source(source, self._marks)
        if cell.cell_type != "code":
            html = prose.markdown(source, cell.get("attachments"))
            return ShownCell(prose=html) if html.strip() else ShownCell()
        outputs = read_outputs(cell, self._censor, self._concealed)
        if is_locked(cell):  # what fails there is no news for a student
            outputs = tuple(o for o in outputs if o.kind is not OutputKind.ERROR)
            source = "" if _is_hidden(cell) else source
        if not source.strip() and not outputs:
            return ShownCell()
        name = grade_id(cell)
        graded = any(e.name == name for e in self._exercises)
        given = not nbgrader_metadata(cell) and source.count("\n") >= _SHORT
        return ShownCell(
            code=highlight(source) if source.strip() else _NOTHING,
            outputs=tuple(self._output(output, prose) for output in outputs),
            comment=_NOTHING if graded or not name else self._comment(name),
            folded=is_locked(cell) or given,
        )

    def _output(self, output: Output, prose: Prose) -> ShownOutput:
        if output.kind is OutputKind.MARKDOWN:
            return ShownOutput(output, prose.markdown(output.text))
        return ShownOutput(output)

    def _comment(self, cell: str) -> Markup:
        text = self._record.comment(cell).text
        return Prose(top_level=4).markdown(text) if text else _NOTHING

    def _check(
        self, exercise: Card, cell: NotebookNode, grade: GradeRecord
    ) -> ShownCheck:
        scored = grade.auto_score or 0.0
        finding = examine(cell, scored, grade.max_score, self._cells, self._marks)
        is_short = grade.score < grade.max_score
        known = read_diagnosis(cell) if is_short else None
        if known and known.builds_on:
            to_mend = tuple(roots(known.builds_on, self._waiting))
            known = replace(known, builds_on=to_mend)
        return ShownCheck(
            grade=grade,
            finding=finding,
            lead=lead(finding, self._words),
            raised=self._raised(finding, exercise),
            said=inline_code(self._censor.clean(finding.message)),
            source=highlight(visible_source(cell.source, self._marks)),
            diagnosis=show_diagnosis(
                known, self._explanations, self._words, self._anchors
            ),
        )

    def _raised(self, finding: Finding, exercise: Card) -> Markup:
        if not finding.line or finding.verdict is Ending.PASSED:
            return _NOTHING
        answer, place = exercise.answer, finding.where
        own = answer is not None and place and own_place([place], [answer])
        return raised(finding, own.line if own else 0, self._words)


def _joined(sentences: Sequence[Markup]) -> Markup:
    return Markup(" ").join(sentences)


def _is_hidden(cell: NotebookNode) -> bool:
    """Tell whether a notebook itself hides a cell's code."""
    said = cell.metadata.get("jupyter")
    return isinstance(said, dict) and bool(said.get("source_hidden"))


def _is_progress(cell: NotebookNode) -> bool:
    """Tell whether a cell counts the visible checks, as the page's head does better."""
    return bool(
        cell.cell_type == "code"
        and not nbgrader_metadata(cell)
        and _PROGRESS.search(cell.source)
    )
