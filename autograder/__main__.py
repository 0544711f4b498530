"""The command line. Each command imports what it needs only when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.model import UsageError

EXIT_OK, EXIT_NOT_ALL_GRADED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the process's exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UsageError as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print("stopped; the next run goes on from here", file=sys.stderr)
        return EXIT_INTERRUPTED


def _build(options: argparse.Namespace) -> int:
    from autograder.config import load_course
    from autograder.course.build import build

    course = load_course(options.course_dir)
    languages = [options.lang] if options.lang else []
    build(course, options.course_dir, options.assignments, languages)
    return EXIT_OK


def _grade(options: argparse.Namespace) -> int:
    from autograder.grading.command import grade

    return EXIT_OK if grade(options) else EXIT_NOT_ALL_GRADED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m autograder",
        description="Build the course's notebooks, grade the answers to them.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser("build", help="masters to source and release notebooks")
    _course_options(build)
    build.add_argument("--lang", help="build one language only")
    build.set_defaults(run=_build)
    return parser


def _course_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "assignments",
        nargs="*",
        metavar="ASSIGNMENT",
        help="default: all of the course",
    )
    command.add_argument(
        "--course-dir", type=Path, default=Path(), metavar="DIR", help="default: here"
    )


if __name__ == "__main__":
    sys.exit(main())
