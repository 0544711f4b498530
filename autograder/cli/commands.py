"""What each command does. Imports stand inside: ``--help`` must not wait for them."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.common.printable import lines, one_line
from autograder.common.telling import counted, counting, wrapped
from autograder.model import Status, UsageError

if TYPE_CHECKING:
    from autograder.config.nbgrader_course import NbgraderCourse
    from autograder.config.wishes import Wishes

EXIT_OK, EXIT_NOT_ALL_GRADED, EXIT_NOT_ALL_TAKEN, EXIT_NOT_ALL_WRITTEN = 0, 1, 1, 1


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for; return the exit status.

    Raises:
        AutograderError: What stopped it, in a line.
    """
    from autograder.grading.machine import machine_errors

    with machine_errors(getattr(options, "course_dir", Path())):
        status: int = options.command(options)
        return status


def init(options: argparse.Namespace) -> int:
    """Lay out a small course to start from."""
    from autograder.cli.starting import start

    for path in start(options.directory):
        print(_shown(path.resolve()))
    print(
        f"\nNext:\n  cd {shlex.quote(_shown(options.directory.resolve()))}\n"
        "  python -m autograder build      makes source/, release/ and the gradebook\n"
        "  python -m autograder demo       shows all of it at work on a made-up class\n"
        "Then change course_config.py and notebooks/first_steps/ into your own.\n"
        "  python -m autograder build --lang en\n"
        "needs no translation yet."
    )
    return EXIT_OK


def build(options: argparse.Namespace) -> int:
    """Make source and release notebooks of the masters."""
    from autograder.config import load_course
    from autograder.course.build import build as build_course
    from autograder.course.verification import verify

    course = load_course(options.course_dir)
    languages = [options.lang] if options.lang else []
    chosen = (course, options.course_dir, options.assignments, languages)
    if options.check:
        verify(*chosen)
    else:
        build_course(*chosen, gate_all=options.gate_all)
    return EXIT_OK


def grade(options: argparse.Namespace) -> int:
    """Grade what was handed in."""
    from autograder.cli.grading import grade as grade_what_came

    return grade_what_came(options)


def wishes(options: argparse.Namespace) -> Wishes:
    """Return what the flags of a command that runs notebooks ask for."""
    from autograder.config.wishes import from_flags

    return from_flags(options.limit, options.readable, options.env, options.any_kernel)


def check(options: argparse.Namespace) -> int:
    """Grade one notebook by itself."""
    from autograder.cli.checking import check as check_notebook

    result, told = check_notebook(
        options.notebook,
        options.source,
        mistakes=options.mistakes,
        isolation=options.isolation,
        figures=options.figures == "on",
        allow_missing=options.allow_missing,
        wishes=wishes(options),
        say=warn,
    )
    text = json.dumps(told, indent=1) + "\n"  # ASCII: a terminal obeys none of it
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
    from autograder.collecting.lms import SYSTEMS

    report = collect_zip(
        opened(options, writing=True),
        options.zip,
        SYSTEMS[options.lms],
        options.assignment or "",
        options.force,
        options.sender,
    )
    print(lines(wrapped(report.lines(), "")))
    return EXIT_OK if report.complete else EXIT_NOT_ALL_TAKEN


def feedback(options: argparse.Namespace) -> int:
    """Write the students' feedback pages."""
    from autograder.grading.results import failures
    from autograder.grading.summary import failure
    from autograder.publishing.feedback import publish_feedback

    course = opened(options)
    lacking: list[str] = []
    with counting("pages") as tell:
        pages = publish_feedback(
            course, options.assignments, options.student, warn, lacking.append, tell
        )
    print(
        f"{counted(len(pages), 'feedback page')} in {_shown(course.path('feedback'))}/"
    )
    ungraded = [
        failure(failed)
        for failed in failures(course, options.assignments or [*course.assignments()])
        if not options.student or failed.student in options.student
    ]
    if ungraded:
        what = "says" if len(ungraded) == 1 else "say"
        print(f"{counted(len(ungraded), 'page')} {what} that nothing could be graded:")
        print(lines(wrapped(ungraded)))
    if options.zip:
        from autograder.collecting.feedback_zip import write_feedback_zip

        for name in options.assignments or course.assignments():
            made = write_feedback_zip(course, name)
            if made.students:
                print(f"{_shown(made.path)}: {counted(made.students, 'student')}")
            print("".join(f"{line}\n" for line in wrapped(made.remarks)), end="")
    return _all_written(lacking)


def report(options: argparse.Namespace) -> int:
    """Write the class report."""
    from autograder.publishing.indexes import INDEX
    from autograder.publishing.reports import publish_reports

    course, lacking = opened(options), list[str]()
    with counting("reports") as tell:
        pages = publish_reports(course, options.assignments, warn, lacking.append, tell)
    for page in (course.root / "reports" / INDEX, *pages):
        print(_shown(page))
    return _all_written(lacking)


