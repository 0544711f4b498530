"""The libraries that notebooks use: one table of what the grader knows of them.

A library here is *trusted*: where a test reaches it through a student's ``import``, the
checker takes its own copy. It is *warmed*: what the course's cells import of it, the
zygote imports once for all notebooks. And it is *versioned*: after an upgrade
notebooks are graded again. A course names what else it needs in ``course_config.py``:
``Assignment(…, libraries=["torch"])``.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, packages_distributions, version


@dataclass(frozen=True)
class Library:
    """What the grader knows of one library.

    Attributes:
        module: Its name in an ``import``.
        package: Its name for pip, where that is another.
        names: Names that mean a module of it whatever a notebook has made of them:
            ``np.isclose`` in a test would otherwise be the student's where no trusted
            cell imports NumPy.
        is_trusted: Whether a test may reach it through a student's ``import``.
    """

    module: str
    package: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    is_trusted: bool = True


TABLE = (
    Library("numpy", names={"np": "numpy", "numpy": "numpy", "npt": "numpy.testing"}),
    Library("matplotlib", names={"plt": "matplotlib.pyplot"}),
    # Its widgets talk to a front end; a test has no business with them.
    Library("ipywidgets", is_trusted=False),
    Library("scipy", names={"scipy": "scipy"}),
    Library("pandas", names={"pd": "pandas"}),
    Library("sklearn", package="scikit-learn", names={"sklearn": "sklearn"}),
    Library("sympy"),
)

OWN_NAMES = {"math": "math"} | {
    name: module for library in TABLE for name, module in library.names.items()
}
"""Names that mean a module whatever a notebook has made of them."""

_TRUSTED = frozenset(sys.stdlib_module_names) | {
    library.module for library in TABLE if library.is_trusted
}

_SIDE_EFFECTS = frozenset(
    {"antigravity", "conftest", "idlelib", "lib2to3", "test", "tests", "this"}
)
"""Parts of names of modules that do something when they are imported."""


def is_trusted(module: str, named: Collection[str] = ()) -> bool:
    """Tell whether the checker may import a module because a student says so.

    Args:
        module: Its full name.
        named: Libraries that the course names.
    """
    top = module.partition(".")[0]
    return (top in _TRUSTED or top in named) and _is_harmless(module)


def worth_warming(modules: Iterable[str], named: Collection[str] = ()) -> list[str]:
    """Return those of some modules that a zygote should import ahead, sorted.

    Python's own are not among them: they cost next to nothing.

    Args:
        modules: What cells import; nothing hidden, for students can see what is warm.
        named: Libraries that the course names.
    """
    known = {library.module for library in TABLE}.union(named)
    wanted = {each for each in modules if each.partition(".")[0] in known}
    return sorted(filter(_is_harmless, wanted.union(named)))


def versions(named: Collection[str] = ()) -> list[str]:
    """Return what is installed of the table, and of what a course names."""
    packages = [library.package or library.module for library in TABLE]
    if named:
        owners = packages_distributions()
        packages += [owner for name in named for owner in owners.get(name, (name,))]
    return [f"{name} {_version(name)}" for name in sorted(set(packages))]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _is_harmless(module: str) -> bool:
    parts = module.split(".")
    return not any(part.startswith("_") or part in _SIDE_EFFECTS for part in parts)
