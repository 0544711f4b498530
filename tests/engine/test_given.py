"""A given cell that fails is nobody's mark, unless the student has spoiled it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.engine.given import GivenCellError
from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import TimeLimits
from tests.engine.notebooks import check, locked, plain, run, scores, setup, solution

LIMITS = TimeLimits(cell=0.2, notebook=10.0, given=0.5, grace=0.3)
ANSWER = (solution("x = 1"), check("assert x == 1"))
LOOP = "while True: pass"


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("isolation", ["separate", "shared"])
@pytest.mark.parametrize(
    ("source", "what"),
    [
        (LOOP, "stopped after 0.5 s of processor time"),
        ("import time\ntime.sleep(1000)", "stopped after 2 s, most of them waiting"),
        ("import os\nos._exit(0)", "its process ended"),
        ("raise MemoryError", "it ran out of memory"),
        ("import numpy as np\nnp.ones(1 << 55)", "it ran out of memory"),
    ],
)
def test_no_score_comes_of_it(
    grade, source: str, what: str, isolation: str, alone: bool
) -> None:
    with pytest.raises(GivenCellError, match=what) as error:
        grade(
            plain("y = 2"), setup(source), *ANSWER,
            times=LIMITS, isolation=isolation, is_alone=alone,
        )  # fmt: skip
    assert error.value.place == 1


def test_it_may_take_longer_than_a_students(grade) -> None:
    busy = "import time\nend = time.process_time() + 0.8\n"
    busy += "while time.process_time() < end: pass"
    times = TimeLimits(cell=0.4, notebook=10.0, given=1.2, grace=0.3)
    result = grade(setup(busy), *ANSWER, plain(busy), times=times)
    assert scores(result) == {"test": 1}
    assert result.notebook["cells"][0]["outputs"] == []
    assert "CellTimeoutError" in str(result.notebook["cells"][3]["outputs"])


MISSING = "import nowhere\nx_true = 1"
USES = (solution("x = 1"), check("assert x == x_true"))


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("isolation", ["separate", "shared"])
@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("x_true = 1 / 0", "ZeroDivisionError: division by zero"),
        ("%matplotlib inline\nfrom math import x_true", "cannot import name 'x_true'"),
        ("from nowhere import *", "No module named 'nowhere'"),
        (MISSING, "ModuleNotFoundError: No module named 'nowhere'"),
    ],
)
def test_nor_of_an_exception_that_keeps_names_from_the_cells_after_it(
    warm_zygote: ZygoteHandle,
    tmp_path: Path,
    source: str,
    what: str,
    isolation: str,
    alone: bool,
) -> None:
    how = {"isolation": isolation, "is_alone": alone}
    with pytest.raises(GivenCellError, match=what):
        run(warm_zygote, tmp_path, setup(source), *USES, **how)


@pytest.mark.parametrize(
    "source",
    [MISSING, "open('data/table.csv')\nx_true = 1", "import nowhere as x_true"],
)
def test_what_is_missing_is_nobodys_fault_after_an_answer_either(
    grade, source: str
) -> None:
    with pytest.raises(GivenCellError, match=r"No module|No such file"):
        grade(solution("y = 2", "before"), locked(source), *USES, is_alone=True)


@pytest.mark.parametrize(
    "cells",
    [
        (setup("1 / 0"), locked("x_true = 1")),  # shows an exception
        (setup("x_true = 1\n1 / 0"),),
        (setup("x_true = 1"), locked("y = 1 / 0")),
    ],
)
def test_an_exception_that_costs_no_later_cell_is_as_ever(grade, cells) -> None:
    result = grade(*cells, *USES)
    assert scores(result) == {"test": 1}
    assert "ZeroDivisionError" in str(result.notebook["cells"])


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        ("def f():\n    raise NotImplementedError", "x_true = f()"),
        ("def f():\n    return [][0]", "x_true = f()"),
        ("def f():\n    import nowhere", "x_true = f()"),
        ("def f():\n    open('no' + 'where.csv')", "x_true = f()"),
        ("pass  # f is not defined", "x_true = f()"),
        ("import numpy as np", "x_true = plt.gca().lines[0]"),  # nothing is plotted
        ("# save it as figure.png", "x_true = open('figure.png').read()"),
        ("# %%writefile solved.py", "import solved as x_true"),
    ],
)
def test_what_the_student_has_not_done_is_the_students(
    warm_zygote: ZygoteHandle, tmp_path: Path, answer: str, given: str
) -> None:
    result = run(
        warm_zygote,
        tmp_path,
        setup("import matplotlib.pyplot as plt"),
        solution(answer, "f"),
        locked(given),
        *USES,
    )
    assert scores(result) == {"test": 0}


def test_who_hides_a_module_has_a_score(grade) -> None:
    """At first it may be something that passes; alone, it is the student's deed."""
    hide = (
        "import sys\nclass Hide:\n    def find_spec(self, name, *_):\n"
        "        if name == 'colorsys':\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}')\n"
        "sys.meta_path.insert(0, Hide())"
    )
    cells = (plain(hide), locked("import colorsys\nx_true = 1"), *USES)
    with pytest.raises(GivenCellError, match="colorsys"):
        grade(*cells)
    result = grade(*cells, isolation="shared", is_alone=True)
    assert scores(result) == {"test": 0}


