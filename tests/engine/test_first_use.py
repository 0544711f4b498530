"""A library that is used before notebooks are: nobody waits for it, nothing is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.engine import first_use
from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import Permissions, SessionResult, TimeLimits
from autograder.model import Counterexample
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from tests.engine.notebooks import check, plain, run, scores, setup, solution
from tests.engine.torch_cells import ANSWERS, CHECKS, SETUP, TOOLS

WIDE = TimeLimits(cell=60.0, notebook=300.0)

TRAINED = """\
net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
adam = torch.optim.Adam(net.parameters())
loss = torch.nn.functional.cross_entropy(net(torch.ones(2, 4)), torch.tensor([0, 1]))
loss.backward()
adam.step()
"""
SEEN = """\
import sys
assert len([name for name in sys.modules if name.startswith("torch")]) == seen
with open("/proc/self/status") as status:
    assert "Threads:\\t1\\n" in status.read()
torch.rand(1).item()
"""


@pytest.fixture
def grade(torch_zygote: ZygoteHandle, tmp_path: Path):
    def run_cells(*cells: dict[str, Any], **settings: Any) -> SessionResult:
        folder = tmp_path / "student"
        folder.mkdir(exist_ok=True)
        settings |= {"times": WIDE, "libraries": ("torch",)}
        limits = Permissions()
        return run(torch_zygote, folder, *cells, permissions=limits, **settings)

    return run_cells


def test_what_is_dear_is_used_ahead_and_what_the_course_names() -> None:
    assert first_use.wanted(["torch.nn", "os", "numpy"]) == ("torch",)
    assert first_use.wanted(["numpy"], ["json"]) == ("json",)
    assert first_use.wanted([]) == ()


def test_torch_trains_at_once_in_one_thread_and_says_nothing(grade) -> None:
    seen = "import sys, torch\nseen = len([n for n in sys.modules if n[:5] == 'torch'])"
    result = grade(setup(seen), plain(TRAINED), plain(SEEN))
    (drawn,) = result.notebook["cells"][2]["outputs"]
    assert drawn["output_type"] == "execute_result"
    assert not any(cell["outputs"] for cell in result.notebook["cells"][:2])
    again = grade(setup(seen), plain(TRAINED), plain(SEEN))
    assert drawn["data"] != again.notebook["cells"][2]["outputs"][0]["data"]


def exercises() -> list[dict[str, Any]]:
    """Return the tools, and each exercise with its check."""
    cells = [setup(TOOLS, "tools"), setup(SETUP, "torch")]
    for name, answer in ANSWERS.items():
        cells += [solution(answer, name), check(CHECKS[name], f"test_{name}")]
    return cells


@pytest.mark.parametrize("isolation", ["separate", "shared"])
def test_tensors_stay_with_the_answer_and_give_their_numbers(
    grade, isolation: str
) -> None:
    result = grade(*exercises(), isolation=isolation)
    assert scores(result) == {f"test_{name}": 1 for name in ANSWERS}
    assert not any(cell["outputs"] for cell in result.notebook["cells"])


def test_the_same_cells_pass_in_a_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """As under nbgrader, which takes the points of what writes to stderr."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    nodes = [new_code_cell(cell["source"]) for cell in exercises()]
    NotebookClient(executed := new_notebook(cells=nodes)).execute()
    assert not any(cell.outputs for cell in executed.cells)


LAYER = (
    "def layer(X, W):\n    return torch.relu(torch.as_tensor(X) @ torch.as_tensor(W))"
)
LINEAR = "def layer(X, W):\n    return torch.as_tensor(X) @ torch.as_tensor(W)"
TRIED = """\
for _X in ([[1.0, 2.0]], [[-1.0, 0.5], [2.0, -3.0]]):
    _got = layer(np.array(_X), np.eye(2)).detach().numpy().copy()
    np.testing.assert_allclose(_got, np.maximum(_X, 0))
"""
KEY = AnswerKey(
    (Exercise("layer", "test_layer", LAYER, (KnownMistake("layer.linear", LINEAR),)),)
)


@pytest.mark.parametrize(
    ("answer", "mistakes", "shown"),
    [
        (
            LINEAR.replace("(X)", "(X) * 1"),
            (("layer.linear",),),
            Counterexample("layer([[-1.0]], [[1.0]])", "[[0.0]]", "[[-1.0]]"),
        ),
        (
            LAYER.replace("relu", "sigmoid"),
            (),
            Counterexample("layer([[1.0]], [[1.0]])", "[[1.0]]", "[[0.731059]]"),
        ),
    ],
)
def test_a_wrong_answer_that_gives_tensors_is_told_by_its_numbers(
    grade, answer: str, mistakes: tuple[tuple[str, ...]], shown: Counterexample
) -> None:
    result = grade(
        setup("import numpy as np, torch"),
        solution(answer, "layer"),
        check(TRIED, "test_layer"),
        key=KEY,
    )
    found = result.cells[0].diagnosis
    assert found is not None
    assert (found.mistakes, found.counterexample) == (mistakes, shown)


ALL = """\
_X = [np.full((1, 2), x) for x in (1.0, 2.0, 3.0, 4.0)]
_all = [layer(x, np.eye(2)) for x in _X]
for _x, _got in zip(_X, _all):
    np.testing.assert_allclose(_got.detach().numpy().copy(), _x)
"""


def test_an_answer_that_gives_data_once_and_then_tensors_is_judged(grade) -> None:
    """Later calls have been made when such a tensor is looked at."""
    both = "\n    return got[0, 0].item() if X[0, 0] < 2 else got * 2"
    answer = LAYER.replace("return ", "got = ") + both
    result = grade(
        setup("import numpy as np, torch"),
        solution(answer, "layer"),
        check(ALL, "test_layer"),
        key=KEY,
    )
    found = result.cells[0].diagnosis
    assert found is not None and not found.mistakes and found.observations
