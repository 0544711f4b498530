"""The command that serves the formgrader; ``tests/browser`` opens its pages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.config.nbgrader_course import open_course
from tests.browser.formgrader import formgrader
from tests.conftest import ID
from tests.formgrader.visitor import Visitor
from tests.grading.conftest import Pretended, grade, hand_in
from tests.texts import Text

from .test_main import refusal

# Another's course: neither its configuration nor its folders are ours, and it asks for
# nbgrader's own way of running cells.
OTHERS_CONFIG = """\
from nbgrader.preprocessors import Execute, SaveAutoGrades

c = get_config()
c.Autograde.autograde_preprocessors = [Execute, SaveAutoGrades]
c.HTMLExporter.sanitize_html = False
"""
RUN = '<img src="x" onerror="window.ran = true">'
LOOK = """\
import os
from IPython.display import HTML, display

print("course in sight:", os.path.exists({folder!r}))
display(HTML({run!r}))
"""


@pytest.fixture
def others(built, tmp_path: Path) -> Path:
    """A course of somebody else's, with one submission that does not mean well."""
    course = tmp_path / "course"
    shutil.copytree(built.root / "source" / "en" / ID, course / "source" / ID)
    (course / "nbgrader_config.py").write_text(OTHERS_CONFIG)
    submitted = course / "submitted" / "mallory" / ID
    shutil.copytree(built.root / "release" / "en" / ID, submitted)
    path = submitted / f"{ID}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    code = LOOK.format(folder=str(course), run=RUN)
    notebook.cells.append(nbformat.v4.new_code_cell(code))
    nbformat.write(notebook, path)
    return course


def test_it_says_the_address_at_which_the_course_is(built, tmp_path: Path) -> None:
    with formgrader(built.root, tmp_path) as address:
        visitor = Visitor(address)
        assert "Manage Assignments" in visitor.ask("manage_assignments").text
        listed = json.loads(visitor.ask("api/assignments").text)
        assert [one["name"] for one in listed] == ["tiny"]


def test_a_folder_without_a_course(tmp_path: Path) -> None:
    (line,) = refusal("formgrader", at=tmp_path)
    assert "no course here" in line


def test_a_penalty_follows_the_points_given_on_the_page(built, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(built.root, root)
    config = root / "course_config.py"
    text = Text.of(config).replace("Limits\n", "LatePolicy, Limits\n")
    config.write_text(text.replace("limits=", "late=LatePolicy(per_day=0.1), limits="))
    stamp = hand_in(root, "ada").with_name("timestamp.txt")
    stamp.write_text("2030-01-03 12:00:00 UTC")
    course = open_course(root)
    (result,) = grade(course, make_executor=Pretended()).values()
    assert (result.score, result.late_penalty) == (5, 0.5)
    with course.gradebook() as gradebook:
        why = gradebook.find_grade("why", ID, ID, "ada").id
    with formgrader(root, tmp_path / "home") as address:
        given = json.dumps({"manual_score": 2, "extra_credit": None})
        answer = Visitor(address).ask(f"api/grade/{why}", "PUT", given)
        assert json.loads(answer.text)["manual_score"] == 2
    with course.gradebook() as gradebook:
        done = gradebook.find_submission(ID, "ada")
        assert (done.score, done.late_submission_penalty) == (7, pytest.approx(0.7))


def test_anothers_course_has_the_sandbox_and_the_safe_page(
    others: Path, tmp_path: Path
) -> None:
    with formgrader(others, tmp_path / "home") as address:
        visitor = Visitor(address)
        said = visitor.ask(f"api/assignment/{ID}/assign", "POST").text
        assert json.loads(said)["success"], said
        said = visitor.ask(f"api/submission/{ID}/mallory/autograde", "POST").text
        assert json.loads(said)["success"], said
        listed = visitor.ask(f"api/submitted_notebooks/{ID}/{ID}").text
        (handed_in,) = json.loads(listed)
        page = visitor.ask(f"submissions/{handed_in['id']}/").text
    path = others / "autograded" / "mallory" / ID / f"{ID}.ipynb"
    cell = nbformat.read(path, as_version=4).cells[-1]
    assert cell.outputs[0].text == "course in sight: False\n"
    assert cell.outputs[1].data["text/html"] == RUN
    assert "course in sight: False" in page
    assert "<img" not in page
