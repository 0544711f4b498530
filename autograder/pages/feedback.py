"""The page a student gets back: one self-contained HTML file per notebook.

It shows the student's own work, what the checks made of it and what people said, and
nothing of a hidden test. Its first screen says what counts, and why the rest does not;
everything else is below, and folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from nbformat import NotebookNode

from autograder.common.writing import write_atomically
from autograder.gradebook.lateness import LateRule
from autograder.gradebook.records import NotebookRecord, SubmissionRecord
from autograder.model import NotebookResult, Status, SubmissionError
from autograder.notebook.marks import HIDDEN_TESTS
from autograder.pages import bounded, executed
from autograder.pages.diagnoses import Explanations
from autograder.pages.exercises import ExerciseStatus
from autograder.pages.feedback_view import NotebookView, ShownExercise, Titles
from autograder.pages.hidden import Marks
from autograder.pages.pictures import Pictures
from autograder.pages.rendering import render
from autograder.pages.texts import SOURCE_LANGUAGE, Texts, known_language

_CUT = re.compile(r"at line (\d+), .*was it cut off\?$")  # a notebook without its end
_OPEN_CARDS = 3
"""Exercises that stand open, the dearest first; the others are one line each until they
are asked for, or a page with much to mend would not end."""


@dataclass(frozen=True)
class Sayings:
    """What a course says to its students, beside their results.

    Attributes:
        explanations: what the banks say of the mistakes, by language.
        titles: what exercises are called, by language.
        language: for notebooks that do not say their own.
        called: what people call the assignment, by language.
        zone: in which times are told.
        late: what being late costs; None if the course has a rule of its own making.
        marks: how the course marks hidden tests, which no page shows.
    """

    explanations: Mapping[str, Explanations] = field(default_factory=dict)
    titles: Mapping[str, Titles] = field(default_factory=dict)
    language: str = SOURCE_LANGUAGE
    called: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC
    late: LateRule | None = None
    marks: Marks = HIDDEN_TESTS


def write_feedback(
    *,
    autograded: Path,
    record: SubmissionRecord,
    destination: Path,
    results: Sequence[NotebookResult] = (),
    sayings: Sayings | None = None,
) -> list[Path]:
    """Write the feedback of one submission, a page per notebook.

    Args:
        autograded: the folder ``autograded/<student>/<assignment>``.
        record: the submission, as read from the gradebook; one without notebooks if
            nothing of it could be graded.
        destination: the folder ``feedback/<student>/<assignment>``; made if missing.
        results: what the grader said of the submission's notebooks, if known: the
            reason of a failure.
        sayings: what the course says.

    Returns:
        The pages written. A notebook that was neither executed nor refused has none.
    """
    known = {result.notebook or record.assignment: result for result in results}
    names = {path.stem for path in autograded.glob("*.ipynb")}
    recorded = {notebook.name: notebook for notebook in record.notebooks}
    written = []
    for name in sorted(names & recorded.keys() | _failed(known)):
        page = feedback_page(
            source=autograded / f"{name}.ipynb",
            record=record,
            notebook=recorded.get(name, NotebookRecord(name)),
            result=known.get(name),
            sayings=sayings or Sayings(),
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
    result: NotebookResult | None = None,
    sayings: Sayings | None = None,
) -> str:
    """Return the page of one notebook; of one that failed, only the reason.

    The arguments are those of :func:`write_feedback`, for the notebook ``source``.
    """
    said = sayings or Sayings()
    reason = result.reason if result and result.status is Status.FAILED else ""
    failed = result is not None and result.status is Status.FAILED
    found = None
    if not failed:
        try:
            found = executed.read(source)
        except SubmissionError as error:
            failed, reason = True, str(error)
    language = _language(found, result, said.language)
    with bounded.page():
        view = NotebookView(
            found.cells if found else [],
            notebook,
            said.explanations.get(language, {}),
            said.titles.get(language, {}),
            Texts(language),
            Pictures(source.parent),
            said.marks,
        )
        exercises = view.exercises()
        return render(
            "feedback.html",
            language,
            title=view.title or said.called.get(language) or notebook.name,
            record=record,
            zone=said.zone,
            notebook=notebook,
            late=_rule(said.late, record, notebook),
            failed=failed,
            reason=reason,
            cut_at=cut[1] if (cut := _CUT.search(reason)) else "",
            is_nobodys_fault=result is not None and result.is_nobodys_fault,
            exercises=exercises,
            first=_first(exercises),
            waiting=[e for e in exercises if e.status is ExerciseStatus.MANUAL],
            cells=view.cells(),
            open_cards=_OPEN_CARDS,
        )


def _first(exercises: Sequence[ShownExercise]) -> list[ShownExercise]:
    """Return the exercises that have cost points, the dearest first.

    An answer that others wait for costs what these are worth, too; they come last, for
    they need not be mended themselves.
    """
    short = [e for e in exercises if e.missing > 0 and not e.waiting]
    return sorted(
        short, key=lambda e: (e.status is ExerciseStatus.FOLLOWS, -e.missing - e.held)
    )


def _rule(
    rule: LateRule | None, record: SubmissionRecord, notebook: NotebookRecord
) -> LateRule | None:
    """Return the rule by which a notebook's penalty came about; None if it did not."""
    if rule is None:
        return None
    expected = rule.penalty(notebook.score, record.lateness.total_seconds())
    return rule if abs(expected - notebook.late_penalty) < 1e-6 else None


def _language(
    found: NotebookNode | None, result: NotebookResult | None, default: str
) -> str:
    said = found.metadata.get("autograder", {}) if found else {}
    wanted = said.get("language", "") if isinstance(said, dict) else ""
    return known_language((result and result.language) or str(wanted), default)
