"""Modules and functions that a test takes from here, whatever the notebook says.

They are well-known ones: the checker imports its own copy of them and never looks at
the student's.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import types

import numpy as np

from autograder.wire.codec import Opaque

_MODULES = frozenset(sys.stdlib_module_names) | {
    "matplotlib", "numpy", "pandas", "scipy", "sklearn", "sympy",
}  # fmt: skip
"""Modules that a test reaches through a student's ``import``."""

_SIDE_EFFECTS = frozenset(
    {"antigravity", "conftest", "idlelib", "lib2to3", "test", "tests", "this"}
)
"""Parts of names of modules that do something when they are imported."""

_OWN = {
    "np": "numpy", "numpy": "numpy", "npt": "numpy.testing", "math": "math",
    "plt": "matplotlib.pyplot", "pd": "pandas", "scipy": "scipy", "sklearn": "sklearn",
}  # fmt: skip
"""Names that mean a module whatever a notebook has made of them: ``np.isclose`` in a
test would otherwise be the student's where no trusted cell imports NumPy."""

_ASSERTIONS = ("numpy.testing", "nose.tools")
"""Modules whose functions are likewise taken from here when looked up by name."""


def trusted_copy(opaque: Opaque) -> object | None:
    """This process's own copy of a well-known module or of NumPy's assertions."""
    if opaque.kind == "module" and _is_harmless(opaque.name):
        with contextlib.suppress(Exception):
            return importlib.import_module(opaque.name)
    module, _, name = opaque.name.rpartition(".")
    if opaque.kind == "function" and module.startswith(_ASSERTIONS):
        if not name.startswith("assert_"):
            return None
        for root in _ASSERTIONS:
            with contextlib.suppress(ImportError):
                found = getattr(importlib.import_module(root), name, None)
                if isinstance(found, types.FunctionType):
                    return found
    return None


def _is_harmless(name: str) -> bool:
    """Whether a module of this name can be imported because a student says so."""
    parts = name.split(".")
    return parts[0] in _MODULES and not any(
        part.startswith("_") or part in _SIDE_EFFECTS for part in parts
    )


def own_copy(name: str) -> object | None:
    """This process's own copy of what a name can only mean."""
    if name.startswith("assert_"):
        return getattr(np.testing, name, None)
    with contextlib.suppress(ImportError):
        return importlib.import_module(_OWN[name]) if name in _OWN else None
    return None
