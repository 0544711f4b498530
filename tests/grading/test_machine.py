"""What the machine refuses is one line, and the next run goes on."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading.machine import machine_errors
from autograder.grading.secret import course_secret
from autograder.model import MachineError, Status

from .conftest import Pretended, grade

GRADED = {"good", "russian", "untouched", "wrong"}


def line(error: BaseException, root: Path = Path("/course")) -> str:
    """What a person reads in place of an error."""
    with pytest.raises(MachineError) as caught, machine_errors(root):
        raise error
    text = str(caught.value)
    assert "\n" not in text
    return text


def complete(course: NbgraderCourse) -> bool:
    """Grade what is left; tell whether all that can be graded is graded now."""
    results = grade(course, make_executor=Pretended())
    done = {name for name, found in results.items() if found.status != Status.FAILED}
    return done >= GRADED


def test_a_full_disk() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/course/x")
    assert line(error) == (
        "the disk of /course/x is full; make room and run this again: what is graded "
        "is kept"
    )


def test_a_file_that_may_not_be_written() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/course/x")
    assert line(error) == "/course/x: Permission denied"


def test_an_error_without_a_file() -> None:
    assert line(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), machine_errors(Path()):
        raise ZeroDivisionError


def test_a_file_that_is_no_gradebook(ungraded: NbgraderCourse) -> None:
    (ungraded.root / "gradebook.db").write_text("my homework" * 1000)
    with pytest.raises(MachineError, match="cannot be used: file is not a database"):
        grade(ungraded, make_executor=Pretended())


# A gradebook that another program holds


@pytest.fixture
def impatient(ungraded: NbgraderCourse) -> NbgraderCourse:
    """A course that waits for its gradebook for a moment only."""
    url = f"sqlite:///{ungraded.root / 'gradebook.db'}?timeout=0.05"
    ungraded.config.CourseDirectory.db_url = url
    return ungraded


def test_a_locked_gradebook(impatient: NbgraderCourse) -> None:
    path = impatient.root / "gradebook.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(MachineError, match="locked by another program"):
            grade(impatient, make_executor=Pretended())
    assert complete(impatient)


def test_a_locked_gradebook_is_waited_for(ungraded: NbgraderCourse) -> None:
    path = ungraded.root / "gradebook.db"
    graded = threading.Event()

    class Holding(Pretended):
        """Has another program hold the gradebook just before the first is kept."""

        def submit(self, *arguments):
            if not self.started:
                other = sqlite3.connect(
                    path, isolation_level=None, check_same_thread=False
                )
                other.execute("BEGIN IMMEDIATE")
                # The lock outlives the attempt to write unless that one waits.
                threading.Timer(0.5, lambda: (graded.set(), other.close())).start()
            return super().submit(*arguments)

    results = grade(ungraded, make_executor=Holding())
    assert graded.is_set()
    assert {name for name, r in results.items() if r.status == Status.GRADED} >= GRADED


# A full disk, for real where this machine lets us


@pytest.fixture
def small_disk(tmp_path: Path, ungraded: NbgraderCourse) -> Iterator[NbgraderCourse]:
    """The class on a disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("only root can make a small disk")
    try:
        shutil.copytree(ungraded.root, place / "course")
        yield open_course(place / "course")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("free", [0, 8, 40, 80])
def test_a_disk_that_is_full(free: int, small_disk: NbgraderCourse) -> None:
    course_secret(small_disk)
    filler = small_disk.root.parent / "filler"
    room = shutil.disk_usage(small_disk.root).free - free * 1024
    filler.write_bytes(bytes(room))
    with pytest.raises(MachineError, match="is full; make room") as caught:
        grade(small_disk, make_executor=Pretended())
    assert "\n" not in str(caught.value)
    filler.unlink()
    assert complete(small_disk)


def fill(module: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what makes every call of a function find the disk full."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*arguments: object, **options: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", "/course")

        monkeypatch.setattr(module, full)

    return patch


@pytest.mark.parametrize(
    "step",
    [
        fill("autograder.grading.keeping.shutil.move"),
        fill("autograder.grading.books.save_submission"),
        fill("autograder.grading.results.Path.write_text"),
        fill("tests.grading.conftest.Pretended.outcome"),  # in a worker
    ],
)
def test_a_disk_that_fills_up(
    step: Callable[[pytest.MonkeyPatch], None], ungraded: NbgraderCourse
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        step(patch)
        with pytest.raises(MachineError, match="the disk of /course is full"):
            grade(ungraded, make_executor=Pretended())
    assert complete(ungraded)