def formgrader(options: argparse.Namespace) -> int:
    """Serve nbgrader's formgrader."""
    from autograder.cli.formgrading import serve

    serve(opened(options, writing=True), options.port)
    return EXIT_OK


def export(options: argparse.Namespace) -> int:
    """Write the grades to a file."""
    from autograder.grading.results import failures
    from autograder.grading.summary import failure
    from autograder.plugins.exporters import EXPORTERS

    course = opened(options)
    exporter = EXPORTERS[options.format](config=course.config)
    path = options.to or course.root / exporter.file_name
    lacking: list[str] = []
    with course.gradebook() as gradebook:
        remarks = exporter.write(gradebook, path, lacking.append)
    remarks += map(failure, failures(course, [*course.assignments()]))
    print(lines([_shown(path), *wrapped(remarks)]))
    return _all_written(lacking)


def extension(options: argparse.Namespace) -> int:
    """Give a student more time."""
    from autograder.gradebook.extensions import extend

    course = opened(options, writing=True)
    told = extend(course, options.student, options.assignment, options.days)
    print(lines(wrapped([str(told)], "")))
    return EXIT_OK


def student(options: argparse.Namespace) -> int:
    """Remove a student; write anew what names them among others."""
    from autograder.collecting.senders import forget
    from autograder.gradebook.removing import find_traces, remove
    from autograder.grading import standing
    from autograder.grading.lock import only_run

    course = opened(options, writing=True)
    with only_run(course.root):
        traces = find_traces(course, options.student)
        print(f"of {traces.student} there is:")
        print("\n".join(f"  {line}" for line in traces.lines(course.root)))
        if not options.yes and not _agreed("remove all of it?"):
            print("nothing is removed")
            return EXIT_OK
        forget(course.root, options.student)
        standing.forget(course.root)
        remove(course, traces)
    print(f"{options.student} is removed")
    for page in _write_anew(course):
        print(f"  {_shown(page)} is written anew")
    return EXIT_OK


def bank(options: argparse.Namespace) -> int:
    """Make a student's wrong answer an entry of the bank."""
    from autograder.publishing.new_entry import add_entry

    course = opened(options)
    path = add_entry(course, options.entry, options.student)
    print(
        f"{_shown(path)} ends with the entry {options.entry}\n"
        "Read its code: the bank's code is the course's own, and graders run it as "
        "such.\nThen write what the mistake is and three hints; 'build' waits for them."
    )
    return EXIT_OK


def _write_anew(course: NbgraderCourse) -> Iterator[Path]:
    """Write the reports and tables that there are once more; yield them."""
    from autograder.gradebook.current import current_assignments
    from autograder.plugins.exporters import EXPORTERS
    from autograder.publishing.reports import publish_reports

    with course.gradebook() as gradebook:
        known = current_assignments(course, gradebook)
    pages = sorted((course.root / "reports").glob("*.html"))
    if names := [page.stem for page in pages if page.stem in known]:
        yield from publish_reports(course, names)
    for exporter in EXPORTERS.values():
        path = course.root / exporter.file_name
        if path.is_file():
            with course.gradebook() as gradebook:
                exporter(config=course.config).write(gradebook, path)
            yield path


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        raise UsageError("nobody is there to be asked; --yes says it at once") from None


def doctor(options: argparse.Namespace) -> int:
    """Say what this machine can do."""
    from autograder.cli.doctor import examine, render

    findings = examine(options.course_dir)
    print("\n".join(wrapped(render(findings), "")).strip())
    lacks = [finding for finding in findings if finding.well is False]
    return EXIT_NOT_ALL_GRADED if lacks else EXIT_OK


def demo(options: argparse.Namespace) -> int:
    """Make a class, grade it, write all pages."""
    from autograder.demo.tour import SEMINARS, tour

    seminars = None if options.all else SEMINARS
    tour(options.course_dir, options.students, seminars)
    return EXIT_OK


def opened(options: argparse.Namespace, writing: bool = False) -> NbgraderCourse:
    """Return the course that a command is about, with a gradebook that can be used.

    Args:
        options: Of the command.
        writing: Whether the command changes the gradebook.
    """
    from autograder.config.nbgrader_course import open_course

    course = open_course(options.course_dir)
    course.has_gradebook(writing=writing)
    return course


def _all_written(lacking: Collection[str]) -> int:
    """Say what could not be written; return the exit status."""
    for line in lacking:
        warn(line)
    return EXIT_NOT_ALL_WRITTEN if lacking else EXIT_OK


def warn(line: str) -> None:
    """Say something on the standard error, at the terminal's width."""
    print("\n".join(wrapped([line], "", sys.stderr)), file=sys.stderr)


def _shown(path: Path) -> str:
    """Return a path as a person here would write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
