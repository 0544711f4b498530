"""A database that cannot be used is one line, from every command, before any work."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from autograder.__main__ import main
from autograder.config.database import check_database, explain, with_driver
from autograder.model import ConfigError, MachineError
from tests.texts import Text

USAGE, LACKS = 2, 1
SERVER = "postgresql://ada:sesame@127.0.0.1:1/neuron"  # nobody listens there
NO_DRIVER = (
    "the gradebook is on PostgreSQL, and its driver is not installed: "
    'pip install "psycopg[binary]" (the extra nbverdict[postgresql])'
)
WORKING = ("build", "grade", "export", "report", "feedback", "formgrader")
DRIVERS = ("psycopg", "psycopg2")


@pytest.fixture
def no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of PostgreSQL's drivers can be imported."""
    for name in list(sys.modules):
        if name.split(".")[0] in DRIVERS:
            monkeypatch.delitem(sys.modules, name)
    for name in DRIVERS:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.fixture
def on_server(tiny, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with its gradebook on a server, in which no gate may be reached."""
    config = tiny.root / "course_config.py"
    text = Text.of(config)
    text = text.replace('id="sums",', f'id="sums",\n    database="{SERVER}",')
    config.write_text(text, "utf-8")

    def unexpected(*_: object) -> None:
        raise AssertionError("the gate was reached")

    monkeypatch.setattr("autograder.course.gates.gate", unexpected)
    return tiny.root


def refusal(command: str, root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Run what must be refused; return the one line that it says."""
    assert main([command, "--course-dir", str(root)]) == USAGE
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert "sesame" not in line
    return line


@pytest.mark.parametrize("command", WORKING)
@pytest.mark.usefixtures("no_driver")
def test_a_driver_that_is_missing(
    command: str, on_server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(command, on_server, capsys) == NO_DRIVER


@pytest.mark.parametrize("command", WORKING)
def test_a_server_that_does_not_answer(
    command: str, on_server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refusal(command, on_server, capsys)
    assert line.startswith(f"the gradebook of {on_server} cannot be used: ")
    assert "127.0.0.1" in line and "refused" in line


@pytest.mark.usefixtures("no_driver")
def test_the_doctor_names_the_driver(
    on_server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--course-dir", str(on_server)]) == LACKS
    assert f"✗ {NO_DRIVER}" in capsys.readouterr().out


def test_the_doctor_says_what_hinders_the_gradebook(
    on_server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--course-dir", str(on_server)]) == LACKS
    said = capsys.readouterr().out
    assert "✗ the gradebook cannot be used" in said and "refused" in said


@pytest.mark.usefixtures("no_driver")
def test_a_course_of_nbgrader_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = f"c = get_config()\nc.CourseDirectory.db_url = {SERVER!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(config, "utf-8")
    assert refusal("grade", tmp_path, capsys) == NO_DRIVER


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nosuch://host/db", "'nosuch' is not known; write a URL such as sqlite:///"),
        ("postgresql+no://u:sesame@h/db", "'postgresql[+]no' is not known"),
        ("gradebook.db", "what is written is not a URL such as sqlite:///"),
        (
            "postgresql+pg8000://h/db",
            "extra nbverdict.postgresql.. and write postgresql:// for "
            "postgresql[+]pg8000://",
        ),
        ("mysql://h/db", "the driver of mysql:// is not installed .*MySQLdb"),
    ],
)
def test_a_url_that_cannot_be(url: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        check_database(url, tmp_path)
    assert "\n" not in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_the_driver_is_the_one_that_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert with_driver("postgresql://h/db") == "postgresql+psycopg://h/db"
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert with_driver("postgresql://h/db") == "postgresql://h/db"


def sqlite(path: Path) -> str:
    return f"sqlite:///{path}?timeout=0.05"


def make_gradebook(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE assignment (id)")


def test_a_gradebook_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert check_database(sqlite(tmp_path / "g.db"), tmp_path, writing=True) is False
    assert list(tmp_path.iterdir()) == []


def test_a_gradebook_that_is_there(tmp_path: Path) -> None:
    make_gradebook(tmp_path / "g.db")
    assert check_database(sqlite(tmp_path / "g.db"), tmp_path, writing=True)


def test_a_folder_in_the_place_of_the_gradebook(tmp_path: Path) -> None:
    (tmp_path / "g.db").mkdir()
    with pytest.raises(MachineError, match=r"g\.db: a folder stands where"):
        check_database(sqlite(tmp_path / "g.db"), tmp_path)


def test_a_gradebook_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="the gradebook's folder is not there"):
        check_database(sqlite(tmp_path / "no" / "g.db"), tmp_path)


@pytest.mark.parametrize(
    ("locked", "message"),
    [
        ("g.db", "the gradebook may not be written by this user"),
        (".", "the gradebook's folder may not be written by this user"),
    ],
)
def test_a_gradebook_that_cannot_be_written(
    locked: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_gradebook(tmp_path / "g.db")
    there = os.access

    def access(path: Path, mode: int) -> bool:  # root may write anything
        return (mode != os.W_OK and there(path, mode)) or path != tmp_path / locked

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(MachineError, match=message):
        check_database(sqlite(tmp_path / "g.db"), tmp_path, writing=True)
    assert check_database(sqlite(tmp_path / "g.db"), tmp_path)  # to read it is enough


def test_a_database_speaks_in_one_line(tmp_path: Path) -> None:
    said = 'connection failed\n\tFATAL:  password authentication failed for user "ada"'
    error = OperationalError("SELECT 1", {}, Exception(said))
    assert explain(error, tmp_path) == (
        f"the gradebook of {tmp_path} cannot be used: connection failed "
        'FATAL: password authentication failed for user "ada"'
    )
