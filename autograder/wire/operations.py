"""What can be done with an object of the notebook's, by its :class:`.protocol.Op`."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from autograder.wire.protocol import Op

OPERATIONS: dict[Op, Callable[..., Any]] = {
    Op.CALL: lambda target, *args, **kwargs: target(*args, **kwargs),
    Op.GET_ATTRIBUTE: getattr,
    Op.SET_ATTRIBUTE: setattr,
    Op.GET_ITEM: operator.getitem,
    Op.SET_ITEM: operator.setitem,
    Op.LENGTH: len,
    Op.ITERATE: iter,
    Op.NEXT: next,
    Op.IS_INSTANCE: lambda target, value: isinstance(value, target),
}
