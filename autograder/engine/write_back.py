"""Makes here the changes that a call made there in its arguments.

The student's function gets copies. A test that looks at an argument afterwards sees
what the function has made of it, in the object that the test itself holds.
"""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np


def write_back(original: Any, now: Any) -> None:
    """Change an argument in place, as the student's function changed its copy."""
    kind = type(original)
    if type(now) is not kind:
        return
    if kind is np.ndarray:
        _write_array(original, now)
    elif kind in (list, tuple):
        _write_sequence(original, now)
    elif kind is dict:
        _write_dict(original, now)
    elif kind is set:
        original.clear()
        original.update(now)
    elif kind is np.random.Generator:
        original.bit_generator.state = now.bit_generator.state


def _write_array(original: Any, now: Any) -> None:
    """A shape can be changed in place as well: ``x.shape = (-1, 1)``."""
    if original.shape != now.shape and original.dtype == now.dtype:
        with contextlib.suppress(ValueError):  # a part of another array keeps its own
            original.resize(now.shape, refcheck=False)
    if original.shape == now.shape and not _same_bytes(original, now):
        original[...] = now


def _same_bytes(one: Any, other: Any) -> bool:
    return bool(one.dtype == other.dtype and one.tobytes() == other.tobytes())


def _write_sequence(original: Any, now: Any) -> None:
    """Change a sequence; its inner containers stay the same objects."""
    merged = list(now)
    for index, (mine, theirs) in enumerate(zip(original, now, strict=False)):
        if type(mine) is type(theirs) and _is_container(mine):
            write_back(mine, theirs)
            if type(mine) is not np.ndarray or mine.shape == theirs.shape:
                merged[index] = mine
    if type(original) is list:
        original[:] = merged


def _write_dict(original: dict[Any, Any], now: dict[Any, Any]) -> None:
    merged = dict(now)
    for key, theirs in now.items():
        mine: Any = original.get(key)
        if type(mine) is type(theirs) and _is_container(mine):
            write_back(mine, theirs)
            if type(mine) is not np.ndarray or mine.shape == theirs.shape:
                merged[key] = mine
    original.clear()
    original.update(merged)


def _is_container(value: object) -> bool:
    return type(value) in (list, tuple, dict, set, np.ndarray, np.random.Generator)
