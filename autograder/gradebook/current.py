"""The gradebook as things are now: what is in it, and what ``course_config.py`` says.

Whoever tells points opens it here. Due dates are entered, penalties settled: that is
arithmetic, and no notebook runs for it. Points are the built notebooks' affair: where
they no longer fit, that is said, with the command that makes them fit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from nbgrader.api import Assignment, Gradebook
from sqlalchemy import select

from autograder.common.telling import command
from autograder.config import Course, find_course
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.lateness import penalty_of, settle
from autograder.model import UsageError

Say = Callable[[str], None]


@contextmanager
def open_gradebook(
    course: NbgraderCourse,
    say: Say = lambda line: None,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
) -> Iterator[Gradebook]:
    """Open the gradebook and catch up; the arguments are those of :func:`catch_up`."""
    with course.gradebook() as gradebook:
        catch_up(course, gradebook, say, assignments, students)
        yield gradebook


def catch_up(
    course: NbgraderCourse,
    gradebook: Gradebook,
    say: Say = lambda line: None,
    assignments: Collection[str] = (),
    students: Collection[str] = (),
) -> None:
    """Enter what the course's configuration says, and settle the late penalties.

    Args:
        course: The course; one without a ``course_config.py`` has its dates in the
            gradebook alone.
        gradebook: The course's, open.
        say: Told what has changed, and what does not fit.
        assignments: Which are settled; all that the course has if there are none.
        students: Whose; everybody's if there are none.
    """
    if own := find_course(course.root):
        for line in _enter(gradebook, own, course.root):
            say(line)
    names = assignments or current_assignments(course, gradebook)
    settle(gradebook.db, penalty_of(course.config), names, students)
    gradebook.db.commit()


def current_assignments(
    course: NbgraderCourse, gradebook: Gradebook
) -> tuple[str, ...]:
    """Return the assignments' names in nbgrader's order: by due time, then by name.

    What ``course_config.py`` no longer lists is in the gradebook still, and left out.
    """
    dated = gradebook.db.execute(select(Assignment.duedate, Assignment.name))
    # Not by the database: each has an order of its own, with no date first or last.
    names = [
        name for _, name in sorted((at or datetime.min, name) for at, name in dated)
    ]
    own = find_course(course.root)
    listed = own and {assignment.id for assignment in own.assignments}
    return tuple(name for name in names if listed is None or name in listed)


def chosen_assignments(
    course: NbgraderCourse, gradebook: Gradebook, assignments: Collection[str]
) -> list[str]:
    """Return which of a course's assignments are asked for: all if none is named.

    Raises:
        UsageError: One is not in the gradebook.
    """
    known = current_assignments(course, gradebook)
    for name in assignments:
        if name not in known:
            raise UsageError(
                f"there is no assignment '{name}'; the gradebook has "
                f"{', '.join(known) or 'none yet'}"
            )
    return [name for name in known if not assignments or name in assignments]


def _enter(gradebook: Gradebook, own: Course, root: Path) -> Iterator[str]:
    """Enter the due dates; yield what has changed, and whose points do not fit."""
    query = select(Assignment, Assignment.max_score)
    known = {
        found.name: (found, points) for found, points in gradebook.db.execute(query)
    }
    for assignment in own.assignments:
        if assignment.id not in known:
            continue
        found, points = known[assignment.id]
        due = assignment.due_in_utc
        if found.duedate != due:
            zone = assignment.due.tzinfo if assignment.due else UTC
            before, now = shown(found.duedate, zone), shown(due, zone)
            yield (
                f"{assignment.id}: the deadline is {now}, as course_config.py says; "
                f"it was {before}"
            )
            found.duedate = due
        if points != assignment.points:
            yield (
                f"{assignment.id}: course_config.py says {assignment.points:g} points, "
                f"the built notebooks have {points:g}, which count until you run: "
                f"{command('build', assignment.id, root=root)}"
            )


def shown(time: datetime | None, zone: tzinfo | None) -> str:
    """Return a time of the gradebook, UTC, as people of a zone write it."""
    if time is None:
        return "none"
    return f"{time.replace(tzinfo=UTC).astimezone(zone):%Y-%m-%d %H:%M %Z}"
