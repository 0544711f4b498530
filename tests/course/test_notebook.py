import nbformat
import pytest

from autograder.course.notebook import make_notebook, write_notebook


@pytest.fixture
def notebook(tiny) -> nbformat.NotebookNode:
    return make_notebook(tiny.seminar, "en", str)


def marks(notebook: nbformat.NotebookNode) -> dict[str, tuple]:
    """What nbgrader reads of each marked cell, by grade id."""
    known = [cell.metadata.get("nbgrader") for cell in notebook.cells]
    return {
        mark["grade_id"]: (
            *(mark[flag] for flag in ("grade", "solution", "locked", "task")),
            mark.get("points"),
        )
        for mark in known
        if mark
    }


def title(cell) -> str:
    """Return the first line of a collapsed cell, which tells what it does."""
    first, line_end, _ = cell.source.partition("\n")
    return first + line_end if first.startswith("# @title") else ""


def test_roles_become_flags_of_nbgrader(notebook) -> None:
    yes, no = True, False
    assert marks(notebook) == {
        # grade, solution, locked, task, points
        "tools": (no, no, yes, no, None),
        "square": (no, yes, no, no, None),
        "test_square": (yes, no, yes, no, 3),
        "total": (no, yes, no, no, None),
        "test_total": (yes, no, yes, no, 2),
        "why": (yes, yes, no, no, 2),
        "draw": (no, no, yes, yes, 1),
    }


def test_trusted_setup_and_language_are_marked(notebook) -> None:
    trusted = [cell.id for cell in notebook.cells if "autograder" in cell.metadata]
    assert trusted == ["tools"]
    assert notebook.metadata.autograder == {"language": "en"}
    assert notebook.metadata.kernelspec.name == "python3"


def test_unmarked_cells_are_plain(notebook) -> None:
    assert [cell.metadata for cell in notebook.cells].count({}) == 4


def test_the_source_of_the_default_language_is_the_master(tiny, notebook) -> None:
    below = [cell.source.removeprefix(title(cell)) for cell in notebook.cells]
    points = "\n    square=3,\n    total=2,\n    by_hand=3,\n"
    assert below == [
        cell.source.replace("progress()", f"progress({points})")
        for cell in tiny.seminar.cells
    ]


def test_what_is_collapsed_has_a_title(notebook) -> None:
    titles = {cell.id: title(cell).strip() for cell in notebook.cells if title(cell)}
    assert titles == {
        "tools": "# @title Tools: run this cell",
        "test-square": "# @title Check: square",
        "test-total": "# @title Check: total",
    }
    collapsed = [
        cell.id
        for cell in notebook.cells
        if cell.metadata.get("jupyter", {}).get("source_hidden")
    ]
    assert collapsed == list(titles)


def test_a_translation_differs_in_prose_only(tiny, notebook) -> None:
    translate = tiny.seminar.catalog("ru").lookup
    russian = make_notebook(tiny.seminar, "ru", translate)
    assert marks(russian) == marks(notebook)
    assert [cell.id for cell in russian.cells] == [cell.id for cell in notebook.cells]
    sources = {cell.id: cell.source for cell in russian.cells}
    assert sources["draw"] == "Нарисуйте ниже параболу."
    assert sources["test-square"] == (
        "# @title Проверка: square\n"
        'assert square(2) == 4, f"Квадрат 2 равен 4, а не {square(2)}"\n'
        "### BEGIN HIDDEN TESTS\n"
        "assert square(-3) == 9  # знак исчезает\n"
        "assert square(4711) == 22193521\n"
        "### END HIDDEN TESTS"
    )


def test_ids_survive_changes_of_other_cells(tiny, notebook, make_seminar) -> None:
    master = tiny.master.replace(
        "# # Small sums", "# # Sums\n\n# %% [markdown]\n# New."
    )
    changed = make_notebook(make_seminar(master=master), "en", str)
    kept = {cell.source: cell.id for cell in notebook.cells[1:]}
    assert {cell.source: cell.id for cell in changed.cells[3:]}.items() <= kept.items()


def test_equal_cells_have_ids_of_their_own(tiny, make_seminar) -> None:
    master = tiny.master + "\n# %% [markdown]\n# Again.\n" * 3
    ids = [
        cell.id for cell in make_notebook(make_seminar(master=master), "en", str).cells
    ]
    assert len(set(ids)) == len(ids)


def test_the_same_notebook_is_written_in_the_same_bytes(tiny, tmp_path) -> None:
    paths = [tmp_path / "deep" / "a.ipynb", tmp_path / "b.ipynb"]
    for path in paths:
        write_notebook(make_notebook(tiny.seminar, "en", str), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    nbformat.validate(nbformat.read(paths[0], as_version=4))
