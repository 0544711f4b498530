"""The command line: what can be asked. ``commands`` answers."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.cli import commands
from autograder.cli.interrupts import interruptible
from autograder.common.printable import lines
from autograder.common.telling import program, wrapped
from autograder.model import AutograderError

EXIT_STOPPED, EXIT_INTERRUPTED = 2, 130

_MOST_DAYS = 3650
"""Of an extension: a date has to come out."""

_EXAMPLES = {
    "": [
        "python -m autograder demo                  # a made-up class, to look around",
        "python -m autograder grade                 # all that is new",
        "python -m autograder grade --help          # what a command can be asked",
    ],
    "init": ["python -m autograder init my_course"],
    "build": [
        "python -m autograder build                 # every seminar, every language",
        "python -m autograder build l1_2_sigmoid --lang en",
    ],
    "collect": [
        "python -m autograder collect l1_2_sigmoid --from moodle --zip all.zip",
    ],
    "grade": [
        "python -m autograder grade l1_2_sigmoid",
        "python -m autograder grade l1_2_sigmoid --student ada boris --force",
        "python -m autograder grade l1_2_sigmoid --exercise logit",
    ],
    "check": [
        "python -m autograder check mine.ipynb \\",
        "    --source source/en/l1_2_sigmoid/l1_2_sigmoid.ipynb",
    ],
    "formgrader": ["python -m autograder formgrader --port 9000"],
    "feedback": [
        "python -m autograder feedback l1_2_sigmoid",
        "python -m autograder feedback l1_2_sigmoid --zip moodle",
    ],
    "report": ["python -m autograder report l1_2_sigmoid"],
    "export": [
        "python -m autograder export                # grades.csv",
        "python -m autograder export --format moodle --to grades.csv",
    ],
    "extension": ["python -m autograder extension ada l1_2_sigmoid --days 3"],
    "student": ["python -m autograder student remove ada"],
    "bank": ["python -m autograder bank add logit.inverted --student ada"],
    "doctor": ["python -m autograder doctor"],
    "demo": [
        "python -m autograder demo                  # the first three seminars",
        "python -m autograder demo --students 24 --all",
    ],
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the process's exit status."""
    options = _parser().parse_args(arguments)
    try:
        with interruptible():
            return commands.run(options)
    except AutograderError as error:
        told = wrapped(str(error).split("\n"), "", sys.stderr)
        print(lines(told), file=sys.stderr)
        return EXIT_STOPPED
    except KeyboardInterrupt:
        print("stopped; the next run goes on from here", file=sys.stderr)
        return EXIT_INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program(),
        description="Build the course's notebooks, grade the answers to them.",
        epilog=_examples(""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)

    def alone(name: str, help_text: str) -> argparse.ArgumentParser:
        made = subparsers.add_parser(
            name,
            help=help_text,
            description=help_text,
            epilog=_examples(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(command=getattr(commands, name))
        return made

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        made = alone(name, help_text)
        made.add_argument(
            "--course-dir",
            type=Path,
            default=Path(),
            metavar="DIR",
            help="the course's folder; default: here",
        )
        return made

    init = alone("init", "make a course of one's own, with one small seminar")
    init.add_argument("directory", type=Path, metavar="DIR", help="new, or empty")

    build = command("build", "make source and release notebooks of the masters")
    _assignments(build)
    build.add_argument("--lang", metavar="LANG", help="one language; default: all")
    build.add_argument(
        "--gate-all",
        action="store_true",
        help="gate also what has been gated as it is (docs/authoring.md)",
    )
    build.add_argument(
        "--check",
        action="store_true",
        help="change nothing: gate everything, by other numbers, and name each file "
        "that is not what the masters make",
    )

    collect = command("collect", "take submissions out of the zip of an LMS")
    collect.add_argument(
        "assignment",
        nargs="?",
        metavar="ASSIGNMENT",
        help="default: the one whose notebooks are in the zip",
    )
    collect.add_argument(
        "--zip",
        type=Path,
        required=True,
        metavar="FILE",
        help="what the LMS gave: 'Download all submissions' (Moodle), 'Download "
        "Submissions' (Canvas), 'Download All Submissions' (ILIAS), 'Assignment File "
        "Download' (Blackboard)",
    )
    collect.add_argument(
        "--from",
        dest="lms",
        choices=["moodle", "canvas", "ilias", "blackboard"],
        required=True,
        help="whose zip it is",
    )
    collect.add_argument(
        "--sender",
        action="append",
        default=[],
        metavar="NUMBER=STUDENT",
        help="whose a number of the LMS's is, where a name does not tell; once for "
        "each member of a team; remembered for the next zip",
    )
    collect.add_argument(
        "--force", action="store_true", help="also in place of what is newer"
    )

    grade = command("grade", "grade what was handed in")
    _assignments(grade)
    _students(grade)
    grade.add_argument(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="submissions graded at a time; default: one a processor",
    )
    grade.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on a Dask cluster: its scheduler's address, such as "
        "tcp://host:8786, or 'local' (docs/clusters.md); default: what "
        "course_config.py says, or this machine",
    )
    _running(grade)
    again = grade.add_mutually_exclusive_group()
    again.add_argument("--force", action="store_true", help="also what has not changed")
    again.add_argument(
        "--exercise",
        default="",
        metavar="NAME",
        help="grade this exercise again, of what was graded before, and nothing else",
    )
    grade.add_argument(
        "--json",
        type=_writable,
        metavar="FILE",
        help="write each result there as it comes, a line of JSON for each",
    )

    check = alone(
        "check", "grade one notebook by itself; print what came of it as JSON"
    )
    check.add_argument(
        "notebook", type=Path, metavar="NOTEBOOK", help="what was handed in"
    )
    check.add_argument(
        "--source",
        type=Path,
        required=True,
        metavar="SOURCE",
        help="nbgrader's source notebook, with solutions and hidden tests; the files "
        "beside it are the assignment's",
    )
    check.add_argument(
        "--mistakes",
        type=Path,
        metavar="FILE",
        help="a bank of known mistakes, mistakes.py, to name wrong answers by",
    )
    _running(check)
    check.add_argument(
        "--json",
        type=_writable,
        default=Path("-"),
        metavar="FILE",
        help="default: -, the standard output",
    )

    formgrader = command("formgrader", "open nbgrader's formgrader: grade by hand")
    formgrader.add_argument(
        "--port", type=_positive, default=8888, metavar="N", help="default: 8888"
    )

    feedback = command("feedback", "write the students' feedback pages")
    _assignments(feedback)
    _students(feedback)
    feedback.add_argument(
        "--zip",
        choices=["moodle"],
        help="also pack them, an assignment a zip, as Moodle's 'Upload multiple "
        "feedback files in a zip' takes them",
    )

    report = command("report", "write the class report")
    _assignments(report)

    export = command("export", "write the grades to a file")
    export.add_argument(
        "--format",
        choices=["csv", "moodle", "canvas"],
        default="csv",
        help="nbgrader's CSV (the default), or what Moodle or Canvas imports",
    )
    export.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="default: grades.csv, grades-moodle.csv or grades-canvas.csv",
    )

    extension = command("extension", "give a student more time for an assignment")
    extension.add_argument("student", metavar="STUDENT", help="whose: the id")
    extension.add_argument("assignment", metavar="ASSIGNMENT", help="for which one")
    extension.add_argument(
        "--days",
        type=_days,
        required=True,
        metavar="N",
        help="after everybody's deadline; 0 takes the extension back",
    )

    student = command("student", "remove a student, with all that there is of them")
    student.add_argument("action", choices=["remove"], help="what to do")
    student.add_argument("student", metavar="ID", help="of the student")
    student.add_argument("--yes", action="store_true", help="do not ask")

    bank = command("bank", "make a student's wrong answer an entry of the bank")
    bank.add_argument("action", choices=["add"], help="what to do")
    bank.add_argument(
        "entry",
        metavar="EXERCISE.MISTAKE",
        help="how the bank is to call it; its texts are left to be filled in",
    )
    bank.add_argument("--student", required=True, metavar="ID", help="whose answer")

    command("doctor", "say what this machine can do, and what to do about each lack")

    demo = command("demo", "make a class, grade it, write all pages")
    demo.add_argument(
        "--students",
        type=_positive,
        default=12,
        metavar="N",
        help="how large the class is; default: 12",
    )
    demo.add_argument(
        "--all", action="store_true", help="in all seminars, not only the first three"
    )
    return parser


