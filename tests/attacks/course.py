"""A course to attack: four exercises, and secrets in every place a grader has.

All secrets begin with one word, so whatever gets out is found by one search. The word
is never written whole in a file that students' processes can read.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateAssignment

from autograder.config.nbgrader_course import NbgraderCourse, open_course

WORD = "".join(["kanari", "en", "vogel"])
CANARY = re.compile(WORD.encode())

HIDDEN, REFERENCE, ENVIRONMENT, GRADEBOOK, OTHERS, HOME, FILE = (
    f"{WORD}-{place}"
    for place in (
        "hidden", "reference", "environment", "gradebook", "others", "home", "file",
    )
)  # fmt: skip

SEED = 86028157
"""A number of the hidden tests that no student's function is ever given."""

INPUT = 3.1622776
"""A number of the hidden tests that the student's functions have to be given."""

ASSIGNMENT = "hostile"

SETUP = """\
import numpy as np

DATA = np.array([1.0, 2.0, 4.0])
"""

LATER_SETUP = """\
import collections

TABLE = collections.OrderedDict(a=1)
"""
"""A cell of the course's own that stands after cells of the student's."""

ANSWERS: dict[str, str] = {
    "sigmoid": "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n",
    "area": "area = float((DATA**2).sum())\n",
    "slope": "def slope(f, x, h=1e-5):\n    return (f(x + h) - f(x - h)) / (2 * h)\n",
    "neuron": (
        "class Neuron:\n"
        "    def __init__(self, w, b):\n"
        "        self.w, self.b = w, b\n\n"
        "    def forward(self, x):\n"
        "        return float(np.dot(self.w, x) + self.b)\n"
    ),
}
"""Exercises and right answers, in the notebook's order."""

EXERCISES_BUT_SLOPE = ("sigmoid", "area", "neuron")

POINTS = {"sigmoid": 3.0, "area": 2.0, "slope": 4.0, "neuron": 5.0}

_TESTS = {
    "sigmoid": f"""\
assert sigmoid(0.0) == 0.5
### BEGIN HIDDEN TESTS
# {HIDDEN}
rng = np.random.default_rng({SEED})
for x in [rng.normal(size=4), np.array([[-{INPUT}, {INPUT}]]), np.array(-2.0)]:
    expected, before = 1 / (1 + np.exp(-x)), x.copy()
    got = sigmoid(x)
    assert np.shape(got) == x.shape, "{HIDDEN}"
    np.testing.assert_allclose(got, expected, rtol=1e-9)
    np.testing.assert_array_equal(x, before)
assert abs(sigmoid({INPUT}) - 0.9593898) < 1e-6, "{HIDDEN}"
assert not sigmoid(-1.0) == sigmoid(1.0)
for got, expected in zip(map(sigmoid, [20.0, -20.0]), [1 - 2.061e-9, 2.061e-9]):
    assert abs(got - expected) < 1e-11
### END HIDDEN TESTS""",
    "area": f"""\
assert area > 0
### BEGIN HIDDEN TESTS
points = 2.0 * (type(area) is float and area == 21.0)  # {HIDDEN} {SEED}
### END HIDDEN TESTS
points""",
    "slope": f"""\
assert abs(slope(lambda x: x * x, 1.0) - 2) < 1e-4
### BEGIN HIDDEN TESTS
asked = []
def cubic(x):
    asked.append(x)
    return x**3 - {INPUT} * x
for x in (-0.5, 0.25, 2.0):
    got, expected = slope(cubic, x), 3 * x * x - {INPUT}
    assert math.isclose(got, expected, abs_tol=1e-4), "{HIDDEN}"
assert len(asked) >= 6 and max(map(abs, asked)) < 2.1, "{HIDDEN}"
### END HIDDEN TESTS""",
    "neuron": f"""\
assert Neuron([1.0, 2.0], 0.5).forward([1.0, 1.0]) == 3.5
### BEGIN HIDDEN TESTS
rng = np.random.default_rng({SEED})
for _ in range(3):
    w, x = rng.normal(size=3), rng.normal(size=3)
    neuron = Neuron(w, {INPUT})
    assert abs(neuron.forward(x) - (w @ x + {INPUT})) < 1e-9, "{HIDDEN}"
    neuron.b = 0.0
    assert abs(neuron.forward(x) - w @ x) < 1e-9, "{HIDDEN}"
### END HIDDEN TESTS""",
}

