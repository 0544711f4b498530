"""Tensors of PyTorch, seen as the arrays of their numbers.

A tensor stays where it was made: with its graph it is no data. What is told and
compared of it are its numbers. PyTorch is not imported for that: where nothing has
imported it, nothing is a tensor.
"""

from __future__ import annotations

import sys
from typing import Any

from autograder.wire.proxy import Proxy

_NAMES = ("Tensor", "Parameter")
"""Of the classes whose objects are tensors, as the notebook's process gives them."""


def numbers_of(value: Any) -> Any:
    """Return a value with arrays in place of tensors, in lists and the like, too.

    What only calls itself a tensor may raise anything.
    """
    if type(value) in (list, tuple):
        return type(value)(map(numbers_of, value))
    if type(value) is dict:
        return {key: numbers_of(item) for key, item in value.items()}
    return value.detach().numpy() if is_tensor(value) else value


def is_tensor(value: Any) -> bool:
    """Tell whether something is a tensor, here or of the notebook's process."""
    if type(value) is Proxy:
        return value._opaque.kind == "object" and value._opaque.name in _NAMES
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)
