"""Whether an answer depends on a variable of the notebook instead of its arguments.

That a function reads a variable is no mistake by itself. So the variable is changed in
the student's process, for the time of one call: a result that changes with it is not
made of the arguments alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from autograder.diagnosis.calls.outcome import VALUES, Outcome, alike, as_numbers
from autograder.diagnosis.calls.tape import Call, make_call
from autograder.model import Observation
from autograder.wire.operations import Op

MOST_READ = 4
"""Variables that are tried; each takes two calls and two assignments."""


class Notebook(Protocol):
    """The student's notebook, in a process of its own."""

    def lookup(self, name: str) -> Any:
        """Return what a global name means there; KeyError if nothing."""

    def assign(self, name: str, value: Any) -> None:
        """Give a global name there another meaning."""


def observe(
    names: Iterable[str],
    calls: Sequence[Call],
    wrong: Sequence[int],
    notebook: Notebook,
) -> Iterator[Observation]:
    """Yield the variable on which an answer's wrong result depends, if one does.

    Args:
        names: the variables that its functions read, and right answers do not.
        calls: those of the tape.
        wrong: the numbers of those with another outcome than they should have.
        notebook: where the answer is.
    """
    direct = [
        k
        for k in wrong
        if calls[k].op is Op.CALL
        and isinstance(calls[k].target, str)
        and not calls[k].needs
    ]
    for name in sorted(names)[:MOST_READ] if direct else ():
        with contextlib.suppress(Exception):
            if _depends(name, calls[direct[0]], notebook):
                yield Observation("global", {"name": name})
                return


def _depends(name: str, call: Call, notebook: Notebook) -> bool:
    value = notebook.lookup(name)
    other = _other(value)
    if other is None:
        return False

    def made() -> Outcome:
        return make_call(call, notebook.lookup, {})[0]

    before = made()
    notebook.assign(name, other)
    try:
        after = made()
    finally:
        notebook.assign(name, value)
    return not alike(before, after, VALUES) and alike(before, made(), VALUES)


def _other(value: Any) -> Any:
    """Return another value of the same form; None if there is none."""
    numbers = as_numbers(value)
    if numbers is None or not numbers.size or numbers.dtype.kind not in "iuf":
        return None
    moved: np.ndarray = numbers * 3 + 1
    kind: Callable[[Any], Any] = type(value)
    if isinstance(value, np.ndarray):
        return moved.astype(value.dtype)
    return (
        kind(moved.tolist()) if isinstance(value, list | tuple | int | float) else None
    )
