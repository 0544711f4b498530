"""What a test sees of an object that stays with the student.

A :class:`Proxy` can be called, indexed, iterated over, and asked for attributes; each
is a request, and plain data comes back by value. Two of them can be added, or compared
by their order, as the student's class has it. With a value of the test's it has no
arithmetic, and it has no truth, no equality and no conversion: those would be decided
by the student's ``__sub__``, ``__bool__`` or ``__eq__``. A test which tries gets a
TypeError that says what the student returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from autograder.wire import callables
from autograder.wire.codec import Opaque
from autograder.wire.operations import OPERATORS, Op

Ask = Callable[["Proxy", Op, tuple[Any, ...], dict[str, Any]], Any]
Called = tuple["Proxy", tuple[Any, ...], dict[str, Any]]
CallEach = Callable[[Sequence[Called]], list[Callable[[], Any]]]
"""Has calls made that are asked for at once; see :meth:`.Student.call_each`."""

_SHOWN = frozenset(
    {"__name__", "__doc__", "__qualname__", "__init__", "__call__"}
    | {"__annotations__", "__defaults__", "__kwdefaults__"}
)
"""Special attributes that may be asked for. NumPy looks up others by itself
(``__array_interface__``), and would build its operand from what the student says."""


class Proxy:
    """An object of the student's, seen from a test."""

    __slots__ = ("__weakref__", "_each", "_opaque", "_path", "_request")
    _opaque: Opaque
    _path: str
    _request: Ask
    _each: CallEach | None

    def __init__(
        self, opaque: Opaque, path: str, request: Ask, each: CallEach | None = None
    ) -> None:
        object.__setattr__(self, "_opaque", opaque)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_request", request)
        object.__setattr__(self, "_each", each)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object where it is."""
        __tracebackhide__ = True
        return self._request(self, Op.CALL, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        __tracebackhide__ = True
        if name == "__signature__":  # what :func:`inspect.signature` looks for
            return callables.read(self._request(self, Op.SIGNATURE, (), {}))
        if name.startswith("__") and name not in _SHOWN:
            raise AttributeError(
                f"{name} of an object of the notebook is not looked at"
            )
        return self._request(self, Op.GET_ATTRIBUTE, (name,), {})

    def __setattr__(self, name: str, value: Any) -> None:
        __tracebackhide__ = True
        self._request(self, Op.SET_ATTRIBUTE, (name, value), {})

    def __getitem__(self, key: Any) -> Any:
        __tracebackhide__ = True
        return self._request(self, Op.GET_ITEM, (key,), {})

    def __setitem__(self, key: Any, value: Any) -> None:
        __tracebackhide__ = True
        self._request(self, Op.SET_ITEM, (key, value), {})

    def __len__(self) -> int:
        __tracebackhide__ = True
        length = self._request(self, Op.LENGTH, (), {})
        if type(length) is not int:
            raise TypeError("the length is no number")
        return length

    def __iter__(self) -> Iterator[Any]:
        __tracebackhide__ = True
        return _items(self._request(self, Op.ITERATE, (), {}))

    def __instancecheck__(self, value: Any) -> bool:
        __tracebackhide__ = True
        if not isinstance(value, Proxy):
            return False
        return self._request(self, Op.IS_INSTANCE, (value,), {}) is True

    def __origin_of_call__(self, args: Any, kwargs: dict[str, Any]) -> Any:
        """Return where the result of a call becomes NaN; see :mod:`.origins`."""
        return self._request(self, Op.ORIGIN, args, kwargs)

    def __source_lines__(self) -> Any:
        """Return the text of a function and the number of its first line."""
        __tracebackhide__ = True
        return self._request(self, Op.SOURCE, (), {})

    def __neg__(self) -> Any:
        __tracebackhide__ = True
        return self._request(self, Op.OPERATE, ("neg",), {})

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return _refuse(self, "compared")

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        _refuse(self, "taken for true or false")

    def __repr__(self) -> str:
        return f"<{self._opaque.name} of the notebook>"


# Of a function of the notebook these would be taken for its own.
del Proxy.__annotations__


def _operator(name: str) -> Callable[[Proxy, object], Any]:
    """Return an operator of two objects of the notebook's."""

    def operate(self: Proxy, other: object) -> Any:
        __tracebackhide__ = True
        if type(other) is not Proxy:
            return NotImplemented
        return self._request(self, Op.OPERATE, (name, other), {})

    return operate


for _name in OPERATORS:
    setattr(Proxy, f"__{_name.rstrip('_')}__", _operator(_name))


def _items(iterator: Any) -> Iterator[Any]:
    while True:
        try:
            item = iterator._request(iterator, Op.NEXT, (), {})
        except StopIteration:
            return
        yield item


def _refuse(proxy: Proxy, what: str) -> NoReturn:
    __tracebackhide__ = True
    opaque = proxy._opaque
    article = (
        "a" if opaque.kind in ("function", "class", "module") else "an object of type"
    )
    name = opaque.name if article != "a" else f"{opaque.kind} {opaque.name}"
    raise TypeError(
        f"the notebook gave {article} {name}, which cannot be {what}; "
        "numbers, strings, lists, arrays and the like can"
    )
