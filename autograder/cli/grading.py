"""Grade a class, or say at once that nothing has changed: then little is imported."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from autograder.cli.commands import (
    EXIT_NOT_ALL_GRADED,
    EXIT_OK,
    opened,
    warn,
    wishes,
)
from autograder.common.importing import importing
from autograder.common.printable import lines
from autograder.common.telling import wrapped
from autograder.grading.lacks import of_class
from autograder.grading.standing import Standing
from autograder.grading.summary import (
    describe,
    failure,
    json_line,
    shared_for,
    stopped,
)
from autograder.model import NotebookResult, Status, UsageError

if TYPE_CHECKING:
    from autograder.config.nbgrader_course import NbgraderCourse


def grade(options: argparse.Namespace) -> int:
    """Grade what was handed in."""
    asked = (options.assignments, options.student, options.isolation, options.figures)
    more = (options.allow_missing, options.limit, options.any_kernel)
    seen = [str(path.absolute()) for path in options.readable]
    variables = [(name, os.environ.get(name)) for name in options.env]
    standing = Standing(
        options.course_dir, [json.dumps([*asked, *more, seen, variables])]
    )
    is_usual = not options.force and not options.exercise
    if is_usual and (known := standing.recall()) is not None:
        if options.json:
            options.json.write_text("".join(map(json_line, known)), encoding="utf-8")
        return _graded(known)

    from autograder.grading.head_start import head_start, is_elsewhere

    asked = options.cluster
    if is_elsewhere(options.course_dir) if asked is None else asked:
        return _grade(options, standing)
    chosen = options.assignments, options.student
    with head_start(options.course_dir, options.workers, *chosen):
        return _grade(options, standing)


def _grade(options: argparse.Namespace, standing: Standing) -> int:
    """Look at each submission, and grade what has changed."""
    with importing():
        from autograder.config import find_course
        from autograder.config.nbgrader_course import lacks_settings
        from autograder.gradebook.people import read_people
        from autograder.grading import unchanged
        from autograder.grading.batch import grade_class, nothing_known
        from autograder.grading.progress import Display, changes
        from autograder.grading.regrade import read_scores
        from autograder.grading.settings import settings_for

    with standing.watching():
        course = opened(options, writing=True)
        find_course(course.root)  # it may read what nbgrader's own does not
    if not course.has_gradebook():  # before anything is written
        raise UsageError(nothing_known(course.root))
    unchanged.look(standing, course)
    settings = settings_for(
        course,
        workers=options.workers,
        cluster=options.cluster,
        isolation=options.isolation,
        figures=options.figures == "on",
        force=options.force,
        allow_missing=options.allow_missing,
        wishes=wishes(options),
    )
    exercise, chosen = options.exercise, options.assignments
    said = _warn_of_unbuilt(course, chosen, exercise)
    if line := lacks_settings(course):
        said.append(line)
        warn(line)

    def say(line: str) -> None:
        said.append(line)
        warn(line)

    before = read_scores(course, exercise, chosen) if exercise else None
    if before:
        print(f"{exercise} before: {before}")
    with Display(options.json) as display:
        results = grade_class(
            course,
            settings,
            chosen,
            options.student,
            tell=display.update,
            exercise=exercise,
            say=say,
        )
    if before:
        after = read_scores(course, exercise, chosen)
        print("\n".join([*before.changes(after), f"{exercise} after: {after}"]))
    with course.gradebook() as gradebook:
        changed = changes(results, read_people(gradebook))
    if not (exercise or said or settings.force):
        unchanged.note(standing, course, results)
    return _graded(results, changed)


def _graded(results: Sequence[NotebookResult], changed: Sequence[str] = ()) -> int:
    """Tell what came of a class; return the exit status."""
    if changed:
        print(lines(["changed:", *wrapped(changed)]))
    print(describe(results))
    failed = [result for result in results if result.status is Status.FAILED]
    if failed:
        print(lines(wrapped(map(failure, failed))))
    if slow := stopped(results):
        print("stopped for time or memory, and graded so:")
        print(lines(wrapped(slow)))
    if why := shared_for(results):
        print("isolation auto:")
        print(lines(wrapped(why)))
    if met := of_class(results):
        print("met by notebooks, and graded so:")
        print(lines(wrapped(met)))
        if any("limit " in line for line in met):
            print("  limits: --limit NAME=N, or c.Autograder in nbgrader_config.py")
    return EXIT_NOT_ALL_GRADED if failed else EXIT_OK


def _warn_of_unbuilt(
    course: NbgraderCourse, assignments: Collection[str], exercise: str
) -> list[str]:
    """Say which masters are not what was built; return what was said.

    Raises:
        UsageError: The exercise to be graded again may be among what has changed.
    """
    from autograder.config import find_course
    from autograder.course.unbuilt import find_unbuilt
    from autograder.grading.regrade import assignments_with, grade_ids

    own = find_course(course.root)
    unbuilt = list(find_unbuilt(own, course.root, assignments)) if own else []
    for found in unbuilt:
        warn(str(found))
    if exercise and unbuilt:
        with course.gradebook() as gradebook:
            concerned = assignments_with(gradebook, exercise, assignments)
        for found in unbuilt:
            if found.assignment in concerned and found.concerns(grade_ids(exercise)):
                raise UsageError(f"'{exercise}' is not graded again before that")
    return list(map(str, unbuilt))