_MISTAKES = {
    "sigmoid": "def sigmoid(x):\n    return 1 / (1 + np.exp(x))\n",
    "area": "area = 7.0\n",
    "slope": "def slope(f, x, h=1e-5):\n    return f(x)\n",
    "neuron": ANSWERS["neuron"].replace(" + self.b", ""),
}
"""A known mistake of each exercise, so that wrong answers are diagnosed."""

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "hostile"
"""


def source_notebook() -> NotebookNode:
    """The instructor's notebook."""
    setup = _marked(new_code_cell(SETUP), "setup", locked=True)
    setup.metadata.autograder = {"role": "setup"}
    # Tests use a module that only a cell open to change imports.
    cells = [new_markdown_cell("# A seminar"), setup, new_code_cell("import math")]
    for name, text in ANSWERS.items():
        if name == "slope":
            cells.append(_marked(new_code_cell(LATER_SETUP), "later", locked=True))
            cells[-1].metadata.autograder = {"role": "setup"}
        answer = f"### BEGIN SOLUTION\n# {REFERENCE}\n{text}### END SOLUTION"
        cells.append(_marked(new_code_cell(answer), name, solution=True))
        test = _marked(new_code_cell(_TESTS[name]), f"test_{name}", locked=True)
        test.metadata.nbgrader |= {"grade": True, "points": POINTS[name]}
        cells.append(test)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _marked(cell: NotebookNode, grade_id: str, **flags: bool) -> NotebookNode:
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    cell.metadata.nbgrader = {
        "schema_version": 3, "grade_id": grade_id, **plain, **flags,
    }  # fmt: skip
    return cell


def make_course(root: Path) -> NbgraderCourse:
    """Write the course, release it, and put a secret into its gradebook."""
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    nbformat.write(source_notebook(), folder / f"{ASSIGNMENT}.ipynb")
    bank = root / "notebooks" / ASSIGNMENT / "mistakes.py"
    bank.parent.mkdir(parents=True)
    bank.write_text("".join(map(_bank_entry, *zip(*_MISTAKES.items(), strict=True))))
    (root / "grades.csv").write_text(f"ada,{FILE}\n")
    course = open_course(root)
    step = GenerateAssignment(
        coursedir=course.directory(ASSIGNMENT), config=course.config
    )
    step.log = logging.getLogger("attacks.nbgrader")
    step.log.propagate = False
    step.start()
    with course.gradebook() as gradebook:
        gradebook.add_student("ada", last_name=GRADEBOOK)
    return course


def _bank_entry(exercise: str, code: str) -> str:
    text = f"# {REFERENCE}.\n#\n# 1. One\n# 2. Two\n# 3. Three"
    return f"# %% mistake {exercise}.known [markdown]\n{text}\n\n# %%\n{code}\n"


def released(course: NbgraderCourse) -> str:
    """What students are given."""
    path = course.path("release", ".", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    return path.read_text()


def filled(
    release: str,
    answers: Mapping[str, str],
    before: Mapping[str, list[str]],
    end: list[str],
) -> str:
    """Fill a released notebook in.

    Args:
        release: What was given out.
        answers: Cells for exercises by name; exercises not named are done right.
        before: Further cells, by the exercise they stand before.
        end: Further cells at the end.
    """
    notebook = json.loads(release)
    cells = []
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        cells += [new_code_cell(text) for text in before.get(name, [])]
        if name in ANSWERS:
            cell["source"] = answers.get(name, ANSWERS[name])
        cells.append(cell)
    notebook["cells"] = cells + [new_code_cell(text) for text in end]
    return json.dumps(notebook)


def submission(root: Path, student: str) -> Path:
    """Return the place of a student's notebook; its folder is made."""
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{ASSIGNMENT}.ipynb"


def set_secrets(home: Path) -> None:
    """Put secrets where the grader's own process has some."""
    os.environ["GRADER_TOKEN"] = ENVIRONMENT
    (home / ".netrc").write_text(HOME)
