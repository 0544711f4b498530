"""Files and folders replaced whole: nothing old goes before the new is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


@contextmanager
def replaced(new: Mapping[Path, Path]) -> Iterator[None]:
    """Put new files and folders in their places; the old come back if the block fails.

    All of the new is brought beside its place, which may need room or another disk,
    before anything old is touched.

    Args:
        new: What is new, by its place; it is moved there.
    """
    swaps = [_Swap(place.resolve(), made) for place, made in new.items()]
    with ExitStack() as undo:
        for swap in swaps:
            undo.callback(swap.discard)
            swap.prepare()
        for swap in swaps:
            undo.callback(swap.undo)
            swap.do()
        yield
        undo.pop_all()
    for swap in swaps:
        swap.forget()


@dataclass(frozen=True)
class _Swap:
    """One place and what comes there. Hidden names beside it: no list shows them."""

    place: Path
    made: Path

    @property
    def _new(self) -> Path:
        return self.place.with_name(f".{self.place.name}.new")

    @property
    def _old(self) -> Path:
        return self.place.with_name(f".{self.place.name}.old")

    def prepare(self) -> None:
        """Bring the new beside its place, after whatever a killed run left there."""
        if self._old.exists() and not self.place.exists():
            self._old.rename(self.place)
        self.discard()
        self.forget()
        self.place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self.made, self._new)

    def do(self) -> None:
        """Exchange the old for the new."""
        if self.place.exists():
            self.place.rename(self._old)
        self._new.rename(self.place)

    def undo(self) -> None:
        """Put the old back, however far :meth:`do` came."""
        if not self._new.exists():
            _remove(self.place)
        if self._old.exists():
            self._old.rename(self.place)

    def discard(self) -> None:
        """Remove the new that did not come to its place."""
        _remove(self._new)

    def forget(self) -> None:
        """Remove the old."""
        _remove(self._old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
