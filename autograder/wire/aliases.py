"""Containers and arrays that stand at several places of one value.

They cross once; what stands elsewhere is their number, counted in the order in which
they are complete. A reader is as safe as without: what a number stands for counts
again, with all that is in it, so that a short message is no value without end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from autograder.wire.values import DICT_LIKE, Kind

CLASSES = frozenset({list, set, np.ndarray, *DICT_LIKE})
"""What a test can tell from another one that is equal, by a change in it."""

KINDS = frozenset({Kind.LIST, Kind.DICT, Kind.SET, Kind.ARRAY})
"""What they are on the wire."""

LEAF = -1
"""The height of an array, which opens no level."""


class Whole(NamedTuple):
    """An object that was written or read, and what counts when it comes again.

    Attributes:
        value: it; whose identity is nobody else's as long as it is held here.
        number: its own.
        items: elements of containers in it, and of itself.
        size: bytes of it, as whoever made this counts them.
        height: levels of nesting below it.
    """

    value: object
    number: int
    items: int
    size: int
    height: int
