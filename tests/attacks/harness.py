"""Grades all attacks in one class with honest students, and gathers the evidence.

Runs as a program of its own, so that it can be run as another user, and so that all it
leaves behind (files, processes) can be told from what others do on the machine::

    python -m tests.attacks.harness PLACE ISOLATION
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.busy import busy
from tests.through import own_cluster

Json = dict[str, Any]

BUSY = "busy"

HONEST = ("ada", "boole", "zuse")
"""Right, right, and right but for one exercise; between them stand the attackers."""

SLOW = 0.5
"""Seconds of processor time a cell may take; hostile ones take all of it."""

NOTEBOOK = 12.0
"""Seconds a notebook may take."""

GIVEN = 3.0
"""Seconds a cell of the course's own may take; those of this course take none."""

HANGS = 3600
"""Seconds after which all of it hangs, however slow the machine is."""

_PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Evidence:
    """What one run left behind.

    Attributes:
        results: The results by student, as ``grade --json`` writes them.
        notebooks: The executed notebooks by student.
        pages: The pages for students, as text, by student.
        changed: Files outside the grader's own places that are new, gone or other.
        planted: Files of the attackers', anywhere on the machine.
        survivors: Processes that were there after grading.
        gradebook: Scores by student and exercise, from the gradebook itself.
        largest: The most memory that a process of the grader's had, in bytes.
    """

    results: dict[str, Json] = field(default_factory=dict)
    notebooks: dict[str, Json] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    gradebook: dict[str, dict[str, float | None]] = field(default_factory=dict)
    largest: int = 0


def main(place: Path, isolation: str, *groups: str) -> None:
    """Make the course under ``place``, grade it, write ``evidence.json`` there.

    Args:
        place: An empty folder.
        isolation: How tests are kept from students.
        groups: Whose attacks; or names of single attackers. All if none are given. With
            ``busy`` other programs want the processor meanwhile.
    """
    home, scratch, root = place / "home", place / "scratch", place / "course"
    for folder in (home, scratch):
        folder.mkdir()
    begun = home.stat().st_ctime
    os.environ.update(
        HOME=str(home), TMPDIR=str(scratch), MPLCONFIGDIR=str(home / "mpl")
    )
    tempfile.tempdir = None
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    from autograder.grading.batch import grade_class
    from autograder.grading.settings import settings_for
    from tests.attacks.course import ASSIGNMENT, make_course, set_secrets

    set_secrets(home)
    course = make_course(root)
    os.chdir(root)
    _hand_in(course, groups, begun)
    settings = settings_for(course, workers=4, isolation=isolation)
    spec = settings.spec(ASSIGNMENT)
    times = replace(spec.times, cell=SLOW, notebook=NOTEBOOK, given=GIVEN, grace=0.3)
    if groups == (
        "search",
    ):  # reads all memory it can: half a minute on a quiet machine
        times = replace(times, cell=200.0, notebook=300.0)
    memory = 256 << 20
    # One machine bears all at once: each gets less of it than others' courses do.
    permissions = replace(
        spec.permissions,
        memory=memory,
        reserved=memory,
        disk=32 << 20,
        processes=64,
        open_files=256,
    )
    spec = replace(spec, times=times, permissions=permissions)
    settings = replace(settings, usual=spec, own={})

    warm = os.environ["MPLCONFIGDIR"]
    before = dict(_files(place))
    others = set(_planted(place))
    evidence = Evidence()
    with (
        own_cluster(workers=4) as cluster,
        busy() if BUSY in groups else nullcontext(),
    ):
        settings = replace(settings, cluster=cluster)
        results = grade_class(course, settings, [ASSIGNMENT])
    evidence.survivors = list(_descendants())
    evidence.largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    evidence.results = {result.student: result.to_json() for result in results}
    after = dict(_files(place))
    own = ("course/autograded", "course/.autograder", "course/gradebook.db")
    evidence.changed = sorted(
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
        and not name.startswith((*own, os.path.relpath(warm, place), "home/.cache"))
    )
    # What a notebook has written is kept with its own results, as nbgrader keeps it.
    kept = re.compile(rf"{re.escape(str(place))}/course/autograded/\w+-[^/]+/")
    found = set(_planted(place)) - others
    evidence.planted = sorted(name for name in found if not kept.match(name))
    _read_back(course, evidence)
    (place / "evidence.json").write_text(json.dumps(asdict(evidence)))


