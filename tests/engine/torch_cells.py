"""Exercises with PyTorch: arrays and numbers in, tensors out."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parents[2] / "notebooks" / "shared"
TOOLS = (SHARED / "tools.py").read_text("utf-8")

SETUP = """\
import sys
import time

import torch

torch.set_default_dtype(torch.float64)
"""

ANSWERS = {
    "layer": """\
def layer(X, W):
    return torch.relu(torch.as_tensor(X) @ torch.as_tensor(W))
""",
    "loss": """\
def loss(w, X, y):
    w = torch.tensor(w, requires_grad=True)
    return (torch.as_tensor(X) @ w - torch.as_tensor(y)).square().mean(), w
""",
    "fit": """\
def fit(X, y, rate, steps):
    w = torch.zeros(len(X[0]), requires_grad=True)
    optimizer = torch.optim.SGD([w], rate)
    for _ in range(steps):
        optimizer.zero_grad()
        (torch.as_tensor(X) @ w - torch.as_tensor(y)).square().mean().backward()
        optimizer.step()
    return w
""",
}

CHECKS = {
    "layer": """\
for _n in (2, 3):
    _X, _W = draws(1).normal(size=(_n, 4)), draws(2).normal(size=(4, 3))
    expect("layer(X, W)", ask(layer, _X, _W), np.maximum(_X @ _W, 0))
""",
    "loss": """\
_X, _y, _w = draws(3).normal(size=(5, 2)), draws(4).normal(size=5), np.array([0.5, 2])
_value, _leaf = loss(_w, _X, _y)
_value.backward()
expect("loss(w, X, y)", _value, ((_X @ _w - _y) ** 2).mean())
expect("its gradient", _leaf.grad, 2 * _X.T @ (_X @ _w - _y) / 5)
""",
    "fit": """\
_X, _y, _w = draws(5).normal(size=(6, 2)), draws(6).normal(size=6), np.zeros(2)
for _ in range(3):
    _w = _w - 0.1 * 2 * _X.T @ (_X @ _w - _y) / 6
expect("fit(X, y, 0.1, 3)", ask(fit, _X, _y, 0.1, 3), _w)
""",
}
