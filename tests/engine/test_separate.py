"""Tests in a process of their own mean what they mean in one kernel."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine.spec import TimeLimits
from tests.engine.notebooks import check, plain, scores, setup, solution


def _cases(name: str) -> dict[str, tuple[str, str]]:
    """Read a file of cases: a line with its name, an answer, three dashes, a test."""
    text = (Path(__file__).parent / "cases" / f"{name}.txt").read_text()
    cases = {}
    for case in text.split("=== ")[1:]:
        title, _, code = case.partition("\n")
        answer, _, test = code.partition("\n---\n")
        cases[title] = (answer, test)
    return cases


SETUP = setup("import warnings\nimport numpy as np\nimport numpy.testing as npt")

HOLDS = _cases("holds")


@pytest.mark.parametrize("name", HOLDS)
def test_test_holds(grade, name: str) -> None:
    answer, test = HOLDS[name]
    result = grade(SETUP, solution(answer), check(test))
    outputs = result.notebook["cells"][2]["outputs"]
    assert scores(result) == {"test": 1}, outputs
    assert not result.flags and not result.notes


FAILS = _cases("fails")


@pytest.mark.parametrize("name", FAILS)
def test_test_fails(grade, name: str) -> None:
    answer, test = FAILS[name]
    result = grade(SETUP, solution(answer), check(test), check("1 + 1", "other", 2))
    assert scores(result) == {"test": 0, "other": 2}


TABLES = _cases("frames") | _cases("frames_fail")


@pytest.mark.parametrize("name", TABLES)
def test_tables(grade, name: str) -> None:
    pytest.importorskip("pandas")
    answer, test = TABLES[name]
    result = grade(SETUP, solution(answer), check(test), check("1 + 1", "other", 2))
    holds = name in _cases("frames")
    assert scores(result) == {"test": int(holds), "other": 2}, result.notebook


def test_each_test_sees_the_state_at_its_place(grade) -> None:
    result = grade(
        solution("n = 1"),
        check("assert n == 1", "a"),
        plain("n = 2"),
        check("assert n == 2", "b"),
        check("n = 7\nassert n == 7", "c"),
        plain("assert n == 2"),
    )
    assert scores(result) == {"a": 1, "b": 1, "c": 1}
    assert result.notebook["cells"][5]["outputs"] == []


LEAVES = """\
import math
from math import sqrt as root
import numpy.linalg as la
limit, table = 3, [1, 2]
mine = f(limit)
def own(): return 1
### BEGIN HIDDEN TESTS
secret = 41
table.append(secret)
assert root(secret) > limit
### END HIDDEN TESTS
"""


def test_what_a_test_leaves_is_there_for_later_cells(grade) -> None:
    result = grade(
        solution("class A: pass\nheld = A()\ndef f(x): return held"),
        check(f"{LEAVES}open_to_all = [4]", "a"),
        check("listed = [4]\nlisted.append(5)\nown = f(1)", "b"),
        plain("assert math.pi > 3 and la.norm([3, 4]) == 5 and mine is held"),
        plain("assert listed == [4, 5] and own is held"),
        plain("print([name for name in ('root', 'secret', 'limit', 'table') "
              "if name in globals()])\nroot, secret, limit, table, open_to_all"),
    )  # fmt: skip
    assert scores(result) == {"a": 1, "b": 1}
    cells = result.notebook["cells"]
    assert cells[3]["outputs"] == cells[4]["outputs"] == []
    assert cells[5]["outputs"][0]["text"] == "[]\n"


def test_a_setup_cell_that_needs_an_answer_costs_nobody_a_point(grade) -> None:
    result = grade(
        setup("limit, y, kept = 3, 0, 7"),
        solution("def f(x): return x + 1\nkept = 8"),
        setup("import math\nlow = 1\ny = f(limit)\nscale = 2", "later"),
        check("assert (low, y, scale, limit, kept) == (1, 4, 2, 3, 7)"),
        check("assert math.floor(1.5) == 1", "other"),
    )
    assert scores(result) == {"test": 1, "other": 1}
    assert result.notebook["cells"][2]["outputs"] == []
    assert result.notes == ("setup cell failed in the checker: cell-2",)


def test_what_a_test_leaves_takes_nobodys_name(grade) -> None:
    result = grade(
        solution("limit = 5"),
        check("limit = 7\nscale = 2"),
        plain("assert (limit, scale) == (5, 2)"),
    )
    assert result.notebook["cells"][2]["outputs"] == []


def test_trusted_names_win_over_the_students(grade) -> None:
    result = grade(
        setup("import numpy as np\nTOLERANCE = 0.1"),
        solution("TOLERANCE = 1e9\nnp = None\ndef f(): return 5"),
        check("assert abs(f() - np.float64(4)) < TOLERANCE"),
    )
    assert scores(result) == {"test": 0}


def test_partial_credit_and_stdout(grade) -> None:
    result = grade(
        solution("def f(): return 0.5"),
        check("print('working')\nf() + 1", "half", 2),
        check("import numpy as np\nnp.float64(f())", "scalar", 2),
        check("f() * 100", "above", 2),
        check("[f()]", "list", 2),
    )
    assert scores(result) == {"half": 1.5, "scalar": 0.5, "above": 2, "list": 2}


def test_shared_runs_tests_beside_the_student(grade) -> None:
    result = grade(
        solution("x = 1"), check("x = x + 1\nassert x == 2", "a"),
        check("assert x == 2", "b"), check("assert x == 3", "c"),
        isolation="shared",
    )  # fmt: skip
    assert scores(result) == {"a": 1, "b": 1, "c": 0}


def test_replay_restores_state_without_the_cell_at_fault(grade) -> None:
    result = grade(
        plain("a = [1]"),
        plain("a.append(2)"),
        plain("import os\na.append(3)\nos._exit(0)"),
        plain("a.append(4)"),
        check("assert a == [1, 2, 4]"),
    )
    assert scores(result) == {"test": 1}
    assert "DeadKernelError" in str(result.notebook["cells"][2]["outputs"])


def test_what_is_stopped_says_which_time_it_took(grade) -> None:
    limits = TimeLimits(cell=0.5, notebook=20, grace=0.3)
    result = grade(
        plain("while True: pass"),
        plain("import time\ntime.sleep(1000)"),
        check("1"),
        times=limits,
    )
    busy, asleep = (str(cell["outputs"]) for cell in result.notebook["cells"][:2])
    assert "CellTimeoutError" in busy and "0.5 s of processor time" in busy
    assert "CellTimeoutError" in asleep and "2 s, most of them waiting" in asleep


def test_a_cells_children_count(grade) -> None:
    """Whether they are waited for or not."""
    loop = "end = time.process_time() + 60\nwhile time.process_time() < end: pass"
    fork = f"import os, time\nif not os.fork():\n    exec({loop!r})\n    os._exit(0)\n"
    limits = TimeLimits(cell=1.0, notebook=20, grace=0.3)
    result = grade(
        plain(f"{fork}os.wait()"), plain(f"{fork}time.sleep(60)"), times=limits
    )
    for cell in result.notebook["cells"]:
        assert "1 s of processor time" in str(cell["outputs"])


def test_the_notebooks_time_ends_it(grade) -> None:
    limits = TimeLimits(cell=0.5, notebook=0.8, grace=0.1)
    loops = [plain("while True: pass") for _ in range(5)]
    result = grade(*loops, check("1"), times=limits)
    outputs = [str(cell["outputs"]) for cell in result.notebook["cells"]]
    assert "NotebookTimeoutError" in outputs[4]
    assert scores(result) == {"test": 0}


def test_figures_of_tested_functions_stay_out_of_the_next_cell(grade) -> None:
    result = grade(
        setup("import matplotlib.pyplot as plt"),
        solution(
            "def f():\n    _, ax = plt.subplots()\n    ax.set_title('T')\n    return ax"
        ),
        check("assert f().get_title() == 'T'"),
        plain("1"),
    )
    assert scores(result) == {"test": 1}
    assert len(result.notebook["cells"][3]["outputs"]) == 1


FORGER = """
import os, socket, stat
def f():
    for fd in range(3, 60):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"junk" * 9)
        except OSError:
            pass
    return 1
"""


def test_flags_name_a_forgery(grade) -> None:
    result = grade(solution(FORGER), check("assert f() == 1"), check("2 - 1", "later"))
    assert scores(result) == {"test": 0, "later": 1}
    assert result.flags
