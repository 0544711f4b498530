"""What is made of a whole class, although one of the class defeats the making.

What a student wrote is read with care, and somebody will write what nobody has thought
of. It must cost that student alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

Made = TypeVar("Made")


def without_culprits(
    people: Iterable[str], make: Callable[[Collection[str]], Made]
) -> tuple[Made, dict[str, Exception]]:
    """Make something of these people, or of those of whom it can be made.

    Args:
        people: Ids.
        make: Makes it of some of them.

    Returns:
        What was made, and what came of each who was left out: those of whom alone it
        cannot be made either.

    Raises:
        OSError: Of the machine; it concerns everybody.
        Exception: Nobody alone is to blame.
    """
    everybody = list(people)
    try:
        return make(everybody), {}
    except OSError:
        raise
    except Exception:
        troubles = {one: _trouble(one, make) for one in everybody}
        culprits = {one: error for one, error in troubles.items() if error}
        if not culprits:
            raise
    return make([one for one in everybody if one not in culprits]), culprits


def _trouble(one: str, make: Callable[[Collection[str]], object]) -> Exception | None:
    try:
        make([one])
    except OSError:
        raise
    except Exception as error:
        return error
    return None


def told(error: Exception) -> str:
    """Return what an error that nobody has foreseen is called, and says."""
    return f"{type(error).__name__}: {error}"
