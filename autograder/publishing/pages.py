"""Write the pages of a graded course: who is shown what, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.analysis.answers import Classwork
from autograder.common.culprits import without_culprits
from autograder.common.printable import one_line
from autograder.common.writing import write_atomically
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import Say, current_assignments, open_gradebook
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    AssignmentRecord,
    SubmissionRecord,
    read_assignment,
)
from autograder.grading.results import ResultStore
from autograder.grading.timestamps import TIMESTAMP
from autograder.model import NotebookResult, Status, SubmissionError, UsageError
from autograder.notebook import untrusted
from autograder.pages.feedback import write_feedback
from autograder.pages.index import Overview
from autograder.pages.mistakes import ShownTopic
from autograder.pages.report import Surroundings, class_topics, report_page
from autograder.publishing.classwork import read_classwork, read_inventory
from autograder.publishing.explanations import (
    load_explanations,
    load_sayings,
    load_titles,
)
from autograder.publishing.facts import CourseFacts
from autograder.publishing.indexes import (
    class_overview,
    linking,
    results_of,
    write_class_index,
    write_student_indexes,
)

Tell = Callable[[int, int], None]
"""Told how many are done, and how many there are."""

_LABELS = (TIMESTAMP, "submission_secret.txt")

_LABEL_BYTES = 1000
"""A label is a line; what is longer is none of nbgrader's."""


def publish_feedback(
    course: NbgraderCourse,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
    say: Say = lambda line: None,
    lack: Say | None = None,
    tell: Tell = lambda count, total: None,
) -> list[Path]:
    """Write a feedback page for every notebook that was handed in; return the pages.

    Args:
        course: The course.
        assignments: Of which; of all if there are none.
        students: Whose; everybody's if there are none.
        say: Told what of ``course_config.py`` is new or does not fit.
        lack: Told of which submission no page can be made, which costs no other its
            page; ``say`` if there is none.
        tell: Told of how many submissions pages are written, and how many there are.
    """
    lack = lack or say
    store, facts = ResultStore(course.root), CourseFacts.of(course)
    pages: list[Path] = []
    with open_gradebook(course, say) as gradebook:
        chosen = _chosen(course, gradebook, assignments)
        waiting = {name: _senders(gradebook, store, name, students) for name in chosen}
        done, total = 0, sum(map(len, waiting.values()))
        for name in chosen:
            sayings = load_sayings(course, name, facts)
            record = read_assignment(gradebook, name, students or None)
            for submission in (*record.submissions, *_refused(store, record, students)):
                student = submission.student.id
                done += 1
                tell(done, total)
                known = store.load(name, student)
                try:
                    written = write_feedback(
                        autograded=course.path("autograded", student, name),
                        record=submission,
                        destination=course.path("feedback", student, name),
                        results=known.notebooks if known else (),
                        sayings=sayings,
                    )
                except OSError:
                    raise  # of the machine's, which concerns all pages
                except Exception as error:
                    what = f"no page of '{student}' can be made: {_told(error)}"
                    lack(one_line(f"{name}: {what}"))
                    continue
                if written:
                    _label(course, student, name)
                pages += written
        mine = {page.parents[1].name for page in pages}
        write_student_indexes(course, gradebook, mine)
    return pages


def _senders(
    gradebook: Gradebook, store: ResultStore, name: str, students: Collection[str]
) -> set[str]:
    """Return of whom there is a submission, graded or refused."""
    graded = {s.student.id for s in gradebook.assignment_submissions(name)}
    found = graded.union(store.students(name))
    return found.intersection(students) if students else found


def _refused(
    store: ResultStore, record: AssignmentRecord, students: Collection[str]
) -> Iterator[SubmissionRecord]:
    """Yield whose work could not be graded, and is in no gradebook therefore."""
    known = {submission.student.id for submission in record.submissions}
    people = {person.id: person for person in record.students}
    for student in store.students(record.name):
        is_asked = not students or student in students
        if is_asked and student not in known:
            person = people.get(student, Person(student))
            yield SubmissionRecord(person, record.name, due=record.duedate)


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
    pages, overviews = [], []
    with open_gradebook(course, say) as gradebook:
        chosen = _chosen(course, gradebook, assignments)
        earlier: list[str] = []
        known = current_assignments(course, gradebook)
        for place, name in enumerate(known, start=1):
            tell(place, len(known))
            report = _Report(course, read_assignment(gradebook, name), list(earlier))
            earlier.append(name)
            if name in chosen and (page := _written(report, lack)):
                pages.append(page)
            try:
                overviews.append(report.overview())
            except OSError:
                raise
            except Exception as error:
                lack(one_line(f"{name}: it is not in the index: {_told(error)}"))
        write_class_index(course, gradebook, overviews)
    return pages


