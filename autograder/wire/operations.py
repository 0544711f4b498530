"""What can be done with an object of the notebook's, and how it is done."""

from __future__ import annotations

import operator
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from autograder.wire import callables
from autograder.wire.origins import origin


class Op(StrEnum):
    """What can be asked of an object that stays with the student."""

    CALL = "call"
    GET_ATTRIBUTE = "getattr"
    SET_ATTRIBUTE = "setattr"
    GET_ITEM = "getitem"
    SET_ITEM = "setitem"
    LENGTH = "len"
    NEXT = "next"
    ITERATE = "iter"
    IS_INSTANCE = "isinstance"
    ORIGIN = "origin"
    SIGNATURE = "signature"
    SOURCE = "source"
    OPERATE = "operate"


OPERATORS = (
    *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow"),
    *("and_", "or_", "xor", "lt", "le", "gt", "ge"),
)
"""Those of two objects, as :mod:`operator` calls them."""

_OPERATORS: dict[str, Callable[..., Any]] = {
    name: getattr(operator, name) for name in (*OPERATORS, "neg")
}

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
    Op.ORIGIN: origin,
    Op.SIGNATURE: callables.signature,
    Op.SOURCE: callables.source_lines,
    Op.OPERATE: lambda target, name, *others: _OPERATORS[name](target, *others),
}
