"""A library that is used before notebooks are: nobody waits for it, nothing is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import Permissions, SessionResult, TimeLimits
from autograder.model import Counterexample
from autograder.notebook.key import AnswerKey, Exercise, KnownMistake
from tests.engine.notebooks import check, plain, run, scores, setup, solution

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


def test_torch_trains_at_once_in_one_thread_and_says_nothing(grade) -> None:
    seen = "import sys, torch\nseen = len([n for n in sys.modules if n[:5] == 'torch'])"
    result = grade(setup(seen), plain(TRAINED), plain(SEEN))
    (drawn,) = result.notebook["cells"][2]["outputs"]
    assert drawn["output_type"] == "execute_result"
    assert not any(cell["outputs"] for cell in result.notebook["cells"][:2])
    again = grade(setup(seen), plain(TRAINED), plain(SEEN))
    assert drawn["data"] != again.notebook["cells"][2]["outputs"][0]["data"]


@pytest.mark.parametrize("isolation", ["separate", "shared"])
def test_tensors_stay_with_the_answer_and_give_their_numbers(grade, isolation) -> None:
    answer = """\
def loss(W, X):
    W = torch.tensor(W, requires_grad=True)
    return (torch.as_tensor(X) @ W).square().mean(), W


def step(W, slope):
    with torch.no_grad():
        W -= slope * W.grad
"""
    test = """\
_X, _W = np.eye(2), np.ones((2, 1))
_value, _tensor = loss(_W, _X)
_value.backward()
_before = _tensor.detach().numpy().copy()
np.testing.assert_allclose(_value.detach().numpy().copy(), 1)
np.testing.assert_allclose(_tensor.grad.detach().numpy().copy(), _W)
step(_tensor, 0.5)
np.testing.assert_allclose(_before, 1)
np.testing.assert_allclose(_tensor.detach().numpy().copy(), _W / 2)
"""
    result = grade(
        setup("import numpy as np, torch"),
        solution(answer),
        check(test),
        isolation=isolation,
    )
    assert scores(result) == {"test": 1}, result.notebook["cells"][2]["outputs"]


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
