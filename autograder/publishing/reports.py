"""Write the class reports of a graded course, and the index that leads to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.common.culprits import told, without_culprits
from autograder.common.printable import one_line
from autograder.common.writing import write_atomically
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import (
    Say,
    chosen_assignments,
    current_assignments,
    open_gradebook,
)
from autograder.gradebook.records import AssignmentRecord, read_assignment
from autograder.grading.results import ResultStore
from autograder.model import NotebookResult, Status
from autograder.pages.index import Overview
from autograder.pages.report import Report, Surroundings
from autograder.publishing.classwork import read_classwork, read_inventory
from autograder.publishing.explanations import load_explanations, load_titles
from autograder.publishing.facts import CourseFacts
from autograder.publishing.indexes import (
    class_overview,
    linking,
    results_of,
    write_class_index,
)
from autograder.publishing.processes import Tell, each

_MANY = 1500
"""Submissions that are worth starting processes for: to read one takes some 2 ms."""


def publish_reports(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    say: Say = lambda line: None,
    lack: Say | None = None,
    tell: Tell = lambda count, total: None,
) -> list[Path]:
    """Write the class report of each assignment; return the pages.

    Args:
        course: The course.
        assignments: Of which; of all if there are none.
        say: Told what of ``course_config.py`` is new or does not fit.
        lack: Told what a report has to do without, and which cannot be made; ``say``
            if there is none.
        tell: Told how many assignments are done with, and how many there are.
    """
    lack = lack or say
    store, pages, overviews = ResultStore(course.root), [], []
    with open_gradebook(course, say) as gradebook:
        chosen = chosen_assignments(course, gradebook, assignments)
        known = current_assignments(course, gradebook)
        tasks = [
            _Asked(name, known[:place], is_page=name in chosen)
            for place, name in enumerate(known)
        ]
        graded = sum(len(store.students(name)) for name in known)
        made = each(course, _report, tasks, is_large=graded >= _MANY)
        with closing(made):
            for place, (page, overview, troubles) in enumerate(made, start=1):
                tell(place, len(known))
                for line in troubles:
                    lack(line)
                pages += [page] if page else []
                overviews += [overview] if overview else []
        write_class_index(course, gradebook, overviews)
    return pages


@dataclass(frozen=True)
class _Asked:
    """An assignment that is told of, in the index and perhaps on a page of its own."""

    name: str
    earlier: Sequence[str]
    is_page: bool


def _report(
    course: NbgraderCourse, asked: _Asked
) -> tuple[Path | None, Overview | None, list[str]]:
    """Write a report if asked to; return it, what the index says, and what lacks."""
    troubles: list[str] = []
    with course.gradebook() as gradebook:
        record = read_assignment(gradebook, asked.name)
    report = _Report(course, record, asked.earlier)
    page = _written(report, troubles.append) if asked.is_page else None
    try:
        return page, report.overview(), troubles
    except OSError:
        raise
    except Exception as error:
        what = f"{asked.name}: it is not in the index: {told(error)}"
        return page, None, [*troubles, one_line(what)]


def _written(report: _Report, lack: Say) -> Path | None:
    """Write a report, as far as it can be made; return where."""
    try:
        page, culprits = without_culprits(report.people(), report.page)
    except OSError:
        raise  # of the machine's, which concerns all pages
    except Exception as error:
        lack(one_line(f"{report.name}: no report can be made: {told(error)}"))
        return None
    for student, why in culprits.items():
        what = f"the report leaves out what '{student}' wrote: {told(why)}"
        lack(one_line(f"{report.name}: {what}"))
    path = report.course.root / "reports" / f"{report.name}.html"
    return write_atomically(path, page)


class _Report:
    """The report on an assignment, of which parts come from what students wrote."""

    def __init__(
        self, course: NbgraderCourse, record: AssignmentRecord, earlier: Sequence[str]
    ) -> None:
        self.course, self.name = course, record.name
        self._record, self._earlier = record, earlier
        self._results = results_of(course, record.name)
        self._facts = CourseFacts.of(course)
        self._reports: dict[tuple[str, ...], Report] = {}

    def people(self) -> list[str]:
        """Return of whom there is anything to tell."""
        handed_in = [submission.student.id for submission in self._record.submissions]
        return list(dict.fromkeys([*handed_in, *(r.student for r in self._results)]))

    def page(self, students: Collection[str]) -> str:
        """Return the page; of others' work than these students' it has the scores."""
        read = self._graded_of(students)
        gain = read_inventory(self.course, self.name, self._earlier, read)
        return self._of_work_by(students).page(gain)

    def overview(self) -> Overview:
        """Return what the index says of it."""
        lessons, _ = without_culprits(
            self.people(), lambda students: self._of_work_by(students).lessons
        )
        map_ = self._of_work_by(self.people()).map
        return class_overview(self.course, self._record, map_, lessons)

    def _of_work_by(self, students: Collection[str]) -> Report:
        """Return the report on the work of these students; it is made once."""
        known = tuple(students)
        if known not in self._reports:
            read = set(students)
            results = [r if r.student in read else _bare(r) for r in self._results]
            work = read_classwork(self.course, self.name, self._graded_of(students))
            self._reports[known] = Report(self._record, results, work, self._about())
        return self._reports[known]

    def _graded_of(self, students: Collection[str]) -> list[str]:
        """Return whose work is read: of these students, those who have been graded."""
        failed = {r.student for r in self._results if r.status is Status.FAILED}
        read = set(students) - failed
        handed_in = (submission.student.id for submission in self._record.submissions)
        return [student for student in handed_in if student in read]

    def _about(self) -> Surroundings:
        name, language = self.name, self._facts.language
        return Surroundings(
            explanations=load_explanations(self.course, name).get(language, {}),
            exercises=load_titles(self.course, name).get(language, {}),
            language=language,
            title=self._facts.title(name),
            zone=self._facts.zone(name),
            link=linking(self.course, name, self.course.root / "reports"),
            root=self.course.root,
            has_bank=(self.course.root / "notebooks" / name).is_dir(),
        )


def _bare(result: NotebookResult) -> NotebookResult:
    return replace(result, reason="", notes=(), flags=(), cells=())
