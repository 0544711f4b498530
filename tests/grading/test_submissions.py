import json
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes
from traitlets.config import Config

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.submissions import (
    Submission,
    content_key,
    defects,
    examine,
    find_submissions,
)
from autograder.model import SubmissionError
from autograder.notebook import untrusted
from autograder.notebook.source import Editions, SourceNotebook
from tests.notebook.test_untrusted import deep

GOOD = writes(new_notebook(cells=[new_code_cell("x = 1")]))


@pytest.fixture
def submission(tmp_path: Path) -> Submission:
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_text(GOOD, encoding="utf-8")
    return Submission("ada", "tiny", folder)


@pytest.fixture
def notebook(submission: Submission) -> Path:
    return submission.folder / "tiny.ipynb"


TINY: dict[str, Editions] = {"tiny": {"": SourceNotebook(())}}


def told(submission: Submission, *names: str) -> list[str]:
    known = {name: {"": SourceNotebook(())} for name in names or ("tiny",)}
    return list(defects(submission, known))


def course_at(root: Path, structure: str | None = None) -> NbgraderCourse:
    config = Config()
    if structure:
        config.CourseDirectory.directory_structure = structure
    return NbgraderCourse(root, config)


# Defects


def test_a_good_submission_has_no_defects(submission: Submission) -> None:
    assert told(submission) == []


def test_a_file_in_place_of_the_folder(submission: Submission) -> None:
    shutil.rmtree(submission.folder)
    submission.folder.write_text("my homework")
    assert told(submission) == ["tiny is a file where a folder is expected"]


def test_nothing_handed_in(submission: Submission, notebook: Path) -> None:
    notebook.unlink()
    (submission.folder / "timestamp.txt").touch()
    (submission.folder / ".DS_Store").touch()
    assert told(submission, "one", "two") == [
        "nothing handed in: expected one.ipynb, two.ipynb"
    ]


def test_what_lies_there_is_named(submission: Submission, notebook: Path) -> None:
    notebook.rename(notebook.with_name("my answer.ipynb"))
    (submission.folder / "scan\n.pdf").touch()
    assert told(submission, "one") == [
        "none of the files is one.ipynb; there are my answer.ipynb, scan\\n.pdf"
    ]


def test_an_assignment_that_was_never_generated(submission: Submission) -> None:
    (reason,) = defects(submission, {})
    assert reason.startswith("the gradebook has no notebook of it")


def test_one_of_two_notebooks_is_enough(submission: Submission) -> None:
    assert told(submission, "tiny", "two") == []


@pytest.mark.parametrize(
    "text", ["", "2026-12-07 20:59:00 UTC", "2026-12-07T23:59:00+03:00\n"]
)
def test_a_timestamp_that_can_be_read(text: str, submission: Submission) -> None:
    (submission.folder / "timestamp.txt").write_text(text)
    assert told(submission) == []


@pytest.mark.parametrize("content", [b"yesterday", b"\xff\xff", b"9" * 300])
def test_a_timestamp_that_cannot_be_read(
    content: bytes, submission: Submission
) -> None:
    (submission.folder / "timestamp.txt").write_bytes(content)
    (reason,) = told(submission)
    assert reason.startswith("timestamp.txt: '")
    assert reason.endswith("2026-12-07 20:59:00 UTC, or delete the file")
    assert len(reason) < 150


def test_all_defects_are_told_in_one_sentence(
    submission: Submission, notebook: Path
) -> None:
    notebook.unlink()
    (submission.folder / "timestamp.txt").write_text("yesterday")
    assert len(told(submission)) == 2
    with pytest.raises(SubmissionError) as caught:
        examine(submission, TINY)
    assert str(caught.value) == "; ".join(told(submission))


def test_a_sound_submission_has_the_key_of_its_content(submission: Submission) -> None:
    assert examine(submission, TINY, "x") == content_key(submission, "x")


def test_more_folders_than_python_can_call(submission: Submission) -> None:
    deep(submission.folder, 1500)
    with pytest.raises(SubmissionError, match="its folders are too deep"):
        examine(submission, TINY)
    untrusted.remove(submission.folder)  # pytest could not


def test_a_sparse_file_of_terabytes(submission: Submission) -> None:
    (submission.folder / "data.csv").touch()
    os.truncate(submission.folder / "data.csv", 2**42)
    with pytest.raises(SubmissionError, match="its files are larger than 512 MB"):
        examine(submission, TINY)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_date_that_is_no_file(
    make: Callable[[Path], None], submission: Submission
) -> None:
    make(submission.folder / "timestamp.txt")
    with pytest.raises(SubmissionError, match=r"^timestamp\.txt: it is"):
        examine(submission, TINY)


