from pathlib import Path

import pytest

from autograder.model import SourceError
from autograder.notebook.marks import BEGIN_SOLUTION, END_SOLUTION
from autograder.seminar.master import (
    Cell,
    Purpose,
    read_master,
    read_percent,
    regions,
    visible,
)

SOLUTION = """\
# %% solution square
def square(x):
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION
"""


def read(folder: Path, text: str) -> tuple[Cell, ...]:
    path = folder / "master.py"
    path.write_text(text, encoding="utf-8")
    return read_master(path)


def test_roles_names_and_points_come_from_the_headers(tiny) -> None:
    cells = read_master(tiny.folder / "master.py")
    assert [(cell.purpose, cell.name, cell.points) for cell in cells] == [
        (Purpose.TEXT, "", 0),
        (Purpose.SETUP, "tools", 0),
        (Purpose.TEXT, "", 0),
        (Purpose.SOLUTION, "square", 0),
        (Purpose.CHECK, "square", 3),
        (Purpose.SOLUTION, "total", 0),
        (Purpose.CHECK, "total", 2),
        (Purpose.CODE, "", 0),
        (Purpose.CODE, "", 0),
        (Purpose.MANUAL, "why", 2),
        (Purpose.TASK, "draw", 1),
    ]


def test_every_cell_knows_the_line_where_it_starts(tiny) -> None:
    path = tiny.folder / "master.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    for cell in read_master(path):
        line = lines[cell.line - 1]
        first = line if cell.is_code else line.removeprefix("# ")
        assert first == cell.source.splitlines()[0]


def test_text_is_not_commented_and_code_is(tmp_path: Path) -> None:
    text, code = read(tmp_path, "# %% [markdown]\n# A *word*.\n\n# %%\n# A word.\n")
    assert (text.source, text.is_code) == ("A *word*.", False)
    assert (code.source, code.is_code) == ("# A word.", True)


def test_a_docstring_above_the_first_cell_is_for_readers_of_the_file(
    tmp_path: Path,
) -> None:
    (cell,) = read(tmp_path, '"""About."""\n\nimport os\n\n# %%\nx = 1\n')
    assert (cell.source, cell.line) == ("x = 1", 6)


def test_a_check_has_a_grade_id_of_its_own(tmp_path: Path) -> None:
    solution, check = read(
        tmp_path, f"{SOLUTION}\n# %% check square points=1.5\npass\n"
    )
    assert (solution.grade_id, check.grade_id) == ("square", "test_square")
    assert check.points == 1.5


# What is written, where the problem is (line and cell), and what it is.
WRONG = {
    "a role nobody knows": (
        "# %% solutoin square\nx = 1\n",
        "1: cell solutoin square: unknown role 'solutoin' in the header; "
        "one of: check, manual, setup, solution, task",
    ),
    "no name": (
        "# %% setup\nx = 1\n",
        "1: cell setup: '' is no name: lower-case letters, digits and underscores",
    ),
    "a bad name": (
        "# %% setup My-Tools\nx = 1\n",
        "1: cell setup My-Tools: 'My-Tools' is no name: "
        "lower-case letters, digits and underscores",
    ),
    "code in text": (
        "# %% setup tools [markdown]\n# x\n",
        "1: cell setup tools: a setup must be a code cell",
    ),
    "text in code": (
        "# %% manual why points=1\nx\n",
        "1: cell manual why: a manual must be a [markdown] cell",
    ),
    "no points": (
        "# %% check square\npass\n",
        "1: cell check square: a check needs points, as in "
        "'# %% check square points=2'",
    ),
    "points where there are none": (
        "# %% setup tools points=1\nx = 1\n",
        "1: cell setup tools: a setup cell has no points",
    ),
    "negative points": (
        "# %% check square points=-1\npass\n",
        "1: cell check square: points must be a number from 0 up, not -1",
    ),
    "points in words": (
        '# %% check square points="two"\npass\n',
        "1: cell check square: points must be a number from 0 up, not 'two'",
    ),
    "an option nobody knows": (
        "# %% check square points=1 hidden=true\npass\n",
        "1: cell check square: unknown option 'hidden' in the header",
    ),
    "nothing in it": (
        "# %% setup tools\n\n# %%\nx = 1\n",
        "3: cell tools: the cell is empty",
    ),
    "a solution that nobody closes": (
        SOLUTION.replace("    ### END SOLUTION\n", ""),
        "2: cell square: '### BEGIN SOLUTION' is never closed; add '### END SOLUTION'",
    ),
    "a solution closed twice": (
        f"{SOLUTION}    ### END SOLUTION\n",
        "2: cell square: '### END SOLUTION' without '### BEGIN SOLUTION'",
    ),
    "a solution in a solution": (
        SOLUTION.replace("    return", "    ### BEGIN SOLUTION\n    return"),
        "2: cell square: '### BEGIN SOLUTION' again before '### END SOLUTION'",
    ),
    "a solution without a blank": (
        "# %% solution square\nx = 1\n",
        "2: cell square: a solution needs '### BEGIN SOLUTION' and '### END SOLUTION'",
    ),
    "a blank outside a solution": (
        SOLUTION.replace("solution square", "setup square"),
        "2: cell square: '### BEGIN SOLUTION' does not belong in a setup cell",
    ),
    "hidden tests outside a check": (
        "# %%\n### BEGIN HIDDEN TESTS\nx = 1\n### END HIDDEN TESTS\n",
        "2: '### BEGIN HIDDEN TESTS' does not belong in a code cell",
    ),
    "no Python": (
        "# %% setup tools\nx = 1\n\ny = = 2\n",
        "4: cell tools: not valid Python: invalid syntax",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_defect_is_named_with_its_line_and_cell(case: str, tmp_path: Path) -> None:
    text, message = WRONG[case]
    with pytest.raises(SourceError) as caught:
        read(tmp_path, text)
    assert str(caught.value).removeprefix(f"{tmp_path / 'master.py'}:") == message


def test_all_defects_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, "# %% setup One\nx\n\n# %% setup two\ny = = 1\n")
    assert [problem.line for problem in caught.value.problems] == [1, 5]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "master.py"
    with pytest.raises(SourceError) as caught:
        read_percent(path)
    assert str(caught.value) == f"{path}: no such file"


def test_a_file_without_cells_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, "x = 1\n") == ()


def test_a_header_within_a_string_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="must be a cell header and nothing else"):
        read(tmp_path, '# %%\nx = """\n# %% [markdown]\n"""\n')


def test_regions_lie_between_their_marks() -> None:
    lines = ["a", "  ### BEGIN SOLUTION", "b", "c", "  ### END SOLUTION"] * 2
    cell = Cell(Path("m.py"), 1, Purpose.SOLUTION, "f", "\n".join(lines))
    found = regions(cell, BEGIN_SOLUTION, END_SOLUTION)
    assert found == [range(3, 5), range(8, 10)]


def test_a_check_says_which_exercises_it_needs(tmp_path: Path) -> None:
    master = f'{SOLUTION}\n# %% check square points=1 needs="one two"\nassert True\n'
    assert read(tmp_path, master)[-1].needs == ("one", "two")
    with pytest.raises(SourceError, match="a solution cell needs no other"):
        read(tmp_path, SOLUTION.replace("square\n", 'square needs="one"\n', 1))


def test_students_see_of_a_check_all_but_its_hidden_tests(tiny) -> None:
    check = next(cell for cell in tiny.seminar.of(Purpose.CHECK))
    assert visible(check) == check.source.splitlines()[0]
