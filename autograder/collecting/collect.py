"""Take the submissions of one assignment out of an LMS's zip.

Read all names; find whose each file is; of several versions of a file take the newest;
unpack each student's files beside their place, and move them there. What cannot be
taken is told by name and reason, and stops nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from nbgrader.api import Gradebook

from autograder.collecting.archive import Archive, Entry
from autograder.collecting.names import Handed, Lms, Sender, original_name
from autograder.collecting.placing import (
    Placed,
    place,
    staging,
    submission_folder,
    write_timestamp,
)
from autograder.collecting.roster import Match, Roster
from autograder.gradebook.people import read_people
from autograder.grading.submissions import MAX_BYTES, MAX_FILES, TIMESTAMP
from autograder.model import EntryError, UsageError
from autograder.nbgrader_course import NbgraderCourse

PACKING = timedelta(minutes=15)
"""Times within so short a while are those of packing: no class hands in so fast."""


@dataclass(frozen=True)
class File:
    """One file to take: the entry, what its name says, its path in the submission."""

    entry: Entry
    handed: Handed
    path: str
    copy: int

    @property
    def age(self) -> tuple[int, int, datetime]:
        """What grows from one version of a file to the next."""
        return self.handed.order, self.copy, self.entry.time or datetime.min


@dataclass(frozen=True)
class Folder:
    """What became of one student's submission."""

    student: str
    placed: Placed
    files: Sequence[str]
    notes: Sequence[str] = ()


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
        """Whether everything in the zip is in its place."""
        kept = any(folder.placed is Placed.KEPT for folder in self.folders)
        return not self.refusals and not kept

    def lines(self) -> Iterator[str]:
        """Yield what a person reads: totals, then whatever is out of the ordinary."""
        count: dict[Placed, int] = defaultdict(int)
        for folder in self.folders:
            count[folder.placed] += 1
        totals = ", ".join(f"{count[kind]} {kind}" for kind in Placed if count[kind])
        yield f"{self.assignment}: {totals or 'nothing to collect'}"
        yield from (f"  {remark}" for remark in self.remarks)
        for folder in self.folders:
            yield from (f"  {folder.student}: {note}" for note in folder.notes)
        for refusal in self.refusals:
            yield f"  not taken: {printable(refusal.name)}: {refusal.reason}"


@dataclass(frozen=True)
class Assignment:
    """What the gradebook says of an assignment; ``due`` is UTC."""

    name: str
    notebooks: Collection[str]
    due: datetime | None


def collect(
    course: NbgraderCourse, archive: Path, lms: Lms, name: str = "", force: bool = False
) -> Report:
    """Unpack a zip into the folder of submissions.

    Args:
        course: The course.
        archive: The zip file.
        lms: Where it is from.
        name: The assignment; if not given, the one whose notebooks are in the zip.
        force: Replace also what is newer.

    Raises:
        UsageError: It is no zip, or it is not clear for which assignment.
    """
    with course.gradebook() as gradebook:
        known = list(_assignments(gradebook))
        roster = Roster(read_people(gradebook), lms)
    with Archive(archive) as opened:
        entries = opened.entries()
        refusals: list[Refusal] = []
        handed = list(_read_names(entries, lms, refusals))
        assignment = _choose(known, name, handed)
        report = Report(assignment.name, refusals=refusals)
        packed = _are_of_packing(entry.time for entry in entries)
        taking = _Taking(course, opened, lms, assignment, force, packed, report)
        taking.take(handed, roster)
    return report


