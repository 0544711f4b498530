"""Exceptions and warnings of the student's process, as classes of this one.

They come as names: of a class and its bases, nearest first. Only built-in classes and
a few of NumPy's are made of names.
"""

from __future__ import annotations

import builtins
import contextlib

import numpy as np

from autograder.wire.messages import Raised


class StudentError(Exception):
    """What went wrong in the notebook has no built-in exception of that name."""


class NotebookGoneError(StudentError):
    """The notebook's process has ended, or does not answer; nothing can be asked."""


def exception_of(reply: Raised) -> Exception:
    """Return an exception of the nearest built-in name, with the same text."""
    for name in reply.names:
        kind = _EXCEPTIONS.get(name)
        if kind is not None:
            with contextlib.suppress(Exception):
                return kind(reply.text)
    name = reply.names[0] if reply.names else "an unknown exception"
    return StudentError(f"{name}: {reply.text}" if reply.text else name)


# Exception itself says nothing; classes outside it (SystemExit, KeyboardInterrupt)
# would end the checker's cell in ways a test does not mean.
_EXCEPTIONS: dict[str, type[Exception]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception
}
_EXCEPTIONS |= {
    "LinAlgError": np.linalg.LinAlgError,
    "AxisError": np.exceptions.AxisError,
}
# A loop over ``map(f, cases)`` in a test would end as if all cases had been seen.
for _name in ("StopIteration", "StopAsyncIteration"):
    del _EXCEPTIONS[_name]


def category_of(names: list[str]) -> type[Warning]:
    """Return the warning class of the nearest name that is known."""
    for name in names:
        kind = _EXCEPTIONS.get(name) or getattr(np.exceptions, name, None)
        if isinstance(kind, type) and issubclass(kind, Warning):
            return kind
    return UserWarning
