"""The gradebook on a PostgreSQL server: as in a file, and what only a server does."""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Comment, Grade, Student, SubmittedAssignment
from sqlalchemy import event
from sqlalchemy.orm import Session

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.gradebook import patience
from autograder.grading.job import Job, Outcome
from autograder.model import MachineError, Status
from tests import commands
from tests.formgrader.served import served
from tests.postgresql import Server, programs
from tests.texts import Text

from .conftest import Pretended, grade, make_class

PLACE = programs()
if PLACE is None:
    pytest.skip("no PostgreSQL server is installed here", allow_module_level=True)

SOUND = ["good", "russian", "untouched", "wrong"]
RECORDS = ".autograder/results"
PATIENCE = 60  # seconds after which something hangs
_numbers = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    assert PLACE is not None
    server = Server(PLACE)
    server.start()
    yield server
    server.remove()


def use(root: Path, url: str) -> NbgraderCourse:
    """Have the course's gradebook at an address."""
    config = root / "course_config.py"
    text = Text.of(config).replace('id="sums",', f'id="sums",\n    database="{url}",')
    config.write_text(text, "utf-8")
    return open_course(root)


@pytest.fixture(scope="module")
def filled(server: Server, built, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that ``build`` has filled."""
    root = tmp_path_factory.mktemp("filled") / "course"
    shutil.copytree(built.root, root)
    (root / "gradebook.db").unlink()
    name = "filled"
    use(root, server.database(name))
    assert main(["build", "--course-dir", str(root)]) == 0
    return name


@pytest.fixture
def address(server: Server, filled: str) -> str:
    """Where a gradebook is in which nobody has handed in."""
    return server.database(f"sums{next(_numbers)}", filled)


@pytest.fixture
def on_server(address: str, ungraded: NbgraderCourse) -> NbgraderCourse:
    """A class that is not graded yet, with its gradebook on the server."""
    (ungraded.root / "gradebook.db").unlink()
    return use(ungraded.root, address)


def rows(course: NbgraderCourse) -> list[int]:
    with course.gradebook() as gradebook:
        kinds = (Student, SubmittedAssignment, Grade, Comment)
        return [gradebook.db.query(kind).count() for kind in kinds]


def leave_a_term(root: Path) -> None:
    """Grade, by machine and by hand, and write all that comes of it."""
    course, place = open_course(root), ["--course-dir", str(root)]
    grade(course, *SOUND, make_executor=Pretended())
    with course.gradebook() as gradebook:
        asked = gradebook.find_grade("why", "tiny", "tiny", "good").id
    with served(root) as visitor:
        scored = visitor.ask(f"api/grade/{asked}", "PUT", '{"manual_score": 1.5}')
        assert scored.status == 200, scored.text
    # Rows of which a number changes move to another place on a server.
    grade(course, *SOUND, make_executor=Pretended(), force=True)
    assert main(["extension", "russian", "tiny", "--days", "2", *place]) == 0
    for command in ("feedback", "report", "export"):
        assert main([command, *place]) == 0


def test_a_term_leaves_what_it_leaves_with_a_file(
    on_server: NbgraderCourse, built, tmp_path: Path
) -> None:
    in_file = tmp_path / "in_file"
    shutil.copytree(built.root, in_file)
    make_class(in_file)
    for root in (in_file, on_server.root):
        leave_a_term(root)

    def left(root: Path, path: Path) -> bytes:
        """Return what a file holds, but for where commands say the course is."""
        return path.read_bytes().replace(os.path.relpath(root).encode(), b"")

    for name in ("autograded", "feedback", "reports", "grades.csv", RECORDS):
        files = [
            path for path in sorted(in_file.glob(f"{name}/**/*")) if path.is_file()
        ]
        for path in files or [in_file / name]:
            other = on_server.root / path.relative_to(in_file)
            assert left(on_server.root, other) == left(in_file, path), other


class Shaken(Pretended):
    """Workers beside which something happens when the third submission comes."""

    def __init__(self, happen: Any) -> None:
        super().__init__()
        self._happen = happen

    def outcome(self, job: Job) -> Outcome:
        if len(self.started) == 3:
            self._happen()
        return super().outcome(job)


def test_a_server_that_is_restarted_is_waited_for(
    server: Server, on_server: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        server.start()

    monkeypatch.setattr(patience, "sleep", wait)
    results = grade(on_server, *SOUND, make_executor=Shaken(server.stop))
    assert len(waited) == 1
    assert {result.status for result in results.values()} == {Status.GRADED}
    assert rows(on_server) == [4, 4, 4 * 4, 4 * 4]


def test_a_lost_connection_is_made_anew(
    server: Server, address: str, on_server: NbgraderCourse
) -> None:
    hang_up = Shaken(lambda: server.hang_up(address))
    results = grade(on_server, *SOUND, make_executor=hang_up)
    assert {result.status for result in results.values()} == {Status.GRADED}
    assert rows(on_server) == [4, 4, 4 * 4, 4 * 4]


def test_a_server_that_stays_away_ends_the_run_and_the_next_goes_on(
    server: Server, on_server: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0)
    first, second = Shaken(server.stop), Pretended()
    with pytest.raises(MachineError) as caught:
        grade(on_server, *SOUND, make_executor=first)
    server.start()
    assert str(caught.value).startswith(f"the gradebook of {on_server.root} cannot be")
    assert "\n" not in str(caught.value)
    grade(on_server, *SOUND, make_executor=second)
    assert second.started == SOUND[2:]
    assert rows(on_server) == [4, 4, 4 * 4, 4 * 4]


def test_two_graders_at_once(
    address: str, on_server: NbgraderCourse, tmp_path: Path
) -> None:
    """Both find that nobody is in the gradebook, and enter the same student."""
    other = tmp_path / "other"
    shutil.copytree(on_server.root, other)
    both, met = threading.Barrier(2), threading.local()

    def meet(session: Session, *_: object) -> None:
        if not hasattr(met, "once") and any(
            isinstance(n, Student) for n in session.new
        ):
            met.once = True
            both.wait(PATIENCE)

    event.listen(Session, "before_flush", meet)
    with ThreadPoolExecutor(2) as graders:
        courses = [on_server, open_course(other)]
        runs = [
            graders.submit(grade, course, *SOUND, make_executor=Pretended())
            for course in courses
        ]
        results = [run.result() for run in runs]
    event.remove(Session, "before_flush", meet)
    for found in results:
        assert {result.status for result in found.values()} == {Status.GRADED}
    assert rows(on_server) == [4, 4, 4 * 4, 4 * 4]


def test_the_formgrader_outlives_a_lost_connection(
    server: Server, address: str, on_server: NbgraderCourse
) -> None:
    grade(on_server, "good", make_executor=Pretended())
    with on_server.gradebook() as gradebook:
        page = gradebook.find_submission("tiny", "good").notebooks[0].id
    with served(on_server.root) as visitor:
        assert visitor.ask(f"submissions/{page}/").status == 200
        server.hang_up(address)
        assert visitor.ask(f"submissions/{page}/").status == 503  # "try again"
        assert visitor.ask(f"submissions/{page}/").status == 200


def test_a_percent_sign_in_the_password_and_nbgraders_upgrade(
    on_server: NbgraderCourse, tmp_path: Path
) -> None:
    done = commands.run("nbgrader", "db", "upgrade", at=on_server.root, home=tmp_path)
    assert done.returncode == 0, done.stderr
