"""What the build writes into cells: titles, points, time, digests."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.course.notebook import make_notebook
from tests.test_tools import TOOLS


def cell_of(notebook: NotebookNode, name: str) -> Any:
    return next(cell for cell in notebook.cells if cell.id == name)


def sources(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


@pytest.mark.parametrize(
    ("language", "check", "tools"),
    [
        ("en", "Check: square", "Tools: run this cell"),
        ("ru", "Проверка: square", "Инструменты: запустите эту ячейку"),
    ],
)
@pytest.mark.parametrize("step", ["source", "release"])
def test_checks_and_setup_are_collapsed_under_a_title(
    step: str, language: str, check: str, tools: str, built
) -> None:
    path = built.root / step / language / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for name, title in (("test-square", check), ("tools", tools)):
        cell = cell_of(notebook, name)
        assert cell.source.splitlines()[0] == f"# @title {title}"
        assert cell.metadata.jupyter == {"source_hidden": True}  # not its output
        assert cell.metadata.cellView == "form"
    for name in ("square", "why", "draw"):
        assert "jupyter" not in cell_of(notebook, name).metadata


def test_a_setup_cell_is_called_as_its_author_says(tiny, make_seminar) -> None:
    header = "# %% setup tools"
    master = tiny.master.replace(header, f'{header} label="Helpers"')
    seminar = make_seminar(master=master)
    assert ("Helpers", "setup tools") in seminar.messages()
    words = {"Helpers": "Помощники"}
    made = make_notebook(seminar, "ru", lambda text: words.get(text, text))
    assert cell_of(made, "tools").source.startswith("# @title Помощники\n")


def test_points_are_put_where_a_text_asks_for_them(tiny, make_seminar) -> None:
    texts = "# {points} in all, {time}.\n#\n# **Exercise `square` ({points}).**"
    master = tiny.master.replace("# **Exercise 1.**", texts)
    question = "# %% [markdown]\n# **Question ({points}).** Why?\n\n# %% manual why"
    master = master.replace("# %% manual why", question)
    seminar = make_seminar(master=master)
    english = sources(make_notebook(seminar, "en", str))
    assert "8 points in all, 35 minutes." in english
    assert "**Exercise `square` (3 points).**" in english
    assert "**Question (2 points).**" in english
    russian = sources(make_notebook(seminar, "ru", str))
    assert "8 баллов in all, 35 минут." in russian
    assert "**Exercise `square` (3 балла).**" in russian


def test_progress_is_told_all_points(make_seminar) -> None:
    assert "progress(\n    square=3,\n    total=2,\n    by_hand=3,\n)" in sources(
        make_notebook(make_seminar(), "en", str)
    )


def test_an_answer_is_sealed_by_the_function_that_compares(tiny, make_seminar) -> None:
    sealed = TOOLS[TOOLS.index("def sealed") : TOOLS.index("# The states of")]
    master = tiny.master.replace("import sys\n", f"import hashlib\n\n\n{sealed}\n", 1)
    clear = 'assert sealed("total", total([1, 2])) == sealed("total", [3, "Cab"])'
    master = master.replace("assert total([1, 2]) == 3", clear)
    made = make_notebook(make_seminar(master=master), "en", str)
    check = cell_of(made, "test-total").source
    asked, digest = check.splitlines()[1].split(" == ")
    assert asked == 'assert sealed("total", total([1, 2]))'
    scope: dict[str, Any] = {}
    exec(f"import hashlib\n{sealed}", scope)
    seal = scope["sealed"]
    assert digest == f'"{seal("total", (3.0, " cab"))}"'
    assert digest != f'"{seal("square", [3, "cab"])}"'
