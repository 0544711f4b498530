"""Submissions are graded in this process, by a real zygote."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from traitlets.config import Config

from autograder.config.nbgrader_course import NbgraderCourse, open_course
from autograder.grading import worker
from autograder.grading.job import Job, NotebookOutcome
from autograder.grading.settings import settings_for
from autograder.grading.sources import load_sources
from autograder.grading.submissions import Submission
from autograder.grading.worker import grade_submission
from autograder.notebook.source import HandedOut, SourceCell, SourceNotebook

from .conftest import DOUBLED, RIGHT, hand_in

Make = Callable[..., Job]


@pytest.fixture(scope="module", autouse=True)
def zygotes() -> Iterator[None]:
    """One zygote for all tests, as for all submissions; gone in the end."""
    yield
    course = NbgraderCourse(Path(), Config())
    worker.close_zygote(settings_for(course, workers=1).usual.world)


@pytest.fixture
def make(built, tmp_path: Path) -> Make:
    """Return a function that hands in and returns the job."""
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    course = open_course(root)

    def make(language: str = "en", answers: dict[str, str] = RIGHT) -> Job:
        folder = hand_in(root, "ada", language, answers).parent
        with course.gradebook() as gradebook:
            editions = load_sources(course, gradebook, "tiny")
        submission = Submission("ada", "tiny", folder)
        settings = settings_for(course, workers=1)
        return settings.job(submission, editions, {}, tmp_path / "draft")

    return make


def only(job: Job) -> NotebookOutcome:
    """Grade a submission of one notebook."""
    (outcome,) = grade_submission(job).notebooks.values()
    return outcome


def scores(outcome: NotebookOutcome) -> dict[str, float | None]:
    return {cell.grade_id: cell.auto_score for cell in outcome.cells}


ALL = {"test_square": 3, "test_total": 2, "why": 0, "draw": None}


def test_right_answers(make: Make) -> None:
    outcome = only(make())
    assert (outcome.reason, scores(outcome)) == ("", ALL)
    assert (outcome.language, outcome.notes, outcome.flags) == ("en", (), ())
    assert outcome.comments["why"] == "No response."
    assert "seccomp" in outcome.layers or os.name == "nt"


def test_a_mistake_is_told_with_the_message_of_the_test(make: Make) -> None:
    job = make(answers={**RIGHT, "square": "def square(x):\n    return x - x"})
    outcome = only(job)
    assert scores(outcome) == {**ALL, "test_square": 0}
    notebook = json.loads((job.draft / "tiny.ipynb").read_text())
    (error,) = (
        output
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    )
    assert error["evalue"] == "The square of 2 is 4, not 0"


def test_a_russian_submission_is_graded_in_russian(make: Make) -> None:
    job = make("ru", {**RIGHT, "square": DOUBLED.replace("x + x", "0")})
    outcome = only(job)
    assert (outcome.language, scores(outcome)["test_square"]) == ("ru", 0)
    assert scores(outcome)["why"] == 0  # a blank in Russian is a blank
    assert "Квадрат 2 равен 4, а не 0" in (job.draft / "tiny.ipynb").read_text("utf-8")


def test_a_changed_test_is_noted_and_an_unchanged_one_is_not(make: Make) -> None:
    outcome = only(make(answers={**RIGHT, "test_total": "assert True"}))
    assert outcome.notes == (
        "cell 'test_total' was changed; the course's text is back",
    )


def test_every_notebook_has_fresh_processes(make: Make) -> None:
    assert scores(only(make())) == ALL
    assert scores(only(make(answers={}))) == {**ALL, "test_square": 0, "test_total": 0}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "tiny.ipynb: the file is empty"),
        (
            b'{"cells": [\n  {"cell_type": "code", "sour',
            "tiny.ipynb: it is not JSON: unterminated string at line 2, column 25; "
            "was it cut off?",
        ),
        (
            b'{"cells": [',
            "tiny.ipynb: it is not JSON: expecting value at line 1, column 12; was it "
            "cut off?",
        ),
        (
            b"PK\x03\x04",
            "tiny.ipynb: it is not JSON: expecting value at line 1, column 1",
        ),
        (b"\xff\xfe\x00", "tiny.ipynb: it is not UTF-8 text"),
        (b"[]", "tiny.ipynb: it is JSON, but no notebook"),
        (b"{}", "tiny.ipynb: it is JSON, but no notebook: it has no cells"),
        (b'{"cells":' + b"[" * 100_000, "tiny.ipynb: its JSON is nested too deep"),
    ],
)
def test_what_is_no_notebook_fails_in_a_sentence(
    content: bytes, reason: str, make: Make
) -> None:
    job = make()
    (job.folder / "tiny.ipynb").write_bytes(content)
    assert only(job) == NotebookOutcome(reason=reason)


def as_folder(path: Path) -> None:
    path.mkdir()


def as_link(path: Path) -> None:
    (path.parent / "secret").write_text("{}")
    path.symlink_to("secret")


def as_link_to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("become", "reason"),
    [
        (as_folder, "it is a folder, not a notebook"),
        (as_link, "it is a symbolic link, not a notebook"),
        (as_link_to_nowhere, "it is a symbolic link, not a notebook"),
        (as_pipe, "it is not a regular file"),
    ],
)
def test_what_is_no_file_fails_in_a_sentence(
    become: Callable[[Path], None], reason: str, make: Make
) -> None:
    job = make()
    path = job.folder / "tiny.ipynb"
    path.unlink()
    become(path)
    assert only(job).reason == f"tiny.ipynb: {reason}"


def test_a_notebook_that_was_not_handed_in_has_no_outcome(make: Make) -> None:
    job = make()
    editions = {**job.editions, "two": job.editions["tiny"]}
    outcome = grade_submission(replace(job, editions=editions))
    assert list(outcome.notebooks) == ["tiny"]


# Files beside the notebook


def test_the_draft_has_the_students_files_and_the_courses_in_their_place(
    make: Make, tmp_path: Path
) -> None:
    job = make()
    (job.folder / "data").mkdir()
    (job.folder / "data" / "mine.csv").write_text("mine")
    (job.folder / "given.csv").write_text("forged")
    (job.folder / "passwd").symlink_to("/etc/passwd")
    given = tmp_path / "given.csv"
    given.write_text("given")
    job.draft.mkdir()
    (job.draft / "left over").touch()
    files = {"given.csv": given, "deep/given.csv": given}
    grade_submission(replace(job, course_files=files))
    found = {
        str(path.relative_to(job.draft)): path.read_text()
        for path in job.draft.rglob("*")
        if path.is_file() and path.suffix == ".csv"
    }
    assert found == {
        "data/mine.csv": "mine",
        "given.csv": "given",
        "deep/given.csv": "given",
    }
    assert {path.name for path in job.draft.iterdir()} == {
        "data", "deep", "given.csv", "tiny.ipynb",
    }  # fmt: skip


def test_a_notebook_reads_its_files_and_changes_nothing_but_its_own(make: Make) -> None:
    square = "text = open('data.csv').read(); open('data.csv', 'w').write('gone')"
    job = make(answers={**RIGHT, "square": f"{square}\ndef square(x):\n    return x*x"})
    (job.folder / "data.csv").write_text("1,2")
    assert scores(only(job)) == ALL
    assert (job.folder / "data.csv").read_text() == "1,2"
    assert (job.draft / "data.csv").read_text() == "1,2"


WRITES = """\
import os
def total(values):
    return sum(values)
