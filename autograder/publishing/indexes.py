"""Write the pages from which others are reached: the class's, and each student's."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from nbgrader.api import Gradebook

from autograder.common.writing import write_atomically
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.current import current_assignments
from autograder.gradebook.people import Person
from autograder.gradebook.records import AssignmentRecord, read_assignment
from autograder.grading.results import ResultStore
from autograder.model import NotebookResult
from autograder.pages.heatmap import Heatmap, Link
from autograder.pages.index import (
    Overview,
    Step,
    index_page,
    overview,
    step,
    student_page,
)
from autograder.pages.lessons import Lessons
from autograder.pages.report import Report, Surroundings
from autograder.pages.texts import known_language
from autograder.publishing.classwork import read_classwork
from autograder.publishing.facts import CourseFacts

INDEX = "index.html"


def results_of(course: NbgraderCourse, assignment: str) -> list[NotebookResult]:
    """Return what the grader said of all submissions of an assignment."""
    store = ResultStore(course.root)
    return [
        result
        for student in store.students(assignment)
        if (known := store.load(assignment, student))
        for result in known.notebooks
    ]


def linking(course: NbgraderCourse, assignment: str, place: Path) -> Link:
    """Return what leads from a page in the folder ``place`` to students' pages."""

    def link(student: str, notebook: str) -> str:
        page = course.path("feedback", student, assignment) / f"{notebook}.html"
        return quote(Path(os.path.relpath(page, place)).as_posix(), errors="replace")

    return link


def write_class_index(
    course: NbgraderCourse, gradebook: Gradebook, overviews: Iterable[Overview]
) -> Path:
    """Write ``reports/index.html`` of what is known of the assignments."""
    facts = CourseFacts.of(course)
    names = current_assignments(course, gradebook)
    page = index_page(
        list(overviews),
        title=facts.course_title(),
        language=facts.language,
        zone=facts.zone(names[0] if names else ""),
        root=course.root,
    )
    return write_atomically(course.root / "reports" / INDEX, page)


def class_overview(
    course: NbgraderCourse, record: AssignmentRecord, map_: Heatmap, lessons: Lessons
) -> Overview:
    """Return what the index says of an assignment; ``lessons`` is what it teaches."""
    report = course.root / "reports" / f"{record.name}.html"
    return overview(
        record,
        replace(map_, id=record.name),
        title=CourseFacts.of(course).title(record.name),
        href=quote(report.name) if report.is_file() else "",
        lessons=lessons,
    )


def write_student_indexes(
    course: NbgraderCourse, gradebook: Gradebook, students: Collection[str]
) -> list[Path]:
    """Write ``feedback/<student>/index.html`` for these students."""
    facts = CourseFacts.of(course)
    names = current_assignments(course, gradebook)
    steps: dict[str, list[Step]] = {student: [] for student in students}
    people = {student: Person(student) for student in students}
    results = {
        name: [r for r in results_of(course, name) if r.student in steps]
        for name in names
    }
    said = (result for known in results.values() for result in known)
    languages = {r.student: r.language for r in said if r.language}
    for name in names:
        record = read_assignment(gradebook, name, students)
        work = read_classwork(course, name, students)
        about = Surroundings(link=_own(course, name))
        map_ = Report(record, results[name], work, about).map
        people |= {person.id: person for person in record.students}
        for row in map_.rows:
            titled = facts.title(name, languages.get(row.student.id, ""))
            steps[row.student.id].append(step(record, map_, row, titled))
    written = []
    for student, taken in steps.items():
        place = _place(course, student, names[0]) if names else None
        if place is None or not place.is_dir():
            continue
        page = student_page(
            people[student],
            taken,
            title=facts.course_title(languages.get(student, "")),
            language=known_language(languages.get(student, ""), facts.language),
            zone=facts.zone(names[0]),
        )
        written.append(write_atomically(place / INDEX, page))
    return written


def _own(course: NbgraderCourse, assignment: str) -> Link:
    """Return what leads from a student's index to those pages that there are."""

    def link(student: str, notebook: str) -> str:
        folder = course.path("feedback", student, assignment)
        page = folder / f"{notebook}.html"
        return (
            quote(f"{folder.name}/{page.name}", errors="replace")
            if page.is_file()
            else ""
        )

    return link


def _place(course: NbgraderCourse, student: str, assignment: str) -> Path | None:
    """Return the folder of a student's pages; None if the course has none such."""
    place = course.path("feedback", student, assignment).parent
    return place if place.name == student else None
