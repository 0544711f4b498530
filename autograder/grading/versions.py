"""What an executed notebook depends on as on its own cells, beside its libraries."""

from __future__ import annotations

import platform
from importlib.metadata import version

from autograder.common.edition import __version__

_PACKAGES = ("ipython", "nbgrader")


def versions() -> list[str]:
    """Return the versions of Python and of what grades."""
    return [
        platform.python_version(),
        f"autograder {__version__}",
        *(f"{package} {version(package)}" for package in _PACKAGES),
    ]
