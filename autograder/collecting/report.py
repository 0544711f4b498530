"""What became of a zip, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.collecting.placing import Placed

_SHOWN = 200
"""Characters of a name: a zip may hold names of 65 535."""


@dataclass(frozen=True)
class Folder:
    """What became of one student's submission."""

    student: str
    placed: Placed
    files: Sequence[str]
    notes: Sequence[str] = ()
    has_notebook: bool = True


@dataclass(frozen=True)
class Refusal:
    """One entry that was not taken, and why."""

    name: str
    reason: str


@dataclass
class Report:
    """What became of a zip; filled while it is collected."""

    assignment: str
    folders: list[Folder] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything in the zip is in its place, and can be graded there."""
        return not self.refusals and all(
            folder.has_notebook and folder.placed is not Placed.KEPT
            for folder in self.folders
        )

    def lines(self) -> Iterator[str]:
        """Yield what a person reads: totals, then whatever is out of the ordinary."""
        count = Counter(folder.placed for folder in self.folders)
        totals = ", ".join(f"{count[kind]} {kind}" for kind in Placed if count[kind])
        yield f"{self.assignment}: {totals or 'nothing to collect'}"
        yield from (f"  {remark}" for remark in self.remarks)
        for folder in self.folders:
            yield from (f"  {folder.student}: {note}" for note in folder.notes)
        for refusal in self.refusals:
            yield f"  not taken: {printable(refusal.name)}: {refusal.reason}"


def printable(name: str) -> str:
    """Return a name that can be shown: a student may have put anything into it."""
    shown = "".join(
        sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name[:_SHOWN]
    )
    return shown if len(name) <= _SHOWN else f"{shown}…"
