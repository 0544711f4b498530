"""What became of a zip, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from autograder.collecting.placing import Placed
from autograder.common.printable import one_line


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
            yield f"  not taken: {one_line(refusal.name)}: {refusal.reason}"
