"""What can be done with an object of the notebook's, and how it is done."""

from __future__ import annotations

import operator
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from autograder.wire import callables
from autograder.wire.codec import decode, encode
from autograder.wire.decoder import unpack
from autograder.wire.encoder import pack
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

OPERATIONS: dict[str, Callable[..., Any]] = {
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


def pack_operands(
    count: int,
    operands: dict[int | str, Any],
    errors: dict[str, Any] | None,
    random: dict[str, Any] | None,
    functions: bytes,
) -> bytes:
    """Return what an operation is given.

    Args:
        count: How many of the operands are positional: the first.
        operands: Each encoded, by place or keyword; or the key of one before it that
            is the same object.
        errors: How NumPy shall treat errors, if not as it does.
        random: States of generators that have moved.
        functions: Those that stand in for Python's own, encoded; empty if none does.
    """
    return pack([count, operands, errors, random and encode(random), functions])


def unpack_operands(
    data: bytes,
) -> tuple[
    int,
    dict[int | str, Any],
    dict[str, Any] | None,
    dict[str, Any] | None,
    bytes,
]:
    """Return what :func:`pack_operands` was given.

    It is not checked: a test gives it to the notebook, which need not fear it.
    """
    count, operands, errors, random, functions = unpack(data, strict_map_key=False)
    return count, operands, errors, random and decode(random), functions
