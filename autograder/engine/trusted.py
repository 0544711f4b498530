"""Modules and functions that a test takes from here, whatever the notebook says.

They are well-known ones, or the course names them (:mod:`.libraries`): the checker
imports its own copy of them and never looks at the student's.
"""

from __future__ import annotations

import contextlib
import importlib
import types
from collections.abc import Collection

import numpy as np

from autograder.engine import libraries
from autograder.wire.codec import Opaque

_ASSERTIONS = ("numpy.testing", "nose.tools")
"""Modules whose ``assert_…`` functions are likewise the checker's own."""


def trusted_copy(opaque: Opaque, named: Collection[str] = ()) -> object | None:
    """Return this process's own copy of a library's module, or of NumPy's assertions.

    Args:
        opaque: The student's.
        named: Libraries that the course names.
    """
    if opaque.kind == "module" and libraries.is_trusted(opaque.name, named):
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


def own_copy(name: str) -> object | None:
    """Return this process's own copy of what a name can only mean."""
    if name.startswith("assert_"):
        return getattr(np.testing, name, None)
    with contextlib.suppress(ImportError):
        module = libraries.OWN_NAMES.get(name)
        return importlib.import_module(module) if module else None
    return None