SPOILT = {
    "a hook": "import builtins\ndef spoil(*_):\n    while True: pass\n"
    "builtins.__import__ = spoil",
    "a timer": "import os, signal\nsignal.signal(signal.SIGVTALRM, "
    "lambda *_: os._exit(0))\nsignal.setitimer(signal.ITIMER_VIRTUAL, 0.02)",
    "a class": "import collections\ncollections.OrderedDict = "
    "lambda: [None for _ in iter(int, 1)]",
}
GIVEN = (
    "import collections, decimal\ncollections.OrderedDict()\n"
    "for n in range(10**6): pass"
)


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_who_spoils_it_has_a_score(grade, spoil: str) -> None:
    """At first it may be something that passes; alone, it is the student's deed."""
    cells = (plain(spoil), setup(GIVEN), *ANSWER)
    with pytest.raises(GivenCellError):
        grade(*cells, times=LIMITS)
    result = grade(*cells, times=LIMITS, is_alone=True)
    assert scores(result)["test"] in (0, 1)
    assert result.notebook["cells"][1]["outputs"]


def test_a_file_of_the_students_spoils_it_too(grade, tmp_path: Path) -> None:
    (tmp_path / "colorsys.py").write_text(LOOP)
    result = grade(setup("import colorsys"), *ANSWER, times=LIMITS, is_alone=True)
    assert scores(result) == {"test": 1}
    assert "CellTimeoutError" in str(result.notebook["cells"][0]["outputs"])


def test_a_cell_that_runs_the_students_code_is_theirs_at_once(grade) -> None:
    result = grade(
        solution(f"def f():\n    {LOOP}", "f"), locked("f()"), *ANSWER, times=LIMITS
    )
    assert scores(result) == {"test": 1}
    assert "0.2 s of processor time" in str(result.notebook["cells"][1]["outputs"])


def test_a_cell_that_needs_too_much_by_itself_is_not(grade) -> None:
    """Even if it uses a name that the student has used, too."""
    with pytest.raises(GivenCellError):
        grade(plain("i = 1"), locked("i = 0\nwhile True: i += 1"), times=LIMITS)


def test_after_a_spoilt_cell_no_other_has_a_wider_limit(grade) -> None:
    loop = "while True: len('')"
    result = grade(
        plain("import builtins\ndef len(_): pass\nbuiltins.len = lambda _: 1"),
        solution(f"def f():\n    {LOOP}", "f"),
        locked("f()", "a"),
        locked(loop, "b"),
        *ANSWER,
        times=LIMITS,
    )
    assert "0.2 s of processor" in str(result.notebook["cells"][3]["outputs"])


def test_a_replay_does_not_lose_what_ran_before(grade) -> None:
    """Cells that run again have time of their own, and more of it."""
    busy = "import time\nend = time.process_time() + 0.2\n"
    busy += "while time.process_time() < end: pass"
    end = "import os\nos._exit(0)"
    result = grade(
        setup(), plain(f"{busy}\na = 1"), plain(f"{busy}\nb = 1"), plain(end),
        plain(f"{busy}\nc = 1"), plain(end), plain("d = 1"), plain(end),
        check("assert a == b == c == d"),
        times=TimeLimits(cell=0.4, notebook=1.7, grace=0.3),
    )  # fmt: skip
    assert scores(result) == {"test": 1}
