"""The demo: the whole course at work on a made-up class, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from autograder.common.printable import one_line
from autograder.common.telling import counting, wrapped
from autograder.config import CONFIG_FILE, Assignment, Course, load_course
from autograder.config.installed import with_libraries
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.course.build import build, inspect
from autograder.course.notebook import make_notebook
from autograder.course.release import release
from autograder.course.unbuilt import contents
from autograder.demo import words
from autograder.demo.classroom import (
    Member,
    hand_in,
    plan_class,
    right_ideas,
    write_plan,
)
from autograder.grading.batch import grade_class
from autograder.grading.progress import Display
from autograder.grading.settings import settings_for
from autograder.grading.summary import describe
from autograder.model import Status
from autograder.plugins.exporters import CsvExporter
from autograder.publishing.feedback import publish_feedback
from autograder.publishing.indexes import INDEX
from autograder.publishing.reports import publish_reports
from autograder.seminar.reader import load_seminar

Plans = Mapping[str, Sequence[Member]]
"""Who hands in what, by assignment."""

FOLDER = "demo"
PLAN = "class.json"

SEMINARS = 3
"""How many seminars are handed in, where not all are wanted."""

# The real course's first seminars; quicker with a loop that never ends.
_COURSE_CONFIG = '''\
"""The demo's course: of the real one, with a gradebook of its own."""

from pathlib import Path

from autograder.config import load_course

real = load_course(Path(__file__).resolve().parents[1])
course = real.model_copy(
    update={
        "assignments": tuple(map(real.assignment, %(assignments)s)),
        "database": "sqlite:///gradebook.db",
        "limits": real.limits.model_copy(update={"cell_seconds": 5}),
    }
)
'''


def tour(root: Path, students: int, seminars: int | None = SEMINARS) -> None:
    """Make the class, grade it, write all pages, and say where to look.

    Args:
        root: The course's directory.
        students: The size of the class.
        seminars: How many it hands in to, the first ones; None for all.

    A second run finds the same submissions and grades none of them again.

    Raises:
        SourceError: A seminar has to be built, and there is something wrong with it.
    """
    real = load_course(root)
    chosen = with_libraries(real.assignments[:seminars], root, print)
    if stale := [each.id for each in chosen if not _is_built(real, root, each)]:
        build(real, root, stale)
    folder = _furnish(root / FOLDER, root, chosen)
    course = load_course(folder)
    plans = _hand_in(course, folder, students)
    graded = _grade(folder)
    nbgrader = open_course(folder)
    _grade_by_hand(nbgrader, plans)
    with counting("pages") as tell:
        pages = publish_feedback(nbgrader, tell=tell)
    lacking: list[str] = []
    with counting("reports") as tell:
        reports = publish_reports(nbgrader, lack=lacking.append, tell=tell)
    grades = folder / CsvExporter.file_name
    with nbgrader.gradebook() as gradebook:
        CsvExporter(config=nbgrader.config).write(gradebook, grades)
    here = Path.cwd()
    lines = {
        "A student's notebook": root / "release" / course.default_language,
        "What was handed in": folder / "submitted",
        "Who made which mistake": folder / PLAN,
        "Where to begin": nbgrader.root / "reports" / INDEX,
        **({"The class report": reports[0]} if reports else {}),
        "A feedback page": max(pages, key=lambda page: page.stat().st_size),
        "The grades": grades,
    }
    print("\n".join(["", graded, *lacking, ""]))
    for what, path in lines.items():
        print(f"{what:<24}{os.path.relpath(path, here)}")


def _is_built(course: Course, root: Path, assignment: Assignment) -> bool:
    """Tell whether source/ is what the masters make; if so, they went through the gate.

    Raises SourceError.
    """
    seminar = load_seminar(root / "notebooks" / assignment.id)
    editions = inspect(course, seminar, assignment, course.languages)
    for language, translate in editions.items():
        kept = root / "source" / language / seminar.id / f"{seminar.id}.ipynb"
        made = make_notebook(seminar, language, translate)
        if not kept.is_file():
            return False
        if contents(nbformat.read(kept, as_version=4)) != contents(made):
            return False
    return all(
        (root / "release" / language / assignment.id).is_dir() for language in editions
    )


def _furnish(folder: Path, root: Path, assignments: Sequence[Assignment]) -> Path:
    """Lay out the demo's course directory, up to date with the real one."""
    folder.mkdir(exist_ok=True)
    for name in ("notebooks", "source", "release"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "nbgrader_config.py", folder)
    config = _COURSE_CONFIG % {"assignments": [each.id for each in assignments]}
    (folder / CONFIG_FILE).write_text(config, encoding="utf-8")
    course = load_course(folder)
    for assignment in course.assignments:
        release(course, folder, assignment, course.default_language)
    return folder


def _hand_in(course: Course, folder: Path, students: int) -> Plans:
    """Make the class's submissions, and its students in the gradebook."""
    shutil.rmtree(folder / "submitted", ignore_errors=True)
    plans = {}
    seminars = [load_seminar(folder / "notebooks" / a.id) for a in course.assignments]
    ideas = {name: right for s in seminars for name, right in right_ideas(s).items()}
    for assignment, seminar in zip(course.assignments, seminars, strict=True):
        members = plan_class(seminar, course, students, ideas=ideas)
        plans[assignment.id] = members
        for member in members:
            hand_in(member, seminar, assignment, folder)
    write_plan(plans, folder / PLAN)
    with open_course(folder).gradebook() as gradebook:
        for member in members:
            first, last = member.name.split(" ", 1)
            gradebook.update_or_create_student(
                member.id, first_name=first, last_name=last
            )
    return plans


def _grade_by_hand(course: NbgraderCourse, plans: Plans) -> None:
    """Give points and a comment for words, to the first and to every second after."""
    with course.gradebook() as gradebook:
        for assignment, members in plans.items():
            for member in members[::2]:
                _read_words(gradebook, assignment, member)
        gradebook.db.commit()


def _read_words(gradebook: Gradebook, assignment: str, member: Member) -> None:
    for name, kind in member.answers.items():
        if kind not in words.SHARES:
            continue
        try:
            place = (name, assignment, assignment, member.id)
            grade, said = gradebook.find_grade(*place), gradebook.find_comment(*place)
        except MissingEntry:
            continue  # it could not be graded
        grade.manual_score = words.SHARES[kind] * grade.max_score
        grade.needs_manual_grade = False
        said.manual_comment = words.comment(kind, member.language)


def _grade(folder: Path) -> str:
    """Grade the class; say what came of it, and why where nothing did."""
    started = time.monotonic()
    course = open_course(folder)
    settings = settings_for(course, workers=os.cpu_count() or 1)
    with Display() as display:
        results = grade_class(course, settings, tell=display.update)
    told = f"{describe(results)} in {time.monotonic() - started:.0f} s"
    failed = [result for result in results if result.status is Status.FAILED]
    why = (f"{r.student}, {r.notebook}: {one_line(r.reason)}" for r in failed)
    return "\n".join([told, *wrapped(why)])
