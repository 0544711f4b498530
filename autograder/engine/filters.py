"""Which of Python's warning filters decides on a warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def deciding(
    filters: Iterable[Any], text: str, category: type[Warning], module: str, line: int
) -> Any | None:
    """Return the first filter that matches, or None."""
    for entry in filters:
        _, message, kind, where, number = entry
        if (
            _matches(message, text)
            and issubclass(category, kind)
            and _matches(where, module)
            and number in (0, line)
        ):
            return entry
    return None


def _matches(pattern: Any, text: str) -> bool:
    """Tell whether a filter's pattern, compiled, a string or None, fits a text."""
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None
