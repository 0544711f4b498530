"""Named tuples, as a name, the names of fields, and what is in them.

The reader has a class of its own, which does nothing but what those of
:func:`collections.namedtuple` do: Python itself compares, shows and unpacks its values.
A class that does more, by a method say, stays where it is, and its values with it.
"""

from __future__ import annotations

from collections import namedtuple
from keyword import iskeyword
from typing import Any

from autograder.wire.values import check

MOST_CLASSES = 1000
"""Of one process; each is a few kilobytes."""

MAX_FIELDS = 200
MAX_NAME = 200

_USUAL = namedtuple("_USUAL", ())  # to look at what such a class has
_BESIDE = frozenset(
    {"__annotations__", "__orig_bases__", "__firstlineno__", "__static_attributes__"}
    | {"__annotate__", "__annotate_func__", "__annotations_cache__"}
)
"""What a class of :class:`typing.NamedTuple` has as well."""

_known: dict[tuple[str, ...], type[tuple[Any, ...]]] = {}
"""This process's classes by name and fields: a value that comes back is of the class
that it left with."""


def is_class(kind: type) -> bool:
    """Tell whether a class is one of named tuples, and nothing more.

    So it can be made anew where its values go.
    """
    if type(kind) is not type or kind.__bases__ != (tuple,):
        return False
    own = vars(kind)
    fields = own.get("_fields")
    if type(fields) is not tuple or not all(map(_is_name, [kind.__name__, *fields])):
        return False
    if len(fields) > MAX_FIELDS or own.keys() - _BESIDE - {*fields} != {*vars(_USUAL)}:
        return False
    key = (kind.__name__, *fields)
    if _known.get(key) is not kind:
        shown = getattr(own["__repr__"], "__code__", None)
        is_usual = shown is _USUAL.__repr__.__code__ and len(_known) < MOST_CLASSES
        if not is_usual or len({*fields}) < len(fields):
            return False
        _known[key] = kind
    return True


def class_parts(kind: Any) -> tuple[Any, ...]:
    """Return name, number of fields, fields and defaults of a class."""
    defaults = kind._field_defaults.values()
    return kind.__name__, len(kind._fields), *kind._fields, *defaults


def parts(value: Any) -> tuple[Any, ...]:
    """Return name, number of fields, fields and items of a named tuple."""
    kind = type(value)
    return kind.__name__, len(kind._fields), *kind._fields, *tuple.__iter__(value)


def read(body: list[Any]) -> tuple[Any, ...]:
    """Make a named tuple of its parts, whoever wrote them.

    Raises:
        CodecError, TypeError, ValueError: They are none.
    """
    kind, items = _class(body)
    check(len(items) == len(kind._fields), "a named tuple without its items")
    return tuple.__new__(kind, items)


def read_class(body: list[Any]) -> type:
    """Make a class of its parts, whoever wrote them.

    Raises:
        CodecError, TypeError, ValueError: They are none.
    """
    kind, defaults = _class(body)
    check(len(defaults) <= len(kind._fields), "a named tuple with too many defaults")
    names = kind._fields[len(kind._fields) - len(defaults) :]
    kind._field_defaults = dict(zip(names, defaults, strict=True))
    kind.__new__.__defaults__ = tuple(defaults) or None
    return kind  # type: ignore[no-any-return]


def _class(body: list[Any]) -> tuple[Any, list[Any]]:
    """Return the class that parts begin with, and the other parts."""
    name, count, *rest = body
    check(type(count) is int and 0 <= count <= MAX_FIELDS, "a bad named tuple")
    fields = rest[:count]
    check(len(fields) == count, "a bad named tuple")
    check(all(map(_is_name, [name, *fields])), "a bad name of a tuple or a field")
    key = (name, *fields)
    if key not in _known:
        check(len(_known) < MOST_CLASSES, "too many classes of named tuples")
        _known[key] = namedtuple(name, fields)
    return _known[key], rest[count:]


def _is_name(name: object) -> bool:
    return (
        type(name) is str
        and len(name) <= MAX_NAME
        and name.isidentifier()
        and not name.startswith("_")
        and not iskeyword(name)
    )
