"""A notebook is found whatever it is called and wherever it lies."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from autograder.grading.handed_in import find_notebooks
from autograder.notebook.source import Editions, SourceCell, SourceNotebook


def content(name: str) -> str:
    marks = {"grade_id": name, "solution": True, "schema_version": 3}
    return writes(
        new_notebook(cells=[new_code_cell("1", metadata={"nbgrader": marks})])
    )


def known(*names: str) -> dict[str, Editions]:
    return {
        name: {"": SourceNotebook((SourceCell(name, "code", "", solution=True),))}
        for name in names
    }


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "place",
    [
        "p (1).ipynb", "Copy of p.ipynb", "Copy_of_p.ipynb", "p.ipynb.json", "P.IPYNB",
        "p.ipynb.txt", "p_final.ipynb", "my homework.ipynb", "down/p.ipynb",
        "down/deeper/homework.ipynb",
    ],
)  # fmt: skip
def test_another_name_or_place(place: str, tmp_path: Path) -> None:
    path = put(tmp_path / place, content("p"))
    put(tmp_path / "q.ipynb", content("q"))
    found = find_notebooks(tmp_path, known("p", "q"))
    assert found.notebooks == {"p": path, "q": tmp_path / "q.ipynb"}
    assert found.notes("p") == [f"it was handed in as '{place}'"]
    assert found.notes("q") == []


def test_the_right_name_needs_no_note(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Задание й")
    path = put(tmp_path / f"{name}.ipynb", content("x"))
    found = find_notebooks(tmp_path, known("Задание й"))
    assert found.notebooks == {"Задание й": path}
    assert found.notes("Задание й") == []


def test_its_own_name_comes_first(tmp_path: Path) -> None:
    put(tmp_path / "p (1).ipynb", content("p"))
    own = put(tmp_path / "p.ipynb", content("p"))
    assert find_notebooks(tmp_path, known("p")).notebooks == {"p": own}


def test_of_two_that_differ_neither_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "p (1).ipynb", content("p"))
    put(tmp_path / "p (2).ipynb", content("p") + " ")
    found = find_notebooks(tmp_path, known("p"))
    assert found.notebooks == {}
    assert found.doubtful == {
        "p": "p (1).ipynb and p (2).ipynb may both be it: leave one, and call it "
        "p.ipynb"
    }


def test_of_two_that_are_alike_one_is_taken(tmp_path: Path) -> None:
    first = put(tmp_path / "p (1).ipynb", content("p"))
    put(tmp_path / "p (2).ipynb", first.read_text())
    assert find_notebooks(tmp_path, known("p")).notebooks == {"p": first}


def test_what_programs_leave_is_passed_over(tmp_path: Path) -> None:
    for place in (".ipynb_checkpoints/p-checkpoint.ipynb", "__MACOSX/p.ipynb"):
        put(tmp_path / place, content("p"))
    put(tmp_path / "._p.ipynb", content("p"))
    assert find_notebooks(tmp_path, known("p")).notebooks == {}


def test_what_is_not_recognised_is_named(tmp_path: Path) -> None:
    put(tmp_path / "p.ipynb", content("p"))
    put(tmp_path / "else.ipynb", content("strange"))
    found = find_notebooks(tmp_path, known("p", "q"))
    assert found.others == ("else.ipynb",)
    assert found.unfound().endswith("nobody can recognise: else.ipynb")


def test_notebooks_one_folder_down_bring_their_folder(tmp_path: Path) -> None:
    for name in ("p", "q"):
        put(tmp_path / "down" / f"{name}.ipynb", content(name))
    assert find_notebooks(tmp_path, known("p", "q")).base == tmp_path / "down"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret", content("p"))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "p (1).ipynb").symlink_to(secret)
    assert find_notebooks(folder, known("p")).notebooks == {}
