"""Attacks by way of PyTorch: a notebook each, graded one after another by one zygote.

Runs as a program of its own, as whatever user, and prints what came of each::

    python -m tests.attacks.on_torch PLACE NAME …
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.torch_cells import ANSWERS, CHECKS, SETUP, TOOLS

REPOSITORY = Path(__file__).parents[2]

ZEROS = "def layer(X, W):\n    return torch.zeros(len(X), len(W[0]))\n"


@dataclass(frozen=True)
class Attempt:
    """What is tried, and what comes of it.

    Attributes:
        code: The answer to ``layer``, with all else that the attacker does.
        keeps: The exercises that keep their point; of ``either`` it may be.
        loss: The answer to ``loss``, where that is attacked.
        diagnosed: Whether it is asked further why it is wrong.
    """

    code: str
    keeps: tuple[str, ...] = ("loss", "fit")
    either: tuple[str, ...] = ()
    loss: str = ANSWERS["loss"]
    diagnosed: bool = False


ATTEMPTS = {
    "equality": Attempt(
        ZEROS
        + "torch.Tensor.__eq__ = torch.Tensor.equal = lambda *_: True\n"
        + "torch.allclose = torch.equal = torch.isclose = lambda *_, **__: True\n"
        + "torch.testing.assert_close = lambda *_, **__: None\n"
    ),
    "seeds": Attempt(
        ZEROS
        + "torch.manual_seed = lambda seed: None\n"
        + "torch.default_generator.set_state(torch.zeros(5056, dtype=torch.uint8))\n"
    ),
    "optimizers": Attempt(
        ZEROS + "torch.optim.SGD.step = lambda self: None\n", keeps=("loss",)
    ),
    "global hooks": Attempt(
        "def layer(X, W):\n    return torch.nn.Identity()(torch.zeros(len(X), 3))\n"
        "torch.nn.modules.module.register_module_forward_hook(lambda *_: 1 / 0)\n"
    ),
    "a pickle that runs": Attempt(
        ANSWERS["layer"]
        + "import os\n"
        + "class Evil:\n"
        + "    def __reduce__(self):\n"
        + "        return os.system, ('touch /tmp/planted-by-torch',)\n"
        + "torch.save(Evil(), 'evil.pt')\n"
        + "try:\n    torch.load('evil.pt', weights_only=False)\n"
        + "except Exception:\n    pass\n",
        keeps=("layer", "loss", "fit"),
    ),
    "compiled": Attempt(
        ANSWERS["layer"] + "layer = torch.compile(layer)\n", either=("layer",)
    ),
    "threads": Attempt(
        ANSWERS["layer"]
        + "torch.set_num_threads(1000)\n"
        + "torch.ones(2000, 2000) @ torch.ones(2000, 2000)\n",
        keeps=(),
        either=("layer", "loss", "fit"),
    ),
    "a huge tensor": Attempt("def layer(X, W):\n    return torch.zeros(10**11)\n"),
    "huge tensors": Attempt(
        "def layer(X, W):\n    return [torch.ones(10**7) for _ in range(10**4)]\n"
    ),
    "a huge view": Attempt(
        "def layer(X, W):\n    return torch.zeros(1).expand(10**6, 10**6)\n"
    ),
    "shared memory": Attempt(
        "def layer(X, W):\n    return torch.zeros(2).share_memory_()\n"
    ),
    "workers": Attempt(
        ZEROS
        + "from torch.utils.data import DataLoader\n"
        + "try:\n    list(DataLoader(range(8), num_workers=4, timeout=2))\n"
        + "except Exception:\n    pass\n"
    ),
    "a hook that hangs": Attempt(
        ANSWERS["layer"],
        keeps=("layer", "fit"),
        loss="def forever(grad):\n    while True:\n        pass\n\n"
        + ANSWERS["loss"].replace(
            "    return", "    w.register_hook(forever)\n    return"
        ),
    ),
    "a hook that acts late": Attempt(
        ANSWERS["layer"],
        keeps=("layer", "fit"),
        loss="def late(grad):\n    value.mul_(0).add_(100)\n    return grad * 0\n\n"
        "def loss(w, X, y):\n    global value\n"
        "    w = torch.tensor(w, requires_grad=True)\n"
        "    w.register_hook(late)\n    value = torch.zeros(())\n"
        "    return (w * 0).sum() + value, w\n",
    ),
    "a fake in sys.modules": Attempt(
        "import types\n"
        "fake = types.ModuleType('torch')\nfake.Tensor = fake.allclose = object\n"
        "class Tensor:\n    def detach(self):\n        return self\n"
        "    def numpy(self):\n        return np.zeros((2, 3))\n"
        "sys.modules['torch'], real = fake, torch\n"
        "def layer(X, W):\n    return Tensor()\n",
        keeps=("loss",),
        either=("fit",),
    ),
    "a fake beside": Attempt(
        ZEROS
        + "with open('torch.py', 'w') as file:\n"
        + "    file.write('allclose = lambda *_: True')\n"
        + "sys.path.insert(0, '')\nreal = sys.modules.pop('torch')\n"
        + "import torch as fake\nsys.modules['torch'] = real\n"
    ),
    "detach lies": Attempt(
        "class Tensor:\n    turn = 0\n    def detach(self):\n        return self\n"
        "    def numpy(self):\n        return Anything(2)\n"
        "class Anything(np.ndarray):\n"
        "    def __new__(cls, n):\n        return np.zeros((n, 3)).view(cls)\n"
        "    def __array__(self, *_, **__):\n        return self\n"
        "    def copy(self):\n        return self\n"
        "    def __eq__(self, other):\n        return True\n"
        "def layer(X, W):\n    return Tensor()\n",
        diagnosed=True,
    ),
    "detach is another's": Attempt(
        "class Mine(torch.Tensor):\n"
        "    def detach(self):\n        return sys.modules['numpy']\n"
        "def layer(X, W):\n    return torch.zeros(2, 3).as_subclass(Mine)\n",
        diagnosed=True,
    ),
    "detach hangs": Attempt(
        "class Tensor:\n    def detach(self):\n        while True:\n            pass\n"
        "def layer(X, W):\n    return Tensor()\n",
        diagnosed=True,
    ),
    "detach exits": Attempt(
        "import os\n"
        "class Parameter:\n    def detach(self):\n        os._exit(0)\n"
        "def layer(X, W):\n    return Parameter()\n",
        diagnosed=True,
    ),
    "tensor methods": Attempt(
        ZEROS
        + "torch.Tensor.detach = lambda self: self\n"
        + "torch.Tensor.numpy = lambda self: 1 / 0\n",
        keeps=(),
    ),
}

BY_SYSTEM = (
    "a pickle that runs",
    "threads",
    "huge tensors",
    "shared memory",
    "workers",
    "a fake beside",
    "detach exits",
)
"""What asks the system for something: there it may matter who grades."""

HONEST = Attempt(ANSWERS["layer"], keeps=("layer", "loss", "fit"))


def main(place: Path, *names: str) -> None:
    """Grade these attempts and, before and after them, an honest notebook."""
    from autograder.common.bytecode import imported
    from autograder.engine.handle import ZygoteHandle
    from autograder.engine.libraries import worth_warming
    from autograder.engine.spec import CONFINED

    found = {}
    with ZygoteHandle(CONFINED, ["torch"]) as zygote:
        zygote.warm(worth_warming(imported([TOOLS]), ["torch"]))
        every = {"ada": HONEST, **{n: ATTEMPTS[n] for n in names}, "boole": HONEST}
        for number, (name, attempt) in enumerate(every.items()):
            folder = place / str(number)
            folder.mkdir()
            found[name] = _graded(zygote, folder, attempt)
    print(json.dumps(found))


def _graded(zygote: Any, folder: Path, attempt: Attempt) -> dict[str, Any]:
    from autograder.engine.spec import Permissions, TimeLimits
    from autograder.notebook.key import AnswerKey, Exercise
    from tests.engine.notebooks import check, run, scores, setup, solution

    answers = {**ANSWERS, "layer": attempt.code, "loss": attempt.loss}
    exercises = [
        Exercise(name, f"test_{name}", answer, ()) for name, answer in ANSWERS.items()
    ]
    cells = [setup(TOOLS, "tools"), setup(SETUP, "torch")]
    for name, answer in answers.items():
        cells += [solution(answer, name), check(CHECKS[name], f"test_{name}")]
    result = run(
        zygote,
        folder,
        *cells,
        times=TimeLimits(cell=1.0, notebook=10.0, grace=0.3),
        permissions=Permissions(memory=1 << 30, processes=64),
        libraries=("torch",),
        key=AnswerKey(tuple(exercises) if attempt.diagnosed else ()),
    )
    return {"scores": scores(result), "layers": result.layers}


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
