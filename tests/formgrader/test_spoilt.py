"""The formgrader's pages, with one hand-in in the class that is anything but sound."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from autograder.notebook import untrusted
from tests.cli.test_hostile_class import ODD, REFUSED, Spoil, edited
from tests.formgrader.hostile_course import ASSIGNMENT, STUDENT, HostileCourse, make
from tests.formgrader.served import Neighbour, served
from tests.pathological import assert_work_grows_with_length, runs

SHOWN, REFUSED_HERE = 200, 422
HONEST = "ada"


def stamp(content: bytes) -> Spoil:
    return lambda path: path.with_name("timestamp.txt").write_bytes(content) and None


def waiting_stamp(path: Path) -> None:
    os.mkfifo(path.with_name("timestamp.txt"))


def endless_stamp(path: Path) -> None:
    stamp(b"2")(path)
    os.truncate(path.with_name("timestamp.txt"), 1 << 42)


def no_utf8(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff\xfe.txt")).write_text("x")


def gone(path: Path) -> None:
    path.unlink()


SPOILT: dict[str, Spoil] = {
    **ODD,
    **REFUSED,
    "waiting stamp": waiting_stamp,
    "endless stamp": endless_stamp,
    "stamp of bytes": stamp(b"\xff\xfe\xff"),
    "stamp of digits": stamp(b"9" * 3_000_000),
    "another's name": no_utf8,
    "link": lambda path: path.unlink() or path.symlink_to("/etc/passwd"),
    "metadata": edited(lambda notebook: notebook.update(metadata=[1])),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> HostileCourse:
    """A course whose folder's name would be a pattern."""
    made = make(tmp_path_factory.mktemp("spoilt") / "seminar [2026]")
    shutil.copytree(made.root / "submitted" / STUDENT, made.root / "submitted" / HONEST)
    return made


@pytest.fixture(scope="module")
def visitor(course: HostileCourse) -> Iterator[Neighbour]:
    with served(course.root) as one:
        yield one


@pytest.fixture
def spoil(
    course: HostileCourse, tmp_path: Path
) -> Iterator[Callable[[str, Spoil], None]]:
    """Return what spoils the hand-in of one step; it is whole again afterwards."""
    spoilt: list[tuple[Path, Path]] = []

    def spoil(step: str, how: Spoil) -> None:
        folder = course.root / step / STUDENT / ASSIGNMENT
        spoilt.append((folder, shutil.copytree(folder, tmp_path / "kept")))
        how(folder / f"{ASSIGNMENT}.ipynb")

    yield spoil
    for folder, kept in spoilt:
        untrusted.remove(folder)
        shutil.copytree(kept, folder)


def listed(visitor: Neighbour) -> set[str]:
    """Return whose submissions the class's list has."""
    answer = visitor.ask(f"api/submissions/{ASSIGNMENT}")
    return {one["student"] for one in json.loads(answer.text)}


@pytest.mark.parametrize("kind", SPOILT)
def test_the_class_is_listed(visitor: Neighbour, spoil, kind: str) -> None:
    spoil("submitted", SPOILT[kind])
    assert listed(visitor) == {STUDENT, HONEST}
    (one,) = json.loads(visitor.ask("api/assignments").text)
    assert (one["name"], one["num_submissions"]) == (ASSIGNMENT, 2)
    assert visitor.ask(f"api/submission/{ASSIGNMENT}/{STUDENT}").status == SHOWN
    assert visitor.printed == []


@pytest.mark.parametrize("kind", SPOILT)
def test_its_page_shows_it_or_says_why_not(
    course: HostileCourse, visitor: Neighbour, spoil, kind: str
) -> None:
    spoil("autograded", SPOILT[kind])
    page = visitor.ask(f"submissions/{course.submission}/")
    assert page.status in (SHOWN, REFUSED_HERE)
    if page.status == REFUSED_HERE:
        assert "cannot be shown: " in page.text and len(page.text) < 200
    assert b"root:" not in page.body
    folder = f"folder/autograded/{STUDENT}/{ASSIGNMENT}"
    assert visitor.ask(folder).status == SHOWN
    assert visitor.printed == []


def test_a_zone_is_read_as_grade_reads_it(
    course: HostileCourse, visitor: Neighbour, spoil
) -> None:
    spoil("submitted", stamp(b"2026-01-03 15:00:00 +0300"))
    answer = visitor.ask(f"api/submission/{ASSIGNMENT}/{STUDENT}")
    assert json.loads(answer.text)["timestamp"] == "2026-01-03T12:00:00"


@pytest.mark.parametrize("where", ["next", "prev", "next_incorrect", "prev_incorrect"])
def test_the_way_leads_on_from_what_has_lost_its_notebook(
    course: HostileCourse, visitor: Neighbour, spoil, where: str
) -> None:
    spoil("autograded", gone)
    assert visitor.ask(f"submissions/{course.submission}/{where}").status == 302


def test_an_action_that_fails_says_so_in_a_line(visitor: Neighbour) -> None:
    nobody = quote("\x1b[2J\n\u202e")
    answer = visitor.ask(f"api/submission/{ASSIGNMENT}/{nobody}/autograde", "POST")
    said = json.loads(answer.text)
    assert not said["success"] and "Traceback" not in answer.text
    assert said["error"].startswith("nbgrader.") and said["error"].isprintable()
    for line in [*said["log"].split("\n"), *"\n".join(visitor.printed).split("\n")]:
        assert line.isprintable()
    visitor.printed.clear()


def test_what_is_written_and_read_grows_with_its_length(
    course: HostileCourse, visitor: Neighbour
) -> None:
    place = f"api/comment/{course.comment()}"

    def prepare(length: int) -> Callable[[], object]:
        body = json.dumps({"manual_comment": "".join(runs(length))})
        return lambda: visitor.ask(place, "PUT", body)

    assert_work_grows_with_length(prepare)
