"""What a call did besides returning: arguments changed, warnings, text printed.

Travels with every reply, as one encoded tuple. The side that called makes the same
things happen where it is: writes the changes into its own objects, warns, prints. So
``warnings.catch_warnings``, ``redirect_stdout`` and a look at an argument afterwards
mean in a test what they mean when everything runs in one process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from autograder.wire.codec import CodecError, Opaque, decode, encode

MAX_WARNINGS = 100
"""Warnings of one call; a warning in a loop says the same each time."""

MAX_STREAM_CHARS = 100_000
"""Text printed by one call."""


@dataclass(frozen=True)
class Warned:
    """One warning: names of its class and bases, its text, whether it would be shown.

    ``shown`` is what the filters of the warning's own process say.
    """

    names: list[str]
    text: str
    line: int
    shown: bool


@dataclass(frozen=True)
class Effects:
    """The lot.

    ``changed`` maps the position or the keyword of an argument to its new value.
    ``same`` is the position or keyword of the argument which the result *is*.
    """

    changed: dict[Any, Any] = field(default_factory=dict)
    same: int | str | None = None
    warned: tuple[Warned, ...] = ()
    streams: tuple[tuple[str, str], ...] = ()

    def to_bytes(self) -> bytes:
        """Encode; ``changed`` has to be plain already."""
        if not (self.changed or self.same is not None or self.warned or self.streams):
            return b""
        warned = [
            [w.names, w.text, w.line, w.shown] for w in self.warned[:MAX_WARNINGS]
        ]
        return encode([self.changed, self.same, warned, list(map(list, self.streams))])

    @classmethod
    def from_bytes(
        cls, data: bytes, opaque: Callable[[Opaque], object] | None = None
    ) -> Effects:
        """Decode and check.

        Raises:
            CodecError: these bytes are no effects.
        """
        if not data:
            return NOTHING
        try:
            changed, same, warned, streams = decode(data, opaque)
            effects = cls(
                changed,
                same,
                tuple(Warned(*item) for item in warned[:MAX_WARNINGS]),
                tuple((name, text) for name, text in streams),
            )
        except (TypeError, ValueError) as error:
            raise CodecError(f"no effects: {error}") from None
        if not effects._is_sound():
            raise CodecError("ill-typed effects")
        return effects

    def _is_sound(self) -> bool:
        return (
            type(self.changed) is dict
            and type(self.same) in (int, str, type(None))
            and all(_is_sound_warning(warning) for warning in self.warned)
            and all(
                name in ("stdout", "stderr") and type(text) is str
                for name, text in self.streams
            )
        )


NOTHING = Effects()


def _is_sound_warning(warning: Warned) -> bool:
    return (
        type(warning.names) is list
        and all(type(name) is str for name in warning.names)
        and type(warning.text) is str
        and type(warning.line) is int
        and type(warning.shown) is bool
    )
