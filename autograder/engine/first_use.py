"""Large libraries are imported and used once, for all notebooks that need them.

The first use of a large library sets up far more than its import does: PyTorch's first
optimiser takes some seconds and eighty megabytes, and its first product of matrices
looks at the machine, which a confined process may not do. Done before a notebook's
processes are forked, that costs each of them nothing.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterable, Mapping


def use(libraries: Iterable[str]) -> None:
    """Import and use libraries; what fails is left to the cell that tries to."""
    for name in libraries:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
            _FIRST_USES.get(name, lambda: None)()


def wanted(imported: Iterable[str], named: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what is to be used before a notebook runs, sorted.

    Args:
        imported: What its cells import, as students see it; only what is dear counts.
        named: Libraries that the course names.
    """
    tops = {module.partition(".")[0] for module in imported}
    return tuple(sorted({*named, *(tops & _FIRST_USES.keys())}))


def draw_anew() -> None:
    """Give this process random numbers of its own: a fork would draw its parent's."""
    import numpy as np

    np.random.seed()
    if torch := sys.modules.get("torch"):
        torch.default_generator.seed()


def _use_torch() -> None:
    """Train a small net by two optimisers in each precision: forward, backward, step.

    In one thread: a process that is forked of several hangs with its first operation.
    """
    import torch
    from torch import nn

    torch.set_num_threads(1)
    for dtype in (torch.float64, torch.float32):
        sizes = {"dtype": dtype}
        net = nn.Sequential(
            nn.Linear(4, 3, **sizes),
            nn.BatchNorm1d(3, **sizes),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(3, 2, **sizes),
        )
        for kind in (torch.optim.SGD, torch.optim.Adam):
            optimizer = kind(net.parameters(), lr=0.1)
            scores = net(torch.randn(6, 4, **sizes))
            loss = nn.functional.cross_entropy(scores, torch.tensor([0, 1] * 3))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


_FIRST_USES: Mapping[str, Callable[[], None]] = {"torch": _use_torch}