def _examples(command: str) -> str:
    text = "\n  ".join(["examples:", *_EXAMPLES[command]])
    return text.replace("python -m autograder", program())


def _running(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--isolation",
        choices=["separate", "shared", "auto"],
        help="where tests run: out of the student's reach, in the student's process "
        "as under nbgrader, or auto: out of reach but for assignments whose own "
        "solution fails so; default: what the course says, else shared",
    )
    command.add_argument(
        "--figures",
        choices=["on", "off"],
        default="on",
        help="off: figures are made, not drawn",
    )
    command.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=N",
        help="in place of the course's limit of this name, such as memory_mb=8192, "
        "cell_seconds=60, disk_mb=2048; see docs/any-course.md",
    )
    command.add_argument(
        "--readable",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="a file or folder that notebooks may read, such as the course's data",
    )
    command.add_argument(
        "--env",
        action="append",
        default=[],
        metavar="NAME",
        help="an environment variable that notebooks see",
    )
    command.add_argument(
        "--any-kernel",
        action="store_true",
        help="run notebooks by this Python, whatever kernel of another they name",
    )
    command.add_argument(
        "--allow-missing",
        action="append",
        default=[],
        metavar="LAYER",
        help="grade although this machine lacks this layer of the sandbox; see doctor",
    )


def _assignments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "assignments", nargs="*", metavar="ASSIGNMENT", help="default: all"
    )


def _students(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--student", nargs="+", default=[], metavar="ID", help="default: everybody"
    )


def _writable(text: str) -> Path:
    # A class takes minutes; a place that cannot be written to is told before.
    path = Path(text)
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.parent}")
    return path


def _days(text: str) -> float:
    days = float(text)
    if not 0 <= days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"must be from 0 to {_MOST_DAYS}, not {text}")
    return days


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


if __name__ == "__main__":
    status = main()
    gc.freeze()  # Python need not search what nbgrader has made before it lets it go
    sys.exit(status)
