"""Earlier names of modules, for a course's ``nbgrader_config.py`` that has them.

A course keeps its configuration for years, and names in it what nbgrader shall load.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

RENAMED = {
    "autograder.collecting.plugins": "autograder.plugins.collectors",
    "autograder.exports.plugins": "autograder.plugins.exporters",
    "autograder.grading.plugin": "autograder.plugins.execute",
    "autograder.grading.translated": "autograder.plugins.translated",
    "autograder.nbgrader_settings": "autograder.plugins.settings",
    "autograder.pages.formgrade": "autograder.plugins.formgrade",
    "autograder.publishing.exporter": "autograder.plugins.feedback",
}
"""Earlier names, and what they are called now."""


class _Renamed(MetaPathFinder, Loader):
    """Finds a module by its earlier name; what is in it is the same."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return how to load it; None for all other names."""
        return spec_from_loader(fullname, self) if fullname in RENAMED else None

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module with the names of the one that it is called now."""
        now = vars(import_module(RENAMED[module.__name__]))
        module.__dict__.update(
            {name: value for name, value in now.items() if not name.startswith("__")}
        )


def keep_earlier_names() -> None:
    """Let modules be imported by their earlier names."""
    if not any(isinstance(finder, _Renamed) for finder in sys.meta_path):
        sys.meta_path.append(_Renamed())
