"""Texts that tests change a piece of."""

from __future__ import annotations

from pathlib import Path


class Text(str):
    """A text of which each change changes something.

    ``str.replace`` leaves a text as it is where the old piece is not in it; a test that
    goes on with it tests nothing.
    """

    __slots__ = ()

    @classmethod
    def of(cls, path: Path) -> Text:
        """Read a file."""
        return cls(path.read_text(encoding="utf-8"))

    def replace(self, old: str, new: str, count: int = -1, /) -> Text:
        """Return the text with another piece in the old one's place."""
        assert old in self, f"the text to change does not have {old!r}"
        return Text(super().replace(old, new, count))
