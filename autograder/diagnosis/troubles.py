"""Exceptions within a diagnosis, each at the cost of one thing that would be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Troubles:
    """What went wrong, for people: exceptions, in the order in which they came."""

    seen: list[str] = field(default_factory=list)

    def apart(self, look: Callable[[], T], otherwise: T) -> T:
        """Return what a look gives; what stands for it if an exception ends it."""
        try:
            return look()
        except Exception as error:
            self.seen.append(f"{type(error).__name__}: {error}"[:500])
            return otherwise
