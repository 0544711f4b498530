"""Record the calls that a check makes.

What is recorded is live: functions which the check hands over stay the functions they
are, objects which the answer made are remembered by the call that made them.
"""

from __future__ import annotations

import functools
import inspect
import sys
from typing import Any

from autograder.diagnosis.calls.tape import Call, Made, copied, is_check
from autograder.diagnosis.calls.tensors import is_tensor
from autograder.wire import codec
from autograder.wire.operations import OPERATIONS, Op
from autograder.wire.proxy import Proxy

MAX_CALLS = 400
"""Of one check; a test in a loop says little new after that."""


class Recorder:
    """Records what a check does with the names of a reference answer."""

    def __init__(self, hidden_from: int) -> None:
        self.calls: list[Call] = []
        self._hidden_from = hidden_from
        self._objects: dict[int, tuple[Any, int | str, str]] = {}
        self._makers: dict[int, tuple[Any, Any]] = {}
        self._numbers = 0
        self._needs: set[int | str] = set()

    def watch(self, name: str, value: Any) -> Any:
        """Return what a check is to find under a global name."""
        if _is_data(value):
            self.calls.append(Call(name, name, None, visible=True))
            return value
        return self._wrap(value, name, name)

    def watch_maker(self, name: str, function: Any) -> Any:
        """Return what a check is to find under the name of another exercise.

        What this gives is put on the tape where it cannot be sent: whoever plays the
        tape has to make an object of the same kind by an answer of his own.
        """
        if not inspect.isfunction(function):
            return function
        proxy = self._wrap(function, name, name)

        @functools.wraps(function)
        def made(*args: Any, **kwargs: Any) -> Any:
            kept = len(self.calls)
            result = self._operate(proxy, Op.CALL, args, kwargs)
            if type(result) is not Proxy:
                del self.calls[kept:]
            return result

        self._makers[id(made)] = made, function
        return made

    def _wrap(self, value: Any, target: int | str, root: str) -> Proxy:
        self._numbers += 1
        self._objects[self._numbers] = (value, target, root)
        name = getattr(value, "__name__", type(value).__name__)
        opaque = codec.Opaque("student", self._numbers, "object", name)
        return Proxy(opaque, root, self._operate)

    def _operate(
        self, proxy: Proxy, op: Op, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        value, target, root = self._objects[proxy._opaque.number]
        number = len(self.calls)
        if number < MAX_CALLS:
            self._needs = {target}
            noted = tuple(map(self._note, args))
            named = {key: self._note(arg) for key, arg in kwargs.items()}
            needs = tuple(by for by in self._needs if isinstance(by, int))
            self.calls.append(
                Call(root, target, op, noted, named, self._is_visible(), needs)
            )
        real = [self._unwrap(arg) for arg in args]
        result = OPERATIONS[op](
            value, *real, **{key: self._unwrap(arg) for key, arg in kwargs.items()}
        )
        # How the check reads a tensor's numbers says nothing: they are known.
        is_read = op is Op.GET_ATTRIBUTE and args == ("detach",) and is_tensor(value)
        if is_read or _is_data(result):
            return result
        return self._wrap(result, number, root)

    def _note(self, value: Any) -> Any:
        def stand_in(proxy: Proxy) -> Made:
            by = self._objects[proxy._opaque.number][1]
            self._needs.add(by)
            return Made(by)

        return copied(self._unmade(value), stand_in)

    def _unwrap(self, value: Any) -> Any:
        value = self._unmade(value)
        return self._objects[value._opaque.number][0] if type(value) is Proxy else value

    def _unmade(self, value: Any) -> Any:
        return self._makers.get(id(value), (value, value))[1]

    def _is_visible(self) -> bool:
        frame = sys._getframe(1)
        while frame is not None and not is_check(frame.f_code):
            frame = frame.f_back  # type: ignore[assignment]
        return frame is not None and frame.f_lineno < self._hidden_from


def _is_data(value: Any) -> bool:
    return codec.is_plain(value)
