"""How cost and memory grow with a class, and with the number of assignments.

``python -m tests.bench.size --students 1000`` makes a course of a small notebook, hands
in, grades, and writes report and grades; it tells what each tenth of the class cost,
and what the command's own process held. ``--pretend`` leaves the notebooks out: what
remains is reading, laying out and the gradebook, the work of one process whatever the
workers.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import shutil
import sys
import tempfile
import time
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbgrader.converters import GenerateAssignment

from autograder.__main__ import main as run_command
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.batch import Progress, grade_class
from autograder.grading.job import Job, NotebookOutcome, Outcome
from autograder.grading.settings import settings_for
from autograder.model import CellResult
from tests.conftest import ID, TinyCourse

CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "size"\n'
ANSWERS = (
    {"square": "def square(x):\n    return x * x", "total": "total = sum"},
    {"square": "def square(x):\n    return x + x", "total": "total = sum"},
    {"square": "def square(x):\n    return x**2", "total": "def total(v): return v[0]"},
    {},
)
"""What students answer, in turn."""

CELLS = (CellResult("test_square", 3, 3), CellResult("test_total", 2, 2))


class Pretending(Executor):
    """Hands in for a worker: lays out what was handed in, and gives points."""

    def submit(self, function: object, job: Job, /) -> Future[Outcome]:  # type: ignore[override]
        shutil.rmtree(job.draft, ignore_errors=True)
        shutil.copytree(job.folder, job.draft)
        graded = NotebookOutcome(cells=CELLS, language="en")
        future: Future[Outcome] = Future()
        future.set_result(Outcome(dict.fromkeys(job.editions, graded), 0.0))
        return future


def make_course(root: Path, assignments: int, students: int) -> NbgraderCourse:
    """Write a course and release it; hand in for everybody."""
    with tempfile.TemporaryDirectory() as name:
        tiny = TinyCourse(Path(name)).write().build()
        made = {
            step: (tiny.root / step / "en" / ID / f"{ID}.ipynb").read_text("utf-8")
            for step in ("source", "release")
        }
    root.mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG)
    course = open_course(root)
    released = nbformat.reads(made["release"], as_version=4)
    texts = [_answered(released, answers) for answers in ANSWERS]
    for number in range(assignments):
        assignment = f"a{number:03d}"
        _put(root / "source" / assignment, assignment, made["source"])
        config = course.config
        step = GenerateAssignment(coursedir=course.directory(assignment), config=config)
        step.log = logging.getLogger("size.nbgrader")
        step.log.propagate = False
        step.start()
        for student in range(students):
            folder = root / "submitted" / f"s{student:05d}" / assignment
            _put(folder, assignment, texts[student % len(texts)])
    return course


def _answered(released: nbformat.NotebookNode, answers: dict[str, str]) -> str:
    notebook = nbformat.from_dict(released)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    return nbformat.writes(notebook)


def _put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / f"{name}.ipynb").write_text(text, "utf-8")


def measure(course: NbgraderCourse, workers: int, pretend: bool) -> dict[str, Any]:
    """Grade all; return what each tenth cost, and what it took to tell of it."""
    process, tenths = psutil.Process(), []
    database = course.root / "gradebook.db"
    last = time.monotonic(), _processor(), 0

    def tell(progress: Progress) -> None:
        nonlocal last
        if progress.done * 10 // progress.total == len(tenths) or not progress.done:
            return
        now = time.monotonic(), _processor(), progress.done
        wall, spent, done = (a - b for a, b in zip(now, last, strict=True))
        tenths.append(
            {
                "submissions": progress.done,
                "wall_ms": round(1000 * wall / done, 1),
                "own_processor_ms": round(1000 * spent / done, 1),
                "own_memory_mb": process.memory_info().rss >> 20,
                "workers_memory_mb": _largest(process) >> 20,
                "database_kb_each": round(
                    database.stat().st_size / progress.done / 1024, 2
                ),
            }
        )
        print(json.dumps(tenths[-1]), flush=True)
        last = now

    settings = settings_for(course, workers=workers, isolation="separate")
    make = Pretending if pretend else None
    grade_class(course, settings, tell=tell, make_executor=make)
    found: dict[str, Any] = {"tenths": tenths}
    for command in ("grade", "report", "export"):
        started = time.monotonic()
        if command == "grade":  # once more: nothing has changed
            grade_class(course, settings, make_executor=make)
        else:
            run_command([command, "--course-dir", str(course.root)])
        found[f"{command}_seconds"] = round(time.monotonic() - started, 1)
    found["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return found


def _processor() -> float:
    return time.process_time()


def _largest(process: psutil.Process) -> int:
    """Return the memory of the largest child, shared pages counted with each."""
    sizes = [0]
    for child in process.children(recursive=True):
        try:
            sizes.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return max(sizes)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.size", description=__doc__
    )
    parser.add_argument("--students", type=int, default=1000, metavar="N")
    parser.add_argument("--assignments", type=int, default=1, metavar="N")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--pretend", action="store_true", help="run no notebook")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="size-") as name:
        root = Path(name) / "course"
        course = make_course(root, options.assignments, options.students)
        found = measure(course, options.workers, options.pretend)
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
