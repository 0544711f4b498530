"""An ordinary nbgrader course: three notebooks of plots, nothing of this project."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps.api import NbGraderAPI

from autograder.config.nbgrader_course import open_course

ASSIGNMENT = "plots"
WRONG_EVERY = 3

_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'ordinary'\n"

_IMPORTS = "import matplotlib.pyplot as plt\nimport numpy as np"


@dataclass(frozen=True)
class _Task:
    """One exercise with its plots; ``wrong`` is what some answer in its place."""

    name: str
    right: str
    wrong: str
    visible: str
    hidden: str
    plots: tuple[str, ...]


_TASKS = (
    _Task(
        "wave",
        "def wave(t, f):\n    return np.sin(2 * np.pi * f * t)",
        "def wave(t, f):\n    return np.sin(f * t)",
        "assert np.allclose(wave(np.array([0, 0.25]), 1), [0, 1])",
        "t = np.linspace(0, 1, 50)\n"
        "assert np.allclose(wave(t, 3), np.sin(6 * np.pi * t))",
        (
            "t = np.linspace(0, 2, 400)\n"
            "for f in (1, 2, 3):\n    plt.plot(t, wave(t, f), label=f'{f} Hz')\n"
            "plt.legend(); plt.xlabel('t'); plt.title('Three waves'); plt.show()",
            "fig, axes = plt.subplots(2, 2, figsize=(9, 6), sharex=True)\n"
            "for f, ax in enumerate(axes.flat, 1):\n"
            "    ax.plot(t, wave(t, f)); ax.grid(True); ax.set_title(f'{f} Hz')\n"
            "plt.show()",
            "plt.plot(wave(t, 2), wave(t, 3), lw=1)\n"
            "plt.axis('equal'); plt.title(r'$\\sin 2t$ and $\\sin 3t$'); plt.show()",
        ),
    ),
    _Task(
        "standard",
        "def standard(x):\n    return (x - x.mean()) / x.std()",
        "def standard(x):\n    return (x - x.mean()) / x.var()",
        "assert np.isclose(standard(np.arange(5.0)).mean(), 0)",
        "assert np.isclose(standard(np.arange(5.0)).std(), 1)",
        (
            "x = np.random.default_rng(0).gamma(2, size=3000)\n"
            "plt.hist(x, 60); plt.hist(standard(x), 60, alpha=0.6)\n"
            "plt.legend(['given', 'standard']); plt.show()",
            "y = x + np.random.default_rng(1).normal(size=3000)\n"
            "plt.scatter(standard(x), standard(y), c=y, s=4)\n"
            "plt.colorbar(label='y'); plt.xlabel('x'); plt.ylabel('y'); plt.show()",
            "plt.boxplot([x, standard(x), y]); plt.xticks([1, 2, 3], ['x', 'z', 'y'])\n"
            "plt.show()",
        ),
    ),
    _Task(
        "bowl",
        "def bowl(x, y):\n    return x**2 + 3 * y**2",
        "def bowl(x, y):\n    return x**2 + y**2",
        "assert bowl(1, 0) == 1",
        "assert bowl(0, 2) == 12",
        (
            "X, Y = np.meshgrid(np.linspace(-2, 2, 80), np.linspace(-2, 2, 80))\n"
            "plt.contourf(X, Y, bowl(X, Y), 20); plt.colorbar(); plt.show()",
            "plt.imshow(np.exp(-bowl(X, Y)), extent=(-2, 2, -2, 2)); plt.colorbar()\n"
            "plt.title('A hill'); plt.show()",
            "x = y = 2.0\npath = [(x, y)]\n"
            "for _ in range(20):\n"
            "    x, y = x - 0.2 * x, y - 0.2 * 3 * y\n    path.append((x, y))\n"
            "plt.contour(X, Y, bowl(X, Y), 15)\n"
            "plt.plot(*zip(*path), 'o-'); plt.annotate('start', (2, 2)); plt.show()",
        ),
    ),
)


class Ordinary:
    """The course with a class that handed in; courses of any size are copied of it."""

    def __init__(self, folder: Path, students: int) -> None:
        """Lay the course out in a scratch folder, released, with all submissions."""
        self._template = folder / "ordinary"
        self._scratch = folder
        self._copies = 0
        source = self._template / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (self._template / "nbgrader_config.py").write_text(_CONFIG)
        for task in _TASKS:
            nbformat.write(_notebook(task), source / f"{task.name}.ipynb")
        config = open_course(self._template).config
        made = NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)
        if not made["success"]:
            raise RuntimeError(made["log"])
        self.students = [f"student{number:03}" for number in range(students)]
        for number, student in enumerate(self.students):
            self._hand_in(student, is_wrong=number % WRONG_EVERY == 0)

    def copy(self, students: int) -> Path:
        """Return a fresh course directory; either grader grades it."""
        self._copies += 1
        folder = self._scratch / f"ordinary{self._copies}"
        left_out = shutil.ignore_patterns(*self.students[students:])
        shutil.copytree(self._template, folder, ignore=left_out)
        return folder

    def _hand_in(self, student: str, *, is_wrong: bool) -> None:
        folder = self._template / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        for task in _TASKS:
            name = f"{task.name}.ipynb"
            released = self._template / "release" / ASSIGNMENT / name
            notebook = nbformat.read(released, as_version=4)
            for cell in notebook.cells:
                if cell.metadata.get("nbgrader", {}).get("solution"):
                    cell.source = task.wrong if is_wrong else task.right
            nbformat.write(notebook, folder / name)


def _notebook(task: _Task) -> nbformat.NotebookNode:
    hidden = f"### BEGIN HIDDEN TESTS\n{task.hidden}\n### END HIDDEN TESTS"
    begin, *body = task.right.split("\n")
    inner = "\n".join(body)
    solution = f"{begin}\n    ### BEGIN SOLUTION\n{inner}\n    ### END SOLUTION"
    answer = new_code_cell(solution)
    answer.metadata["nbgrader"] = _mark(task.name, solution=True)
    test = new_code_cell(f"{task.visible}\n{hidden}")
    test.metadata["nbgrader"] = _mark(f"test_{task.name}", grade=True, points=2)
    plots = [new_code_cell(plot) for plot in task.plots]
    title = new_markdown_cell(f"# {task.name}")
    notebook = new_notebook(
        cells=[title, new_code_cell(_IMPORTS), answer, test, *plots]
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["kernelspec"] = kernel
    return notebook


def _mark(grade_id: str, **others: object) -> dict[str, object]:
    usual = {"grade": False, "solution": False, "task": False, "schema_version": 3}
    kept = {"grade_id": grade_id, "locked": bool(others.get("grade"))}
    return {**usual, **kept, **others}
