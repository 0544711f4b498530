"""The state that a test shares with the functions it calls, besides arguments.

Warnings of a call made there are issued here; random numbers and NumPy's handling of
errors, which a test has set here, hold there.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.engine.errors import category_of
from autograder.engine.filters import deciding
from autograder.wire.effects import Warned

_FILTERED_ERRORS = {"call": "warn", "log": "warn"}
_DEFAULT_ERRORS = {
    "divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn",
}  # fmt: skip


class WarningIssuer:
    """Issues here the warnings of a call made there.

    Filters which the test itself has set decide first, as they would in one process.
    Where only filters decide that were there from the start, the student's own have the
    word: a notebook that silenced a warning is not punished for it.
    """

    def __init__(self) -> None:
        self._base = list(warnings.filters)
        self._seen: dict[Any, Any] = {}

    def __call__(self, warned: Warned) -> None:
        """Issue a warning."""
        __tracebackhide__ = True
        category = category_of(warned.names)
        if self._is_untouched(warned.text, category) and not warned.shown:
            return
        warnings.warn_explicit(
            warned.text, category, "<notebook>", warned.line, "__main__", self._seen
        )

    def _is_untouched(self, text: str, category: type[Warning]) -> bool:
        entry = deciding(warnings.filters, text, category, "__main__", 0)
        return entry is None or entry in self._base


class RandomState:
    """Tells when a test has moved the global generators, and how they stand.

    In one process ``np.random.seed`` in a test governs the draws of the tested
    function. The way back is closed: a student's process that set the state here would
    choose the inputs of the tests to come.
    """

    def __init__(self) -> None:
        self._numpy = _numpy_mark()
        self._python = random.getstate()
        self._seeded: set[str] = set()
        # Seeding twice alike leaves no trace in the state, so it is watched.
        np.random.seed = self._watched("numpy", np.random.seed)
        random.seed = self._watched("python", random.seed)

    def _watched(self, name: str, seed: Callable[..., None]) -> Callable[..., None]:
        def watched_seed(*args: Any, **kwargs: Any) -> None:
            self._seeded.add(name)
            seed(*args, **kwargs)

        return watched_seed

    def news(self) -> dict[str, Any] | None:
        """Return the states that have changed since the last call, if any."""
        states: dict[str, Any] = {}
        mark, python = _numpy_mark(), random.getstate()
        if mark != self._numpy or "numpy" in self._seeded:
            states["numpy"] = tuple(np.random.get_state())
        if python != self._python or "python" in self._seeded:
            states["python"] = python
        self._numpy, self._python = mark, python
        self._seeded.clear()
        return states or None


def _numpy_mark() -> tuple[int, int, bytes]:
    state: Any = np.random.get_state()
    _, key, position, has_gauss, _ = state
    return int(position), int(has_gauss), key[:8].tobytes()


def error_state() -> dict[str, str] | None:
    """Return NumPy's error handling, if the test has changed it."""
    state: dict[str, Any] = dict(np.geterr())
    if state == _DEFAULT_ERRORS:
        return None
    return {key: _FILTERED_ERRORS.get(how, how) for key, how in state.items()}
