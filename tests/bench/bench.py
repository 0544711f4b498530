"""The benchmark: this grader, stock nbgrader and the floor on one class, in one run.

``make bench``, or ``python -m tests.bench.bench --help``. What is measured, and why so,
stands in ``docs/performance.md``. Nothing here fails for being slow; it fails if scores
differ, for the speed of wrong scores means nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder.engine import phases
from tests.bench import measure, ordinary, report
from tests.bench.classroom import (
    ASSIGNMENT,
    COSTLY,
    Classroom,
    graded_notebooks,
    outcome,
    scores,
)
from tests.bench.measure import CommandError, Run
from tests.bench.ordinary import Ordinary

REPOSITORY = Path(__file__).resolve().parents[2]
WORKERS = os.cpu_count() or 1  # the default of the command, too
STOCK_TRIES = 3
LOOK_SECONDS = 1.0
SEPARATE = ("--isolation", "separate")

OURS = {
    "ours": (),
    "ours, shared": ("--isolation", "shared"),
    "ours, figures off": ("--figures", "off"),
}
FLOORS = {"floor": "on", "floor, figures off": "off"}


@dataclass
class Bench:
    """One run of the benchmark: what to measure, and what has been measured so far."""

    options: argparse.Namespace
    classroom: Classroom
    costly: Classroom
    ordinary: Ordinary
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    checks: dict[str, Any] = field(default_factory=dict)
    phases: dict[str, Any] = field(default_factory=dict)
    _graded: dict[int, Path] = field(default_factory=dict)  # by ours, by class size

    def __post_init__(self) -> None:
        self._patience = float(self.options.patience)

    def run(self) -> None:
        """Measure everything; what is compared takes turns."""
        repeats = self.options.repeats
        self._warm_up()
        self._repeat(10, self._help)
        self._repeat(repeats, *self._pair(self._cold_ours, self._cold_stock))
        for _ in range(repeats):
            for students in (self.small, self.large):
                self._class(students)
        self._repeat(repeats, lambda: self._right_and_wrong(self.classroom))
        self._right_and_wrong(self.costly, report.OF_COSTLY)
        self._repeat(repeats, *self._pair(self._rerun_ours, self._rerun_stock))
        if not self.options.skip_stock:
            self._stock_again()
        self._sizes()
        self._ordinary()
        self._profile("this course", self.small, self.classroom.ours)
        self._profile("ordinary", self.small, self.ordinary.copy)

    @property
    def large(self) -> int:
        """The class in question."""
        return int(self.options.students)

    @property
    def small(self) -> int:
        """A smaller one: the difference of the two is free of start-up."""
        return max(self.large // 4, 1)

    def _repeat(self, times: int, *parts: Callable[[], None]) -> None:
        """Do all parts, then all again in the other order, and so on."""
        for number in range(times):
            for part in parts[:: -1 if number % 2 else 1]:
                part()

    def _pair(
        self, ours: Callable[[], None], stock: Callable[[], None]
    ) -> list[Callable[[], None]]:
        return [ours] if self.options.skip_stock else [ours, stock]

    def _warm_up(self) -> None:
        """Once unmeasured: files into memory, compiled modules and fonts onto disk."""
        self._grade(self.classroom.ours(1))
        if not self.options.skip_stock:
            self._autograde(lambda: self.classroom.stock(1))

    def _help(self) -> None:
        command = [sys.executable, "-m", "autograder", "--help"]
        self._note("help", self._measure(command, self.classroom.scratch))

    def _cold_ours(self) -> None:
        self._note("ours, 1 cold", self._grade(self.classroom.ours(1)))

    def _cold_stock(self) -> None:
        _, run = self._autograde(lambda: self.classroom.stock(1))
        self._note("stock, 1 cold", run)

    def _class(self, students: int) -> None:
        """Grade a class in every way once; stock once in all, in the midst of it."""
        ways = list(OURS)
        if len(self.runs[f"ours, {students}"]) % 2:
            ways.reverse()
        for way in ways:
            folder = self.classroom.ours(students)
            run = self._grade(folder, *OURS[way])
            self._note(f"{way}, {students}", run)
            if way == "ours":
                self._graded[students] = folder
                self._layers(folder)
        for floor in FLOORS:
            self._floor(floor, students, self._graded[students])
        if not self.options.skip_stock and f"stock, {students}" not in self.runs:
            folder, run = self._autograde(lambda: self.classroom.stock(students))
            self._note(f"stock, {students}", run)
            self._compare(self._graded[students], folder, students)
            self._stock = folder

    def _floor(self, name: str, students: int, graded: Path, course: str = "") -> None:
        notebooks = graded_notebooks(graded)
        file = self.classroom.scratch / "floor.json"
        command = [
            *(sys.executable, "-m", "tests.bench.floor"),
            *(
                "--processes",
                str(WORKERS),
                "--figures",
                FLOORS[name.removeprefix(course)],
            ),
            *("--json", str(file), *map(str, notebooks)),
        ]
        outside = self._measure(command, REPOSITORY, self.classroom.scratch)
        found = json.loads(file.read_text())
        # Its own times are of the class alone, without imports and warming.
        run = Run(found["wall"], found["cpu"], outside.others)
        self._note(f"{name}, {students}", run)
        shown, errors = outcome(notebooks)
        self.checks[f"{name}, {students}"] = {
            "notebooks run": found["notebooks"] == len(notebooks),
            "same errors": found["errors"] == errors,
            "pictures drawn": found["pictures"],
            "pictures shown": shown,
        }

    def _right_and_wrong(self, room: Classroom, course: str = "") -> None:
        """Grade a class with no, one and all answers wrong: as large, in turn.

        Each is graded once before, unmeasured: what is computed once for a course is
        there then.
        """
        for students in (self.small, self.large):
            for name, wrong in {
                "right": "",
                "one wrong": "one",
                "wrong": "all",
            }.items():
                folder = room.alike(students, wrong)
                self._grade(folder)
                run = self._grade(folder, "--force")
                self._note(f"{course}{name}, {students}", run)

    def _rerun_ours(self) -> None:
        self._note("ours, unchanged", self._grade(self._graded[self.large]))

    def _rerun_stock(self) -> None:
        _, run = self._autograde(lambda: self._stock)
        self._note("stock, unchanged", run)

    def _stock_again(self) -> None:
        _, run = self._autograde(lambda: self._stock, "--force", memory=True)
        self._note("stock, forced", run)

    def _sizes(self) -> None:
        """Grade larger and larger classes, looking at memory."""
        for students in sorted({*self.options.sizes, self.large}):
            run = self._grade(self.classroom.ours(students), memory=True)
            self._note(f"ours, {students}, memory", run)

    def _ordinary(self) -> None:
        """Grade another's course in every way; its notebooks are three a submission."""
        for students in (self.small, self.large):
            for way in ("ours", "ours, figures off"):
                folder = self.ordinary.copy(students)
                run = self._grade(folder, *SEPARATE, *OURS[way])
                self._note(f"ordinary, {way}, {students}", run)
                if way == "ours":
                    graded = folder
            for floor in FLOORS:
                self._floor(f"ordinary, {floor}", students, graded, "ordinary, ")
        if not self.options.skip_stock:
            command = [sys.executable, "-m", "nbgrader", "autograde"]
            folder = self.ordinary.copy(self.small)
            run = self._measure([*command, ordinary.ASSIGNMENT], folder)
            self._note(f"ordinary, stock, {self.small}", run)
            graded = self.ordinary.copy(self.small)
            self._grade(graded, *SEPARATE)
            self._compare(graded, folder, self.small, ordinary.ASSIGNMENT)

    def _profile(self, course: str, students: int, copy: Callable[[int], Path]) -> None:
        """Have runs tell where their time goes, with figures and without."""
        found = {}
        for figures in ("on", "off"):
            folder = copy(students)
            told = folder / "phases"
            told.mkdir()
            os.environ[phases.FOLDER] = str(told)
            try:
                self._grade(folder, *SEPARATE, "--figures", figures)
            finally:
                del os.environ[phases.FOLDER]
            found[figures] = phases.total(told)
        self.phases[course] = {"submissions": students, **found}

    def _grade(self, folder: Path, *flags: str, memory: bool = False) -> Run:
        command = [sys.executable, "-m", "autograder", "grade", *flags]
        command += ["--json", str(folder / "results.json")]
        return self._measure(command, folder, memory=memory)

    def _autograde(
        self, course: Callable[[], Path], *flags: str, memory: bool = False
    ) -> tuple[Path, Run]:
        """Run stock; again if it failed, for now and then a kernel does not start."""
        command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, *flags]
        for left in reversed(range(STOCK_TRIES)):
            folder = course()
            try:
                return folder, self._measure(command, folder, memory=memory)
            except CommandError as error:
                if not left:
                    raise
                self.checks["stock failed"] = self.checks.get("stock failed", 0) + 1
                print(f"  once more: {error}", file=sys.stderr, flush=True)
        raise AssertionError

    def _layers(self, folder: Path) -> None:
        """Note how the class was isolated: an open door is faster."""
        found = {
            f"{result['isolation']}, in {', '.join(result['layers']) or 'no sandbox'}"
            for line in (folder / "results.json").read_text().splitlines()
            for result in [json.loads(line)]
        }
        self.checks["isolation"] = sorted(found)

    def _compare(
        self, ours: Path, stock: Path, students: int, assignment: str = ASSIGNMENT
    ) -> None:
        one, other = scores(ours, assignment), scores(stock, assignment)
        differ = {
            f"{student} {cell}": [one.get(key), other.get(key)]
            for key in sorted(one.keys() | other.keys())
            for student, cell in [key]
            if key not in one or key not in other or one[key] != other[key]
        }
        found = {"cells": len(one), "differ": differ}
        self.checks[f"scores, {assignment}, {students}"] = found

    def _measure(self, *arguments: Any, memory: bool = False) -> Run:
        self._await_quiet()
        return measure.run(*arguments, memory=memory)

    def _await_quiet(self) -> None:
        """Wait until others leave the machine alone, while there is patience left."""
        while self._patience > 0:
            before = time.monotonic()
            if measure.busy_processors(LOOK_SECONDS) <= report.DISTURBED:
                return
            self._patience -= time.monotonic() - before

    def _note(self, name: str, run: Run) -> None:
        self.runs[name].append(run)
        self.save()
        busy = f", others {run.others:.1f} processors" if run.others > 0.1 else ""
        print(f"  {name}: {run.wall:.2f} s{busy}", file=sys.stderr, flush=True)

    def save(self) -> None:
        """Write what there is so far: a long run may be stopped."""
        if self.options.json:
            text = json.dumps(self.to_json(), indent=1)
            self.options.json.write_text(text + "\n", encoding="utf-8")

    def to_json(self) -> dict[str, Any]:
        """Return all that was measured."""
        return {
            "machine": {
                "processors": WORKERS,
                "system": platform.platform(),
                "python": platform.python_version(),
                "load": measure.load(),
            },
            "students": self.large,
            "small": self.small,
            "sizes": self.options.sizes,
            "checks": self.checks,
            "phases": self.phases,
            "runs": {
                name: [asdict(run) for run in runs] for name, runs in self.runs.items()
            },
        }


