"""Who was who in the zips of an LMS: remembered, for the next zip and for the way back.

Two students may share a name, a team may have one entry for all its members. Whom a
number of the LMS's means is then told once, on the command line, and kept here. Moodle
gives numbers anew in each assignment; where numbers are users', what was told holds for
all assignments. Pages that go back to Moodle are named by these numbers, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from autograder.collecting.lms import SYSTEMS, Lms
from autograder.model import UsageError


@dataclass(frozen=True)
class Known:
    """Whose a number is: students' ids, and whether a person has said so."""

    name: str
    students: tuple[str, ...]
    told: bool = False


class Senders:
    """The senders of one LMS, kept in ``.autograder/senders/<lms>/<assignment>.json``.

    Raises:
        UsageError: What is kept there is not what was written.
    """

    def __init__(self, root: Path, lms: Lms) -> None:
        self._folder = root / ".autograder" / "senders" / lms.name
        self._lms = lms

    def of(self, assignment: str) -> dict[str, Known]:
        """Return the senders of an assignment by their numbers."""
        path = self._path(assignment)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return {
                str(number): Known(one["name"], tuple(one["students"]), one["told"])
                for number, one in data.items()
            }
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(f"{path}: damaged; delete it and collect again") from None

    def told(self, assignment: str) -> Mapping[str, Sequence[str]]:
        """Return whom a person has named, for the numbers of an assignment."""
        names = [assignment]
        if self._lms.numbers_are_users:
            # What was said of this assignment comes last, and is the last word.
            names = [*self.assignments(), *names]
        return {
            number: known.students
            for name in names
            for number, known in self.of(name).items()
            if known.told
        }

    def remember(self, assignment: str, senders: Mapping[str, Known]) -> None:
        """Keep senders of an assignment beside those that are known of it."""
        self._write(assignment, {**self.of(assignment), **senders})

    def forget(self, assignment: str, student: str) -> None:
        """Take a student out; a number that was theirs alone goes, with its name."""
        known = self.of(assignment)
        left = {
            number: replace(
                one, students=tuple(who for who in one.students if who != student)
            )
            for number, one in known.items()
        }
        left = {
            number: one
            for number, one in left.items()
            if one.students or not known[number].students
        }
        if left != known:
            self._write(assignment, left)

    def assignments(self) -> list[str]:
        """Return the assignments for which senders are remembered."""
        return sorted(path.stem for path in self._folder.glob("*.json"))

    def _write(self, assignment: str, known: Mapping[str, Known]) -> None:
        path = self._path(assignment)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = {number: asdict(known[number]) for number in sorted(known)}
        part = path.with_suffix(".tmp")
        text = json.dumps(data, indent=1, ensure_ascii=False)
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)

    def _path(self, assignment: str) -> Path:
        return self._folder / f"{assignment}.json"


def forget(root: Path, student: str) -> None:
    """Forget of a course's senders whatever is one student's."""
    for system in SYSTEMS.values():
        senders = Senders(root, system)
        for assignment in senders.assignments():
            senders.forget(assignment, student)


def read_told(texts: Iterable[str], students: Iterable[str]) -> dict[str, list[str]]:
    """Read ``NUMBER=STUDENT``, as on the command line.

    Args:
        texts: One for each student; a team's number has several.
        students: All ids that there are.

    Raises:
        UsageError: It is written otherwise, or there is no such student.
    """
    known = set(students)
    told: dict[str, list[str]] = {}
    for text in texts:
        number, sign, student = text.partition("=")
        if not (number and sign and student):
            raise UsageError(f"--sender {text}: write NUMBER=STUDENT")
        if student not in known:
            raise UsageError(f"--sender {text}: the gradebook has no student {student}")
        told.setdefault(number, []).append(student)
    return told
