from pathlib import Path

import pytest

from autograder.model import SourceError
from autograder.seminar.banks import read_alternatives, read_mistakes

DOUBLED = """\
import numpy as np

# %% mistake square.doubled [markdown]
# This is the double, $2x$.
#
# It has two terms.
#
# 1. What is the area?
# 2. $x^2 = x \\cdot x$
# 3. Look at the sign
#    between the two.

# %%
def square(x):
    return x + x
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "bank.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mistake_has_a_message_three_hints_and_an_answer(tmp_path: Path) -> None:
    (mistake,) = read_mistakes(write(tmp_path, DOUBLED))
    assert (mistake.exercise, mistake.name, mistake.line) == ("square", "doubled", 4)
    assert mistake.code == "def square(x):\n    return x + x"
    assert mistake.read() == (
        "This is the double, $2x$.\n\nIt has two terms.",
        (
            "What is the area?",
            "$x^2 = x \\cdot x$",
            "Look at the sign\n   between the two.",
        ),
    )


def test_a_mistake_is_read_in_another_language(tmp_path: Path) -> None:
    (mistake,) = read_mistakes(write(tmp_path, DOUBLED))
    russian = "Это удвоение.\n\n1. Раз\n2. Два\n3. Три"
    message = mistake.read(lambda text: russian)
    assert message == ("Это удвоение.", ("Раз", "Два", "Три"))


def test_a_mistake_may_begin_with_its_cause(tmp_path: Path) -> None:
    cause = "# Cause: the double\n#   of x\n#\n# This is"
    (plain,) = read_mistakes(write(tmp_path, DOUBLED))
    (mistake,) = read_mistakes(write(tmp_path, DOUBLED.replace("# This is", cause)))
    assert (plain.cause, mistake.cause) == ("", "the double of x")
    assert mistake.read() == plain.read()


def test_a_cause_is_a_clause(tmp_path: Path) -> None:
    text = DOUBLED.replace("# This is", "# Cause: the double of x.\n#\n# This is")
    with pytest.raises(SourceError, match="one clause and has no stop at its end"):
        read_mistakes(write(tmp_path, text))


def test_an_alternative_needs_no_hints(tmp_path: Path) -> None:
    text = "# %% alternative square.power [markdown]\n# A power.\n\n# %%\nx = 1\n"
    (alternative,) = read_alternatives(write(tmp_path, text))
    assert (alternative.name, alternative.text) == ("power", "A power.")
    assert alternative.code == "x = 1"


def test_cells_without_a_title_are_not_read(tmp_path: Path) -> None:
    text = f"# %%\nimport numpy as np\n\n# %% [markdown]\n# On squares.\n\n{DOUBLED}"
    (mistake,) = read_mistakes(write(tmp_path, text))
    assert mistake.name == "doubled"


# What is changed in the bank, and the message.
WRONG = {
    "too few hints": (
        ("# 3. Look at the sign\n#    between the two.\n", ""),
        "4: cell square.doubled: a mistake has a message and 3 numbered hints, "
        "this one 2",
    ),
    "too many hints": (
        ("# 3. Look", "# 3. Look\n# 4. Look"),
        "4: cell square.doubled: a mistake has a message and 3 numbered hints, "
        "this one 4",
    ),
    "another kind of entry": (
        ("mistake square", "alternative square"),
        "3: cell alternative square.doubled: "
        "the header must read '# %% mistake EXERCISE.NAME [markdown]'",
    ),
    "no name": (
        ("square.doubled", "square"),
        "3: cell mistake square: "
        "the header must read '# %% mistake EXERCISE.NAME [markdown]'",
    ),
    "no Python": (
        ("return x + x", "return x +"),
        "15: cell square.doubled: not valid Python: invalid syntax",
    ),
    "no code": (
        ("# %%\ndef square(x):\n    return x + x\n", ""),
        "4: cell square.doubled: no code cell follows",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_defect_is_named_with_its_line_and_entry(case: str, tmp_path: Path) -> None:
    (old, new), message = WRONG[case]
    assert old in DOUBLED
    path = write(tmp_path, DOUBLED.replace(old, new))
    with pytest.raises(SourceError) as caught:
        read_mistakes(path)
    assert str(caught.value) == f"{path}:{message}"


def test_a_name_is_given_once(tmp_path: Path) -> None:
    path = write(tmp_path, DOUBLED + DOUBLED.replace("import numpy as np\n", ""))
    with pytest.raises(SourceError) as caught:
        read_mistakes(path)
    (problem,) = caught.value.problems
    assert problem.cell == "square.doubled"
    assert problem.message == "there is an entry of this name already"


def test_a_mistake_may_be_marked_as_seen_only_later(tmp_path: Path) -> None:
    marked = DOUBLED.replace("[markdown]", '[markdown] late="2 + 2 = 4"', 1)
    (mistake,) = read_mistakes(write(tmp_path, marked))
    assert (mistake.late, mistake.by_check) == ("2 + 2 = 4", False)
    (mistake,) = read_mistakes(write(tmp_path, DOUBLED))
    assert mistake.late == ""


def test_a_right_answer_is_never_late(tmp_path: Path) -> None:
    text = '# %% alternative a.b [markdown] late="no"\n# A.\n\n# %%\nx = 1\n'
    with pytest.raises(SourceError, match="of a mistake"):
        read_alternatives(write(tmp_path, text))