# Where submissions are


def hand_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_submissions_are_found_by_student(tmp_path: Path) -> None:
    for student in ("boris", "ada"):
        hand_in(tmp_path / "submitted" / student / "tiny")
    hand_in(tmp_path / "submitted" / "cora" / "other")
    assert find_submissions(course_at(tmp_path), "tiny") == [
        Submission("ada", "tiny", tmp_path / "submitted" / "ada" / "tiny"),
        Submission("boris", "tiny", tmp_path / "submitted" / "boris" / "tiny"),
    ]


@pytest.mark.parametrize(
    ("structure", "folder"),
    [
        ("{assignment_id}/{nbgrader_step}/{student_id}", "tiny/submitted/ada"),
        ("{nbgrader_step}/a.b/{student_id}-{assignment_id}", "submitted/a.b/ada-tiny"),
    ],
)
def test_a_course_may_have_a_structure_of_its_own(
    structure: str, folder: str, tmp_path: Path
) -> None:
    hand_in(tmp_path / folder)
    found = find_submissions(course_at(tmp_path, structure), "tiny")
    assert found == [Submission("ada", "tiny", tmp_path / folder)]


@pytest.mark.parametrize(
    "name", ["with space", "Курс", "a.b (1)+", "what?", "neuron [2026]", "[!a]*"]
)
def test_a_course_may_stand_anywhere(name: str, tmp_path: Path) -> None:
    folder = hand_in(tmp_path / name / "submitted" / "ada" / "tiny")
    found = find_submissions(course_at(tmp_path / name), "tiny")
    assert [submission.folder for submission in found] == [folder]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
def test_letters_may_be_written_in_either_way(
    form: str, asked: str, tmp_path: Path
) -> None:
    student, assignment = "Андрей", "Задание й [1]"
    spelt = [unicodedata.normalize(form, name) for name in (student, assignment)]
    folder = hand_in(tmp_path / "submitted" / Path(*spelt))
    name = unicodedata.normalize(asked, assignment)
    assert find_submissions(course_at(tmp_path), name) == [
        Submission(unicodedata.normalize("NFC", student), name, folder)
    ]


@pytest.mark.parametrize(
    ("trait", "value", "left"),
    [
        ("student_id", "a*", ["ada", "alan"]),
        ("student_id_exclude", "ada,cora", ["alan", "boris"]),
    ],
)
def test_nbgraders_settings_say_whose_are_looked_at(
    trait: str, value: str, left: list[str], tmp_path: Path
) -> None:
    for student in ("ada", "alan", "boris", "cora"):
        hand_in(tmp_path / "submitted" / student / "tiny")
    course = course_at(tmp_path)
    course.config.CourseDirectory[trait] = value
    assert [found.student for found in find_submissions(course, "tiny")] == left


def test_two_folders_that_look_alike_are_told(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Андрей")
        folder = hand_in(tmp_path / "submitted" / name / "tiny")
        (folder / "tiny.ipynb").write_text(GOOD)
    (submission,) = find_submissions(course_at(tmp_path), "tiny")
    assert told(submission) == [
        "it lies in two folders whose names only look alike; leave one of them"
    ]


def test_no_submissions_at_all(tmp_path: Path) -> None:
    assert find_submissions(course_at(tmp_path), "tiny") == []


# What a submission is made of


def test_the_same_content_has_the_same_key(
    submission: Submission, tmp_path: Path
) -> None:
    copied = tmp_path / "elsewhere"
    shutil.copytree(submission.folder, copied)
    assert content_key(submission, "x") == content_key(
        Submission("boris", "tiny", copied), "x"
    )


@pytest.mark.parametrize(
    "change", ["content", "name", "new file", "deep file", "basis"]
)
def test_every_change_changes_the_key(
    change: str, submission: Submission, notebook: Path
) -> None:
    before = content_key(submission, "x", "y")
    basis = ("x", "y")
    match change:
        case "content":
            data = json.loads(GOOD)
            data["cells"][0]["source"] = "x = 2"
            notebook.write_text(json.dumps(data))
        case "name":
            notebook.rename(notebook.with_name("two.ipynb"))
        case "new file":
            (submission.folder / "data.csv").touch()
        case "deep file":
            hand_in(submission.folder / "data").joinpath("a.csv").touch()
        case "basis":
            basis = ("xy", "")
    assert content_key(submission, *basis) != before


def test_where_a_link_leads_does_not_matter(
    submission: Submission, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("one")
    before = content_key(submission)
    (submission.folder / "link").symlink_to(secret)
    assert content_key(submission) == before