@dataclass
class _Taking:
    """The work on one zip, from names read to submissions in place."""

    course: NbgraderCourse
    archive: Archive
    lms: Lms
    assignment: Assignment
    force: bool
    packed: bool  # the times of the entries are those of packing
    report: Report
    dated: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)

    def take(self, handed: Iterable[tuple[Entry, Handed]], roster: Roster) -> None:
        """Put every sender's files in their place."""
        files = self._by_sender(handed, roster)
        matches = roster.find_all(files)
        owners: dict[str, Sender] = {}
        for sender, match in sorted(matches.items(), key=lambda item: item[1].student):
            owner = owners.setdefault(match.student, sender)
            if owner is sender:
                self._take_submission(match, sender, files[sender])
            else:
                reason = f"the folder '{match.student}' is another person's of this zip"
                self._refuse(files[sender], reason)
        self._tell_times()

    def _by_sender(
        self, handed: Iterable[tuple[Entry, Handed]], roster: Roster
    ) -> Mapping[Sender, list[File]]:
        found: dict[str, list[File]] = defaultdict(list)
        for entry, one in handed:
            path, copy = original_name(one.file, self.assignment.notebooks)
            file = File(entry, one, path, copy)
            if not roster.is_certain(one):
                numbers = f"{one.sender.number} and {one.order}"
                self._refuse([file], f"it may be from either of two users: {numbers}")
                continue
            same = found[one.sender.number]
            if same and same[0].handed.sender != one.sender:
                known = printable(same[0].handed.sender.name)
                self._refuse([file], f"its number is that of '{known}' in this zip")
            else:
                same.append(file)
        return {files[0].handed.sender: files for files in found.values() if files}

    def _take_submission(self, match: Match, sender: Sender, files: list[File]) -> None:
        """Unpack one sender's files and move them to their place."""
        chosen, notes = self._newest(files)
        if said := match.reason or match.doubt:
            # Canvas names nobody in the zip of an anonymous assignment.
            who = f"{printable(sender.name)} ({sender.number})".strip()
            notes.insert(0, f"{said}: {who}")
        try:
            folder = submission_folder(self.course, match.student, self.assignment.name)
        except EntryError as error:
            self._refuse(chosen, str(error))
            return
        with staging(folder) as stage:
            taken = self._unpack(chosen, stage)
            if not taken:
                return
            time = max(filter(None, (file.entry.time for file in taken)), default=None)
            stamp = self._stamp(taken, time)
            if stamp:
                write_timestamp(stage, stamp)
            placed = place(stage, folder, time, force=self.force)
        if placed in (Placed.NEW, Placed.REPLACED) and time:
            (self.dated if stamp else self.undated).append(match.student)
        notes += self._oddities(placed, taken)
        paths = sorted(file.path for file in taken)
        self.report.folders.append(Folder(match.student, placed, paths, notes))

    def _oddities(self, placed: Placed, files: Collection[File]) -> Iterator[str]:
        """Yield what is out of the ordinary with a submission."""
        if any(file.handed.late for file in files):
            yield f"{self.lms.title} marks it as late"
        if placed is Placed.KEPT:
            yield "what is there is newer; replace it with --force"
        elif placed is Placed.REPLACED:
            yield "what was there was replaced"
        if not {file.path for file in files} & self._notebook_files():
            expected = ", ".join(sorted(self._notebook_files()))
            yield f"none of the files is called {expected}"

    def _newest(self, files: Iterable[File]) -> tuple[list[File], list[str]]:
        """Return the newest version of each file, and what was left out."""
        chosen: dict[str, File] = {}
        notes = []
        # Where capitals do not count, two names are one file.
        for file in sorted(files, key=lambda file: file.age):
            if older := chosen.get(file.path.casefold()):
                left, kept = printable(older.handed.file), printable(file.handed.file)
                notes.append(f"of two versions the newer was taken: {kept}, not {left}")
            chosen[file.path.casefold()] = file
        # The notebooks first: nothing else may use up the room that they need.
        mine = self._notebook_files()
        by_need = sorted(chosen.values(), key=lambda f: (f.path not in mine, f.path))
        return by_need, notes

    def _unpack(self, files: Iterable[File], stage: Path) -> list[File]:
        """Write files to the staging folder; return those that are there."""
        room, places, taken = MAX_BYTES, MAX_FILES, []
        folders: set[PurePosixPath] = set()
        for file in files:
            path = PurePosixPath(file.path)
            new = {*path.parents} - folders
            try:
                if path.name.casefold() == TIMESTAMP:
                    raise EntryError("a student does not say when it was handed in")
                if file.entry.size > room:
                    raise EntryError(f"the submission is over {MAX_BYTES >> 20} MB")
                if len(new) + 1 > places:
                    raise EntryError(f"the submission has over {MAX_FILES} files")
                self.archive.copy(file.entry, stage / path)
            except EntryError as error:
                self._refuse([file], str(error))
            else:
                taken.append(file)
                folders |= new
                places -= len(new) + 1
                room -= file.entry.size
        return taken

    def _stamp(self, files: Iterable[File], time: datetime | None) -> datetime | None:
        """Return the time of handing in, if the zip's can be believed."""
        due = self.assignment.due
        if time is None or due is None or time <= due:
            return time
        # The zip may just have been made after the deadline, and nobody is to lose
        # points for that.
        if self.lms.marks_late:
            return time if any(file.handed.late for file in files) else None
        return None if self.packed else time

    def _tell_times(self) -> None:
        title = self.lms.title
        if self.dated:
            self.report.remarks.append(
                f"timestamp.txt has the time of the zip's entry, for {title} does not "
                f"tell when a file was handed in: {', '.join(self.dated)}"
            )
        if self.undated:
            self.report.remarks.append(
                "no timestamp.txt, so it counts as in time: the zip was made after the "
                f"deadline and does not tell who was late: {', '.join(self.undated)}"
            )

    def _refuse(self, files: Iterable[File], reason: str) -> None:
        self.report.refusals += [Refusal(file.entry.name, reason) for file in files]

    def _notebook_files(self) -> set[str]:
        return {f"{name}.ipynb" for name in self.assignment.notebooks}


def printable(name: str) -> str:
    """Return a name that can be shown: a student may have put anything into it."""
    shown = "".join(
        sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name[:200]
    )
    return shown if len(name) <= 200 else f"{shown}…"


def _read_names(
    entries: Iterable[Entry], lms: Lms, refusals: list[Refusal]
) -> Iterator[tuple[Entry, Handed]]:
    for entry in entries:
        try:
            if entry.reason:
                raise EntryError(entry.reason)
            yield entry, lms.parse(entry.name)
        except EntryError as error:
            refusals.append(Refusal(entry.name, str(error)))


def _assignments(gradebook: Gradebook) -> Iterator[Assignment]:
    for assignment in gradebook.assignments:
        names = [notebook.name for notebook in assignment.notebooks]
        yield Assignment(assignment.name, names, assignment.duedate)


def _choose(
    known: Iterable[Assignment], name: str, handed: Iterable[tuple[Entry, Handed]]
) -> Assignment:
    """Return the assignment that is meant."""
    by_name = {assignment.name: assignment for assignment in known}
    listed = ", ".join(by_name) or "none yet"
    if name:
        if name not in by_name:
            raise UsageError(
                f"there is no assignment '{name}'; the gradebook has {listed}"
            )
        return by_name[name]
    files = [one.file for _, one in handed]
    meant = [
        assignment
        for assignment in by_name.values()
        if {f"{notebook}.ipynb" for notebook in assignment.notebooks}
        & {original_name(file, assignment.notebooks)[0] for file in files}
    ]
    if len(meant) != 1:
        told = "several assignments" if meant else "no assignment of the gradebook"
        raise UsageError(
            f"the zip has notebooks of {told}; name the one it is for: {listed}"
        )
    return meant[0]


def _are_of_packing(times: Iterable[datetime | None]) -> bool:
    known = [time for time in times if time is not None]
    return bool(known) and max(known) - min(known) <= PACKING
