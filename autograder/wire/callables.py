"""What :mod:`inspect` tells of a function: its signature and its text.

Both are the word of who holds the function, as its name and its result are; they are
told as data, and a test looks at them where it runs.
"""

from __future__ import annotations

import inspect
from inspect import Parameter, Signature
from typing import Any


def signature(target: Any) -> tuple[Any, ...]:
    """Return what a function takes and is said to return, as :func:`read` takes it."""
    found = inspect.signature(target)
    parameters = [
        (each.name, int(each.kind), _told(each.default), _told(each.annotation))
        for each in found.parameters.values()
    ]
    return parameters, _told(found.return_annotation)


def read(parts: Any) -> Signature:
    """Make a signature of what was told of it.

    Raises:
        TypeError: It is none.
    """
    try:
        told, returns = parts
        parameters = [
            Parameter(
                name,
                inspect._ParameterKind(kind),
                default=_heard(default),
                annotation=_heard(annotation),
            )
            for name, kind, default, annotation in told
        ]
        return Signature(parameters, return_annotation=_heard(returns))
    except (TypeError, ValueError) as error:
        raise TypeError(f"no signature: {error}") from None


def source_lines(target: Any) -> tuple[str, int]:
    """Return the text of a function, and the number of its first line."""
    lines, number = inspect.getsourcelines(target)
    return "".join(lines), number


def _told(value: Any) -> tuple[Any, ...]:
    return () if value is Parameter.empty else (value,)


def _heard(value: Any) -> Any:
    return value[0] if value else Parameter.empty
