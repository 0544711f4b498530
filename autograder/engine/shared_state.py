"""The state that a test shares with the functions it calls, besides arguments.

Warnings of a call made there are issued here; random numbers and NumPy's handling of
errors, which a test has set here, hold there.
"""

from __future__ import annotations

import ctypes
import random
import sys
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


_WORDS = 625
"""Of the Mersenne twister's state: the last says how many of the others are used up."""


class RandomState:
    """Tells when a test has moved the global generators, and how they stand.

    In one process ``np.random.seed`` in a test governs the draws of the tested
    function. The way back is closed: a student's process that set the state here would
    choose the inputs of the tests to come.
    """

    def __init__(self) -> None:
        self._numpy = _NumpyState()
        self._python = _python_mark()
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
        if self._numpy.has_moved() or "numpy" in self._seeded:
            states["numpy"] = tuple(np.random.get_state())
        mark = _python_mark()
        if mark != self._python or "python" in self._seeded:
            states["python"] = random.getstate()
        self._python = mark
        self._seeded.clear()
        return states or None


class _NumpyState:
    """Tells whether NumPy's global generator has moved since it was last asked.

    NumPy takes longer to hand its state out than a call takes in all. So it is read
    where it lies; but not whether the second half of a pair of normal numbers is kept,
    which is given without a trace in the rest.
    """

    def __init__(self) -> None:
        self._words, self._keeps = self._now(), _keeps_a_normal()

    def has_moved(self) -> bool:
        """Tell whether it has drawn, or been set."""
        words = self._now()
        if not words or (words == self._words and not self._keeps):
            return False
        before = self._words, self._keeps
        self._words, self._keeps = words, _keeps_a_normal()
        return before != (self._words, self._keeps)

    def _now(self) -> bytes:
        source: Any = np.random.get_bit_generator()  # type: ignore[attr-defined]
        if type(source) is not np.random.MT19937:  # put there by a test: does not cross
            return b""
        where = source.ctypes.state_address
        return bytes((ctypes.c_uint32 * _WORDS).from_address(where))


def _keeps_a_normal() -> bool:
    state: Any = np.random.get_state(legacy=False)
    return bool(state["has_gauss"])


_PYTHONS: Any = random.getstate.__self__  # type: ignore[attr-defined]
"""The generator behind Python's functions."""


def _python_words() -> bytes:
    """Return its state from where it lies: behind what every object begins with."""
    where = id(_PYTHONS) + object.__basicsize__
    return bytes((ctypes.c_uint32 * _WORDS).from_address(where))


def _lies_open() -> bool:
    """Tell whether it lies there: how many words are used up, and all of them."""
    words = random.getstate()[1]
    told = memoryview(_python_words()).cast("I").tolist()
    return told == [words[-1], *words[:-1]]


_LIES_OPEN = sys.implementation.name == "cpython" and _lies_open()


def _python_mark() -> object:
    """Return what is another one when Python's generator has drawn, or been set."""
    if _LIES_OPEN:  # to be handed its state takes as long as a short call
        return _python_words(), _PYTHONS.gauss_next
    return random.getstate()


def error_state() -> dict[str, str] | None:
    """Return NumPy's error handling, if the test has changed it."""
    state: dict[str, Any] = dict(np.geterr())
    if state == _DEFAULT_ERRORS:
        return None
    return {key: _FILTERED_ERRORS.get(how, how) for key, how in state.items()}
