"""A class on an assignment that names PyTorch: its warm start told apart.

::

    python -m tests.bench.libraries l3_2_optimizers --students 24

Prints, as JSON: processor and wall seconds of the class, what the warm starts of the
workers took of it, what is left for a notebook, what the same notebooks take on the
floor (:mod:`.floor`), and the most memory of all processes together.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from autograder.engine import phases
from tests.bench import measure
from tests.bench.classroom import Classroom, graded_notebooks

REPOSITORY = Path(__file__).resolve().parents[2]

WARMING = """\
import torch
net = torch.nn.Linear(4, 2)
optimizer = torch.optim.Adam(net.parameters())
net(torch.ones(3, 4)).square().mean().backward()
optimizer.step()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignment")
    parser.add_argument("--students", type=int, default=24, metavar="N")
    parser.add_argument("--course", type=Path, default=REPOSITORY, metavar="DIR")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), metavar="N")
    options = parser.parse_args()
    measure.adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        room = Classroom(options.course, place, options.students, options.assignment)
        found = {}
        for students in (options.students // 4, options.students):
            found[f"class of {students}"] = _graded(room, students, options.workers)
        folder = room.ours(options.students)
        peak = _grade(folder, options.workers, memory=True).peak
        found["peak"] = {"MiB, all processes": peak, "workers": options.workers}
        found["floor"] = _floor(place, folder, options.workers)
    print(json.dumps(found, indent=1))


def _grade(folder: Path, workers: int, *, memory: bool = False) -> measure.Run:
    command = [sys.executable, "-m", "autograder", "grade", "--workers", str(workers)]
    return measure.run(command, folder, memory=memory)


def _graded(room: Classroom, students: int, workers: int) -> dict[str, float]:
    folder = room.ours(students)
    kept = folder / "phases"
    kept.mkdir()
    os.environ[phases.FOLDER] = str(kept)
    run = _grade(folder, workers)
    del os.environ[phases.FOLDER]
    own = phases.total(kept)
    warming = own.pop("warming")
    return {
        "wall": run.wall,
        "cpu": run.cpu,
        "others": run.others,
        "warming, wall of all workers": warming["wall"],
        "a notebook, wall of its worker": sum(p["wall"] for p in own.values())
        / students,
    }


def _floor(place: Path, folder: Path, workers: int) -> dict[str, float]:
    told = place / "floor.json"
    command = [sys.executable, "-m", "tests.bench.floor", "--json", str(told)]
    command += ["--processes", str(workers), "--warming", WARMING]
    os.environ["PYTHONPATH"] = str(REPOSITORY)
    measure.run([*command, *map(str, graded_notebooks(folder))], place)
    floor: dict[str, float] = json.loads(told.read_text())
    return floor


if __name__ == "__main__":
    main()