os.mkdir("made")
for name in ("made/note.txt", "data.csv", "timestamp.txt", "tiny.ipynb", "my.ipynb"):
    with open(name, "w") as file:
        file.write("written")
os.symlink("/etc/passwd", "passwd")
"""


@pytest.mark.parametrize(
    ("isolation", "left"),
    [
        ("shared", {"made/note.txt": "written", "data.csv": "written"}),
        ("separate", {"data.csv": "1,2"}),
    ],
)
def test_what_a_notebook_leaves_behind_is_kept_as_under_nbgrader(
    isolation: str, left: dict[str, str], make: Make
) -> None:
    job = make(answers={**RIGHT, "total": WRITES})
    (job.folder / "data.csv").write_text("1,2")
    (job.folder / "timestamp.txt").write_text("2030-02-01 12:00:00 UTC")
    spec = replace(job.spec, isolation=isolation)
    assert scores(only(replace(job, spec=spec))) == ALL
    notebook = json.loads((job.draft / "tiny.ipynb").read_text())
    assert any("made/note.txt" in cell["source"] for cell in notebook["cells"])
    found = {
        str(path.relative_to(job.draft)): path.read_text()
        for path in job.draft.rglob("*")
        if path.is_file() and path.name != "tiny.ipynb"
    }
    assert found == {**left, "timestamp.txt": "2030-02-01 12:00:00 UTC"}


@pytest.mark.parametrize("isolation", ["shared", "separate"])
def test_a_notebook_sees_itself_without_hidden_tests(
    isolation: str, make: Make
) -> None:
    total = "print(open('tiny.ipynb').read(), 'here')"
    job = make(answers={**RIGHT, "total": total})
    job = replace(job, spec=replace(job.spec, isolation=isolation))
    grade_submission(job)
    notebook = json.loads((job.draft / "tiny.ipynb").read_text())
    (text,) = (
        "".join(output["text"])
        for cell in notebook["cells"]
        if cell["source"] == total
        for output in cell["outputs"]
    )
    assert "test_square" in text
    assert "HIDDEN TESTS" not in text
    assert "square(-3)" not in text


# Another name, lost metadata


def strip(path: Path, *, ids: bool) -> None:
    document = json.loads(path.read_text())
    document["metadata"] = {}
    for cell in document["cells"]:
        cell["metadata"] = {}
        if ids:
            del cell["id"]
    path.write_text(json.dumps(document))


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_without_metadata_the_scores_are_the_same(
    ids: bool, language: str, make: Make
) -> None:
    answers = {**RIGHT, "why": "Since minus times minus is plus."}
    job = make(language, answers)
    strip(job.folder / "tiny.ipynb", ids=ids)
    outcome = only(job)
    assert scores(outcome) == {**ALL, "why": None}
    assert outcome.comments["why"] is None
    assert outcome.language == ("" if language == "en" else "ru")


@pytest.mark.parametrize("name", ["tiny (1).ipynb", "down/tiny.ipynb", "mine.ipynb"])
def test_a_notebook_of_another_name_is_graded_with_its_files(
    name: str, make: Make
) -> None:
    job = make(answers={**RIGHT, "total": "open('data.csv')\n" + RIGHT["total"]})
    path = job.folder / name
    path.parent.mkdir(exist_ok=True)
    (job.folder / "tiny.ipynb").rename(path)
    (path.parent / "data.csv").touch()
    outcome = only(job)
    assert scores(outcome) == ALL
    assert outcome.notes == (f"it was handed in as '{name}'",)
    assert (job.draft / "tiny.ipynb").is_file()


# What is no fault of the submission


def test_a_zygote_that_was_killed_is_replaced(make: Make) -> None:
    job = make()
    assert scores(only(job)) == ALL
    for child in psutil.Process().children():
        if "autograder.engine.zygote" in child.cmdline():
            child.kill()
    assert scores(only(job)) == ALL


def raising(error: Exception) -> Callable[..., None]:
    def fail(*arguments: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        shutil.Error([("a", "b", f"[Errno 28] {os.strerror(errno.ENOSPC)}: 'a'")]),
    ],
)
def test_a_full_disk_is_for_the_parent_to_tell(
    error: OSError, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "student_files", raising(error))
    with pytest.raises(OSError, match="No space left"):
        grade_submission(make())


def test_a_file_that_cannot_be_read_costs_one_submission(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/x/data.csv")
    monkeypatch.setattr(worker, "student_files", raising(error))
    assert only(make()).reason == "data.csv: it cannot be read: Permission denied"


def test_a_mistake_of_ours_costs_one_submission(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "student_files", raising(ZeroDivisionError("oh")))
    assert only(make()).reason == "an error of the grader: ZeroDivisionError: oh"


def test_half_a_character_is_no_mistake(make: Make) -> None:
    job = make(answers={**RIGHT, "square": "print('\\ud800')\n" + RIGHT["square"]})
    outcome = only(job)
    assert (outcome.reason, scores(outcome)) == ("", ALL)
    json.loads((job.draft / "tiny.ipynb").read_text("utf-8"))


@pytest.mark.parametrize("name", ["ir", "julia-1.10"])
def test_a_kernel_of_another_language_is_told(make: Make, name: str) -> None:
    job = make()
    (notebook,) = job.editions
    course = replace(
        job.editions[notebook][""], metadata={"kernelspec": {"name": name}}
    )
    outcome = only(replace(job, editions={notebook: {"": course}}))
    reason = f"its kernel is {name}; only Python notebooks can be graded"
    assert outcome.reason == f"tiny.ipynb: {reason}"


def test_what_only_hidden_tests_import_is_not_imported_ahead() -> None:
    """A student could see it among the imported modules."""
    hidden = "import scipy.stats\nassert 1"
    source = SourceNotebook(
        (
            SourceCell("data", "code", "import sklearn.datasets", setup=True),
            SourceCell("test", "code", hidden, grade=True, locked=True),
        ),
        release=(
            HandedOut("from scipy.linalg import norm", "code"),
            HandedOut("import os", "markdown"),
        ),
    )
    assert worker._public_imports(source) == ["scipy.linalg", "sklearn.datasets"]