def main() -> int:
    options = _options()
    measure.adopt_orphans()
    largest = max(options.students, *options.sizes)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        bench = Bench(
            options,
            Classroom(options.course, folder / "usual", largest),
            Classroom(options.course, folder / "costly", options.students, COSTLY),
            Ordinary(folder, options.students),
        )
        bench.run()
    bench.save()
    found = bench.to_json()
    print(report.render(found))
    return 1 if report.wrong(found) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.bench", description=__doc__
    )
    parser.add_argument("--students", type=int, default=24, metavar="N")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[10, 40, 160],
        metavar="N",
        help="class sizes to see time and memory grow; default: 10 40 160",
    )
    parser.add_argument(
        "--repeats", type=int, default=3, metavar="N", help="of all but stock's classes"
    )
    parser.add_argument("--quick", action="store_true", help="small, in two minutes")
    parser.add_argument(
        "--patience",
        type=float,
        default=0,
        metavar="SECONDS",
        help="how long to wait, in all, for others to leave the machine alone",
    )
    parser.add_argument("--skip-stock", action="store_true", help="only ours and floor")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures, there")
    parser.add_argument(
        "--course", type=Path, default=REPOSITORY, metavar="DIR", help="default: this"
    )
    options = parser.parse_args()
    if options.quick:
        options.students, options.sizes, options.repeats = 6, [4, 12], 1
    if options.students < 2:
        parser.error("--students must be at least 2: there is a smaller class, too")
    return options


if __name__ == "__main__":
    sys.exit(main())