def _written(report: _Report, lack: Say) -> Path | None:
    """Write a report, as far as it can be made; return where."""
    try:
        page, culprits = without_culprits(report.people(), report.page)
    except OSError:
        raise  # of the machine's, which concerns all pages
    except Exception as error:
        lack(one_line(f"{report.name}: no report can be made: {_told(error)}"))
        return None
    for student, why in culprits.items():
        what = f"the report leaves out what '{student}' wrote: {_told(why)}"
        lack(one_line(f"{report.name}: {what}"))
    path = report.course.root / "reports" / f"{report.name}.html"
    return write_atomically(path, page)


class _Report:
    """The report on an assignment, of which parts come from what students wrote."""

    def __init__(
        self, course: NbgraderCourse, record: AssignmentRecord, earlier: list[str]
    ) -> None:
        self.course, self.name = course, record.name
        self._record, self._earlier = record, earlier
        self._results = results_of(course, record.name)
        self._facts = CourseFacts.of(course)
        self._work: dict[tuple[str, ...], Classwork] = {}

    def people(self) -> list[str]:
        """Return of whom there is anything to tell."""
        handed_in = [submission.student.id for submission in self._record.submissions]
        return list(dict.fromkeys([*handed_in, *(r.student for r in self._results)]))

    def page(self, students: Collection[str]) -> str:
        """Return the page; of others' work than these students' it has the scores."""
        results, read = self._of(students)
        return report_page(
            record=self._record,
            results=results,
            work=self._read(read),
            inventory=read_inventory(self.course, self.name, self._earlier, read),
            about=self._about(),
        )

    def overview(self) -> Overview:
        """Return what the index says of it."""
        work = self._read(_graded(self._record, self._results))
        topics, _ = without_culprits(self.people(), self._topics)
        return class_overview(self.course, self._record, self._results, work, topics)

    def _topics(self, students: Collection[str]) -> tuple[ShownTopic, ...]:
        results, read = self._of(students)
        return class_topics(self._record, results, self._read(read), self._about())

    def _of(self, students: Collection[str]) -> tuple[list[NotebookResult], list[str]]:
        """Return all results, bare but for these students, and who of them is read."""
        results = [r if r.student in students else _bare(r) for r in self._results]
        graded = _graded(self._record, results)
        return results, [student for student in graded if student in students]

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

    def _read(self, students: Sequence[str]) -> Classwork:
        """Return what these students wrote; it is read once."""
        wanted = tuple(students)
        if wanted not in self._work:
            self._work[wanted] = read_classwork(self.course, self.name, wanted)
        return self._work[wanted]


def _bare(result: NotebookResult) -> NotebookResult:
    return replace(result, reason="", notes=(), flags=(), cells=())


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _label(course: NbgraderCourse, student: str, assignment: str) -> None:
    """Put beside a page what nbgrader's exchange has to know to release it.

    What could not be graded is in ``submitted`` alone. A link there may lead to the
    secret of somebody else, whose page would then be replaced.
    """
    for label in _LABELS:
        for step in ("autograded", "submitted"):
            path = course.path(step, student, assignment) / label
            if any(place.is_symlink() for place in (path, *path.parents[:2])):
                continue
            with suppress(SubmissionError):
                content = untrusted.read(path, _LABEL_BYTES)
                copy = course.path("feedback", student, assignment) / label
                copy.write_bytes(content)
                break


def _graded(record: AssignmentRecord, results: Iterable[NotebookResult]) -> list[str]:
    """Return whose submissions have been graded."""
    failed = {r.student for r in results if r.status is Status.FAILED}
    students = [submission.student.id for submission in record.submissions]
    return [student for student in students if student not in failed]


def _chosen(
    course: NbgraderCourse, gradebook: Gradebook, assignments: Collection[str]
) -> list[str]:
    known = current_assignments(course, gradebook)
    for name in assignments:
        if name not in known:
            raise UsageError(
                f"there is no assignment '{name}'; the gradebook has "
                f"{', '.join(known) or 'none yet'}"
            )
    return [name for name in known if not assignments or name in assignments]
