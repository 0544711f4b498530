"""A seminar that names PyTorch is gated in processes that have used it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.gate import gate
from autograder.course.lint import lint
from autograder.engine.handle import ZygoteHandle

TOOLS = Path(__file__).parents[2] / "notebooks" / "shared" / "tools.py"

MASTER = f'''\
# %% [markdown]
# # A layer

# %% setup tools file="{TOOLS}"

# %% setup precision
# In float64 the same numbers come out everywhere.
import torch

torch.set_default_dtype(torch.float64)

# %% [markdown]
# **Exercise `layer` ({{points}}).** Write a layer.


# %% solution layer
def layer(X, W):
    """What a layer with a ReLU gives.

    Args:
        X: the examples, shape (n, N), an array. It is not modified.
        W: the weights, shape (N, K), an array.

    Returns:
        A tensor of shape (n, K), in float64.
    """
    X, W = torch.as_tensor(X), torch.as_tensor(W)
    ### BEGIN SOLUTION
    return torch.relu(X @ W)
    ### END SOLUTION


# %% check layer points=2
promised(
    "layer(X, W)",
    layer,
    (np.array([[1.0, 2.0]]), np.array([[1.0, -1.0], [0.5, -1.0]])),
    [[2.0, 0.0]],
    X="array kept",
    W="array",
    returns="tensor float64",
)
tick("layer")
### BEGIN HIDDEN TESTS
_rng = draws(3)
promised(
    "layer(X, W)",
    layer,
    lambda n, N, K: (_rng.normal(size=(n, N)), _rng.normal(size=(N, K))),
    lambda X, W: np.maximum(X @ W, 0),
    over=[(1, 3, 5), (4, 2, 1), (3, 1, 2)],
    X="array kept",
    W="array",
    returns="tensor float64",
)
### END HIDDEN TESTS
'''

MISTAKES = """\
# %% mistake layer.linear [markdown]
# Cause: the ReLU is missing
#
# Nothing is cut off.
#
# 1. Look at the signs.
# 2. A ReLU gives no negative number.
# 3. Put `torch.relu` around the product.

# %%
def layer(X, W):
    return torch.as_tensor(X) @ torch.as_tensor(W)


# %% mistake layer.an_array [markdown]
# Cause: an array comes back, not a tensor
#
# NumPy cannot go back through the layer.
#
# 1. What does the docstring promise?
# 2. A tensor.
# 3. Leave `.numpy()` away.

# %%
def layer(X, W):
    return np.maximum(X @ W, 0)
"""

ALTERNATIVES = """\
# %% alternative layer.clamped [markdown]
# The lower bound by itself, with the graph behind it.

# %%
def layer(X, W):
    W = torch.tensor(W, requires_grad=True)
    return (torch.as_tensor(X) @ W).clamp(min=0)
"""


@pytest.fixture
def layer(make_seminar):
    return make_seminar(master=MASTER, mistakes=MISTAKES, alternatives=ALTERNATIVES)


def test_answers_that_give_tensors_are_judged_and_named(
    layer, torch_zygote: ZygoteHandle
) -> None:
    judged = gate(layer, torch_zygote)
    assert [each.problem for each in judged] == [None] * 4, [j.reason for j in judged]


def test_a_promised_tensor_is_tried(layer, make_seminar) -> None:
    assert not [problem for problem in lint(layer, 2) if "promise" in problem.message]
    forgotten = MASTER.replace('"tensor float64"', '"float64"')
    found = lint(make_seminar(master=forgotten, mistakes=MISTAKES), 2)
    told = [each.message for each in found if "'tensor'" in each.message]
    assert [text.partition(" part ")[0] for text in told] == [
        "the docstring of 'layer' promises 'tensor', and the visible",
        "the docstring of 'layer' promises 'tensor', and the hidden",
    ]
