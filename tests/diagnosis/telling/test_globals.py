"""Answers that depend on a variable of the notebook."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.calls.tape import Call
from autograder.diagnosis.telling.globals import observe
from autograder.engine.inquiry import Inquiry
from autograder.notebook.key import AnswerKey, Exercise
from autograder.notebook.names import read_in_functions, variables
from autograder.wire.operations import Op

pytestmark = pytest.mark.usefixtures("enough_time")

CALLS = [Call("f", "f", Op.CALL, (2.0,))]


class Notebook:
    def __init__(self, code: str) -> None:
        self.world: dict[str, Any] = {}
        exec(code, self.world)

    def lookup(self, name: str) -> Any:
        return self.world[name]

    def assign(self, name: str, value: Any) -> None:
        self.world[name] = value


def told(code: str, *names: str) -> list[str]:
    notebook = Notebook(code)
    before = {name: notebook.world[name] for name in names}
    found = [o.details["name"] for o in observe(names, CALLS, [0], notebook)]
    assert all(notebook.world[name] is value for name, value in before.items())
    return found


@pytest.mark.parametrize("value", ["3", "3.5", "[1, 2]", "(1.0,)", "np.array([1.0])"])
def test_a_variable_on_which_the_result_depends_is_told(value: str) -> None:
    code = f"import numpy as np\nw = {value}\ndef f(x): return x + np.sum(w)"
    assert told(code, "w") == ["w"]


@pytest.mark.parametrize(
    "code",
    [
        "w = 3\ndef f(x): return x + 0 * w",
        "w = 'text'\ndef f(x): return x + len(w)",
        "w = []\ndef f(x): return x + len(w)",
        "w = 3\ndef f(x):\n    f.n = getattr(f, 'n', 0) + 1\n    return f.n",
    ],
)
def test_what_does_not_follow_from_it_is_not_told(code: str) -> None:
    assert told(code, "w") == []


def test_a_failing_answer_keeps_its_variables() -> None:
    assert told("w = 3\ndef f(x): return 1 / (w - 10)", "w") == ["w"]
    assert told("w = 3\ndef f(x): return w[0]", "w") == []


def test_names_that_functions_read_are_found() -> None:
    code = "a = 1\nb = a + c\ndef f(x):\n    def g(): return x + a\n    return g() + np"
    assert read_in_functions(code) == {"a", "np"}
    assert variables("a = 1\nb: int = 2\ndef f(): pass\nx, y = 1, 2") == set("abxy")


def test_only_what_no_right_answer_reads_is_asked_about() -> None:
    def cell(name: str, source: str) -> dict[str, Any]:
        marks = {"grade_id": name}
        return {
            "cell_type": "code",
            "source": source,
            "metadata": {"nbgrader": marks},
            "outputs": [],
        }

    cells = [
        cell("", "data = [1, 2]\nscale = 2\nother = 1\ndef helper(): pass"),
        cell("f", "def f(x): return x * scale + sum(data) + shift + helper()"),
        cell("test_f", "assert f(1) == 2"),
        cell("", "shift = 1"),
    ]
    exercise = Exercise("f", "test_f", "def f(x): return scale * x")
    (case,) = Inquiry(AnswerKey((exercise,))).cases(cells, [2], {})
    assert case.question.reads == ("data", "shift")


def test_numbers_of_an_array_keep_their_type() -> None:
    notebook = Notebook("import numpy as np\nw = np.array([1, 2])\nf = lambda x: w")
    (seen,) = observe(["w"], CALLS, [0], notebook)
    assert seen.kind == "global"
    assert isinstance(notebook.world["w"], np.ndarray)
