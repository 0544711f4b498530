"""What each command does. Imports stand inside: ``--help`` must not wait for them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model import Status, one_line

if TYPE_CHECKING:
    from autograder.model import NotebookResult
    from autograder.nbgrader_course import NbgraderCourse

EXIT_OK, EXIT_NOT_ALL_GRADED, EXIT_NOT_ALL_TAKEN = 0, 1, 1


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for; return the exit status.

    Raises:
        AutograderError: What stopped it, in a line.
    """
    from autograder.grading.machine import machine_errors

    # nbformat → jsonschema would compile, for a second, a grammar of addresses (IRI)
    # that no notebook's schema uses. jsonschema can do without this package.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    with machine_errors(getattr(options, "course_dir", Path())):
        status: int = options.command(options)
        return status


def init(options: argparse.Namespace) -> int:
    """Make a course of one's own."""
    from autograder.starting import start

    for path in start(options.directory):
        print(_shown(path.resolve()))
    print(
        f"\nNext:\n  cd {_shown(options.directory.resolve())}\n"
        "  python -m autograder build      makes source/, release/ and the gradebook\n"
        "  python -m autograder demo       shows all of it at work on a made-up class\n"
        "Then change course_config.py and notebooks/first_steps/ into your own; "
        "python -m autograder build --lang en needs no translation yet."
    )
    return EXIT_OK


def build(options: argparse.Namespace) -> int:
    """Make source and release notebooks of the masters."""
    from autograder.config import load_course
    from autograder.course.build import build as build_course

    course = load_course(options.course_dir)
    languages = [options.lang] if options.lang else []
    build_course(course, options.course_dir, options.assignments, languages)
    return EXIT_OK


def grade(options: argparse.Namespace) -> int:
    """Grade what was handed in."""
    from autograder.grading.batch import grade_class
    from autograder.grading.progress import Display, describe
    from autograder.grading.regrade import read_scores
    from autograder.grading.settings import settings_for

    course = _opened(options, writing=True)
    settings = settings_for(
        course,
        workers=options.workers,
        isolation=options.isolation,
        figures=options.figures == "on",
        force=options.force,
        allow_missing=options.allow_missing,
    )
    exercise, chosen = options.exercise, options.assignments
    before = read_scores(course, exercise, chosen) if exercise else None
    if before:
        print(f"{exercise} before: {before}")
    with Display() as display:
        results = grade_class(
            course,
            settings,
            chosen,
            options.student,
            tell=display.update,
            exercise=exercise,
        )
    if before:
        after = read_scores(course, exercise, chosen)
        print("\n".join([*before.changes(after), f"{exercise} after: {after}"]))
    if options.json:
        text = json.dumps([result.to_json() for result in results], indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    print(describe(results))
    failed = [result for result in results if result.status is Status.FAILED]
    for result in failed:
        print(f"  {_failure(result)}")
    return EXIT_NOT_ALL_GRADED if failed else EXIT_OK


def check(options: argparse.Namespace) -> int:
    """Grade one notebook by itself."""
    from autograder.checking import check as check_notebook

    result, told = check_notebook(
        options.notebook,
        options.source,
        mistakes=options.mistakes,
        isolation=options.isolation,
        figures=options.figures == "on",
        allow_missing=options.allow_missing,
    )
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    if options.json == Path("-"):
        sys.stdout.write(text)
    else:
        options.json.write_text(text, encoding="utf-8")
    if result.status is Status.FAILED:
        print(one_line(result.reason), file=sys.stderr)
        return EXIT_NOT_ALL_GRADED
    return EXIT_OK


def collect(options: argparse.Namespace) -> int:
    """Take submissions out of an LMS's zip."""
    from autograder.collecting.collect import collect as collect_zip
    from autograder.collecting.names import SYSTEMS

    report = collect_zip(
        _opened(options, writing=True),
        options.zip,
        SYSTEMS[options.lms],
        options.assignment or "",
        options.force,
    )
    print("\n".join(report.lines()))
    return EXIT_OK if report.complete else EXIT_NOT_ALL_TAKEN


def feedback(options: argparse.Namespace) -> int:
    """Write the students' feedback pages."""
    from autograder.publishing.pages import publish_feedback

    course = _opened(options)
    pages = publish_feedback(course, options.assignments, options.student)
    print(f"{len(pages)} feedback pages in {_shown(course.path('feedback'))}/")
    return EXIT_OK


def report(options: argparse.Namespace) -> int:
    """Write the class report."""
    from autograder.publishing.pages import publish_reports

    for page in publish_reports(_opened(options), options.assignments):
        print(_shown(page))
    return EXIT_OK


def formgrader(options: argparse.Namespace) -> int:
    """Serve nbgrader's formgrader."""
    from autograder.formgrader import serve

    serve(_opened(options, writing=True), options.port)
    return EXIT_OK


def export(options: argparse.Namespace) -> int:
    """Write the grades to a file."""
    from autograder.exports import EXPORTERS
    from autograder.grading.results import failures

    course = _opened(options)
    exporter = EXPORTERS[options.format](config=course.config)
    path = options.to or course.root / exporter.file_name
    with course.gradebook() as gradebook:
        remarks = exporter.write(gradebook, path)
    remarks += map(_failure, failures(course, [*course.assignments()]))
    print("\n".join([_shown(path), *(f"  {remark}" for remark in remarks)]))
    return EXIT_OK


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine can do."""
    from autograder.doctor import examine, render

    findings = examine(options.course_dir)
    print("\n".join(render(findings)).strip())
    lacks = [finding for finding in findings if finding.well is False]
    return EXIT_NOT_ALL_GRADED if lacks else EXIT_OK


def demo(options: argparse.Namespace) -> int:
    """Build, make a class, grade it, write all pages."""
    from autograder.demo.tour import tour

    tour(options.course_dir, options.students)
    return EXIT_OK


def _failure(result: NotebookResult) -> str:
    """Say in a line why a notebook could not be graded."""
    return f"{one_line(result.student)}, {result.notebook}: {one_line(result.reason)}"


def _opened(options: argparse.Namespace, writing: bool = False) -> NbgraderCourse:
    """Return the course that a command is about, with a gradebook that can be used.

    Args:
        options: Of the command.
        writing: Whether the command changes the gradebook.
    """
    from autograder.nbgrader_course import open_course

    course = open_course(options.course_dir)
    course.has_gradebook(writing=writing)
    return course


def _shown(path: Path) -> str:
    """Return a path as a person here would write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
