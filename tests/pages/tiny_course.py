"""A course of one small assignment, graded by nbgrader itself, and a page reader."""

from __future__ import annotations

import base64
import os
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

ASSIGNMENT = "tiny"
ALT = "A parabola through the origin, drawn in blue"
HIDDEN = (
    "secret_inputs = [-3, 17, 4711]",
    "assert all(square(x) == x * x for x in secret_inputs), 'secret complaint'",
    "assert mean([5555, 5557]) == 5556",
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ATTACK = """from IPython.display import HTML, Javascript, SVG, display
display(HTML("<script>alert('html')</script><img src='https://evil.example/x.png'>"))
display(Javascript("alert('javascript')"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg'><script>alert('svg')</script></svg>"))
print("<script>alert('stream')</script>")
print(In)"""
ATTACK_TEXT = """Because <script>alert('markdown')</script> it is
<b onclick="steal()">so</b>,
![far](https://evil.example/pixel.png) [click](javascript:alert(1)) and
$\\text{<img src=x onerror=alert(2)>} + \\sigma(r)$."""


def _marked(
    cell: nbformat.NotebookNode, name: str, **marks: object
) -> nbformat.NotebookNode:
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    cell.metadata["nbgrader"] = {**base, "grade_id": name, "schema_version": 3, **marks}
    return cell


def _solution(name: str, body: str) -> nbformat.NotebookNode:
    argument = {"square": "x", "mean": "values"}[name]
    lines = ("### BEGIN SOLUTION", body, "### END SOLUTION")
    source = "\n    ".join((f"def {name}({argument}):", *lines))
    return _marked(new_code_cell(source), name, solution=True)


def _check(name: str, points: int, visible: str, *hidden: str) -> nbformat.NotebookNode:
    region = "\n".join(("### BEGIN HIDDEN TESTS", *hidden, "### END HIDDEN TESTS"))
    cell = new_code_cell(f"\n{visible}\n{region}")
    return _marked(cell, f"test_{name}", grade=True, locked=True, points=points)


def _source() -> nbformat.NotebookNode:
    figure = (
        "from IPython.display import display\n"
        f"picture = bytes.fromhex('{PIXEL.hex()}')\n"
        "import base64\n"
        "display({'image/png': base64.b64encode(picture).decode()}, raw=True,\n"
        f"        metadata={{'image/png': {{'alt': {ALT!r}}}}})"
    )
    reason = _marked(
        new_markdown_cell("Squares."), "reason", grade=True, solution=True, points=2
    )
    return new_notebook(
        cells=[
            new_markdown_cell(
                "# Small sums\n\nWith $\\sigma(r) = \\frac{1}{1 + e^{-r}}$."
            ),
            _marked(new_code_cell("import math"), "tools", locked=True),
            new_markdown_cell("### Exercise 1. A square $x^2$"),
            _solution("square", "return x * x"),
            _check(
                "square",
                3,
                "got = square(2)\nassert got == 4, f'square(2) is 4, not {got}'",
                *HIDDEN[:2],
            ),
            new_markdown_cell("### Exercise 2. A mean"),
            _solution("mean", "return sum(values) / len(values)"),
            _check("mean", 2, "assert mean([1, 3]) == 2", HIDDEN[2]),
            new_markdown_cell("### Why?"),
            reason,
            new_code_cell(figure),
        ],
        metadata={
            "kernelspec": {
                "name": "python3",
                "language": "python",
                "display_name": "Python 3",
            }
        },
    )


def _answers(
    released: nbformat.NotebookNode, language: str, **answers: str
) -> nbformat.NotebookNode:
    book = nbformat.from_dict(released)
    book.metadata["autograder"] = {"language": language}
    for cell in book.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]
    if "extra" in answers:
        book.cells.append(new_code_cell(answers["extra"]))
    return book


SUBMISSIONS: dict[str, dict[str, str]] = {
    "ada": {
        "language": "en",
        "square": "def square(x):\n    return x * x",
        "mean": "def mean(values):\n    return sum(values) / len(values)",
        "reason": "Because $(-x)^2 = x^2$.",
    },
    "boris": {
        "language": "ru",
        "square": "def square(x):\n    print('spied', x)\n    return 4",
        "mean": (
            "def mean(values):\n    if values[0] > 100:\n"
            "        raise ValueError(f'leaked {values}')\n    return 2"
        ),
        "reason": ATTACK_TEXT,
        "extra": ATTACK,
    },
    "cora": {"language": "en", "square": "def square(x):\n    return 2 + x + x"},
}


@dataclass(frozen=True)
class Course:
    """Where the graded course is."""

    root: Path

    @property
    def database(self) -> str:
        return f"sqlite:///{self.root / 'gradebook.db'}"

    def autograded(self, student: str) -> Path:
        return self.root / "autograded" / student / ASSIGNMENT


def _submit(root: Path, released: nbformat.NotebookNode) -> None:
    for student, answers in SUBMISSIONS.items():
        folder = root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(_answers(released, **answers), folder / "tiny.ipynb")
        day = 3 if student == "cora" else 1
        (folder / "timestamp.txt").write_text(f"2030-01-0{day} 12:30:00 UTC\n")


def _grade_by_hand(course: Course) -> None:
    with Gradebook(course.database) as gradebook:
        gradebook.update_or_create_student(
            "boris", first_name="Борис", last_name="Ёлкин, мл.", email="=cmd()@x.org"
        )
        gradebook.update_or_create_student("dora", last_name="Zhuk")
        grade = gradebook.find_grade("reason", "tiny", ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        comment = gradebook.find_comment("reason", "tiny", ASSIGNMENT, "ada")
        comment.manual_comment = (
            "Nice, but say why $x^2 \\ge 0$. <script>bad()</script>"
        )
        late = gradebook.find_submission_notebook("tiny", ASSIGNMENT, "cora")
        late.late_submission_penalty = 0.5
        gradebook.db.commit()


def _run(outcome: dict[str, Any]) -> None:
    assert outcome["success"], outcome.get("error") or outcome["log"]


def make_course(root: Path) -> Course:
    """Return the course, released, submitted by three students and graded."""
    made = Course(root)
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = made.database
    api = NbGraderAPI(config=config)
    source = root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    nbformat.write(_source(), source / "tiny.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader calls alembic by name, also when no virtual environment is active.
        scripts = str(Path(sys.executable).parent)
        patch.setenv("PATH", scripts, prepend=os.pathsep)
        with Gradebook(made.database) as gradebook:
            gradebook.add_assignment(ASSIGNMENT, duedate=datetime(2030, 1, 2, 9))
        _run(api.generate_assignment(ASSIGNMENT))
        book = nbformat.read(root / "release" / ASSIGNMENT / "tiny.ipynb", as_version=4)
        _submit(root, book)
        for student in SUBMISSIONS:
            _run(api.autograde(ASSIGNMENT, student))
    _grade_by_hand(made)
    return made


VOID = {
    "meta",
    "img",
    "br",
    "hr",
    "rect",
    "circle",
    "path",
    "use",
    "wbr",
    "link",
    "input",
}


class Page(HTMLParser):
    """Collects elements and complains of tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"

    def levels(self) -> list[int]:
        return [int(t[1]) for t, _ in self.elements if re.fullmatch("h[1-6]", t)]