def _hand_in(course: Any, groups: tuple[str, ...], begun: float) -> None:
    """Put all files there; none of the course is older than ``begun``."""
    from tests.attacks.attack import load_attacks
    from tests.attacks.course import ANSWERS, OTHERS, WORD, filled, released, submission
    from tests.attacks.metadata import CASES

    release = released(course)
    answers = {name: f"# {OTHERS}\n{text}" for name, text in ANSWERS.items()}
    wrong = {**answers, "slope": "def slope(f, x):\n    return f(x)\n"}
    for student in HONEST:
        own = wrong if student == "zuse" else answers
        submission(course.root, student).write_text(filled(release, own, {}, []))
    for attack in load_attacks():
        if not groups or {attack.group, attack.student} & set(groups):
            text = filled(release, attack.answers, attack.before, attack.end)
            submission(course.root, attack.student).write_text(text)
    if groups == (
        "search",
    ):  # reads all memory it can: half a minute on a quiet machine
        code = Path(__file__).with_name("searcher.py").read_text()
        code = f"BEGUN = {begun}\n{code}"
        path = submission(course.root, "search")
        path.write_text(filled(release, {}, {}, [code]))
        (path.parent / "data.txt").write_text(f"{WORD}-control")
    for case in CASES if not groups or "metadata" in groups else ():
        path = submission(course.root, case.student)
        path.write_text(filled(release, {}, {}, []))
        case.spoil(path)


def _files(place: Path) -> Iterator[tuple[str, str]]:
    """Yield what is there: names with what would tell a change."""
    for top, folders, files in os.walk(place):
        for name in (*folders, *files):
            path = Path(top, name)
            found = path.lstat()
            kept = (found.st_mode, found.st_uid)
            if name in files:
                kept += (found.st_size, found.st_mtime_ns, found.st_nlink)
            yield os.path.relpath(path, place), repr(kept)


def _planted(place: Path) -> Iterator[str]:
    """Yield the attackers' files: the names of all of them begin with one word.

    Other files' names do, too, in another copy of this project, which may be made
    meanwhile: it is not looked into.
    """
    for top in (place, *map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/run"))):
        for folder, folders, files in os.walk(top):
            if top != place:
                is_copy = "pyproject.toml" in files or ".git" in folders
                mine = [name for name in folders if "pytest" not in name]
                folders[:] = [] if is_copy else mine
            for name in (*folders, *files):
                if name.startswith("planted"):
                    yield f"{folder}/{name}"


def _descendants() -> Iterator[str]:
    """Yield all processes that descend from this one; orphans come to us, too.

    Those that have been killed may still be on their way out.
    """
    deadline = time.monotonic() + 60
    while True:
        found = list(_alive())
        if not found or time.monotonic() > deadline:
            yield from found
            return
        time.sleep(0.05)


def _alive() -> Iterator[str]:
    parents: dict[int, tuple[int, str, str]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                text = Path(entry.path, "stat").read_text()
                line = Path(entry.path, "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            state, parent = text.rpartition(")")[2].split()[:2]
            parents[int(entry.name)] = (int(parent), state, line)
    ours = {os.getpid()}
    while True:
        more = {pid for pid, (parent, _, _) in parents.items() if parent in ours} - ours
        if not more:
            break
        ours |= more
    for pid in ours - {os.getpid()}:
        _, state, line = parents[pid]
        if state != "Z" and "resource_tracker" not in line:
            yield f"{pid} {line}"


def _read_back(course: Any, evidence: Evidence) -> None:
    from autograder.gradebook.records import read_assignment
    from autograder.model import NotebookResult
    from autograder.pages.feedback import write_feedback
    from tests.attacks.course import ASSIGNMENT

    for student in evidence.results:
        folder = course.path("autograded", student, ASSIGNMENT)
        executed = folder / f"{ASSIGNMENT}.ipynb"
        if executed.is_file():
            evidence.notebooks[student] = json.loads(executed.read_text())
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(ASSIGNMENT):
            evidence.gradebook[submission.student.id] = {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
        records = read_assignment(gradebook, ASSIGNMENT).submissions
        by_student = {record.student.id: record for record in records}
        for student, raw in evidence.results.items():
            if student not in by_student:
                continue
            pages = write_feedback(
                autograded=course.path("autograded", student, ASSIGNMENT),
                record=by_student[student],
                destination=course.path("feedback", student, ASSIGNMENT),
                results=[NotebookResult.from_json(raw)],
            )
            evidence.pages[student] = "\n".join(page.read_text() for page in pages)


def gather(place: Path, isolation: str, *groups: str, **how: Any) -> Evidence:
    """Run the harness as a program and return what it found."""
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.attacks.harness", str(place), isolation]
    repository = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    done = subprocess.run(
        [*command, *groups],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANGS,
        **how,
    )
    if done.returncode:
        raise AssertionError(done.stdout[-3000:] + done.stderr[-6000:])
    return Evidence(**json.loads((place / "evidence.json").read_text()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
