"""Take the submissions of one assignment out of an LMS's zip.

Read all names; find whose each file is, and which of the notebooks; of several versions
of a file take the newest; unpack each student's files beside their place, and move them
there. What cannot be taken is told by name and reason, and stops nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import takewhile
from pathlib import Path, PurePosixPath

from autograder.collecting.archive import Archive, Entry
from autograder.collecting.assignments import (
    Assignment,
    Look,
    Place,
    choose,
    read_assignments,
)
from autograder.collecting.lms import Handed, Lms, ReceiptError, Sender
from autograder.collecting.placing import Placed, place, staging, submission_folder
from autograder.collecting.report import Folder, Refusal, Report
from autograder.collecting.roster import Match, Roster
from autograder.collecting.senders import Known, Senders, read_told
from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.people import read_people
from autograder.grading.machine import is_full
from autograder.grading.timestamps import TIMESTAMP, write_timestamp
from autograder.model import EntryError, SubmissionError
from autograder.notebook.intake import MAX_FILE_BYTES
from autograder.notebook.recognise import Marks, fold, marks_of
from autograder.notebook.untrusted import MAX_BYTES, MAX_FILES

PACKING = timedelta(minutes=15)
"""Times within so short a while are those of packing: no class hands in so fast."""


@dataclass(frozen=True)
class File:
    """One file to take: the entry, what its name says, where it belongs."""

    entry: Entry
    handed: Handed
    place: Place

    @property
    def path(self) -> str:
        """The path in the submission."""
        return self.place.path

    @property
    def time(self) -> datetime | None:
        """When it was handed in, or else packed."""
        return self.handed.time or self.entry.time

    @property
    def age(self) -> tuple[int, bool, int, datetime]:
        """What grows from one version of a file to the next."""
        handed, place = self.handed, self.place
        return handed.order, place.by_name, place.copy, self.time or datetime.min


def collect(
    course: NbgraderCourse,
    archive: Path,
    lms: Lms,
    name: str = "",
    force: bool = False,
    told: Sequence[str] = (),
) -> Report:
    """Unpack a zip into the folder of submissions.

    Args:
        course: The course.
        archive: The zip file.
        lms: Where it is from.
        name: The assignment; if not given, the one whose notebooks are in the zip.
        force: Replace also what is newer.
        told: Whose numbers of the LMS's are, as ``NUMBER=STUDENT``; is remembered.

    Raises:
        UsageError: It is no zip, or it is not clear for which assignment.
    """
    with course.gradebook() as gradebook, Archive(archive) as opened:
        people = read_people(gradebook)
        named = read_told(told, (person.id for person in people))
        entries = opened.entries()
        report = Report("")
        handed = list(_read_names(entries, lms, report))
        looks = {one.file: _looker(opened, entry) for entry, one in handed}
        assignment = choose(read_assignments(course, gradebook), name, looks)
        report.assignment = assignment.name
        senders = Senders(course.root, lms)
        known = {**senders.told(assignment.name), **named}
        packed = _are_of_packing(entry.time for entry in entries)
        taking = _Taking(course, opened, lms, assignment, force, packed, report)
        taking.take(handed, Roster(people, lms, known))
    if taking.senders:
        senders.remember(assignment.name, taking.senders)
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
    senders: dict[str, Known] = field(default_factory=dict)

    def take(self, handed: Iterable[tuple[Entry, Handed]], roster: Roster) -> None:
        """Put every sender's files in their place."""
        files = self._by_sender(handed, roster)
        matches = roster.find_all(files)
        owners: dict[str, Sender] = {}
        for sender, match in sorted(matches.items(), key=lambda item: item[1].student):
            students = (match.student, *match.others)
            told = sender.number in roster.told
            self.senders[sender.number] = Known(sender.name, students, told)
            for student in students:
                if owners.setdefault(student, sender) is not sender:
                    reason = f"the folder '{student}' is another person's of this zip"
                    self._refuse(files[sender], reason)
                    continue
                try:
                    self._take_submission(student, match, sender, files[sender])
                except (EntryError, SubmissionError) as error:
                    self._refuse(files[sender], str(error))
                except OSError as error:
                    if is_full(error):
                        raise
                    reason = f"it cannot be put in place: {error.strerror or error}"
                    self._refuse(files[sender], reason)
        self._tell_times()

    def _by_sender(
        self, handed: Iterable[tuple[Entry, Handed]], roster: Roster
    ) -> Mapping[Sender, list[File]]:
        found: dict[str, list[File]] = defaultdict(list)
        for entry, one in handed:
            place = self.assignment.place(one.file, _looker(self.archive, entry))
            file = File(entry, one, place)
            if not roster.is_certain(one):
                numbers = f"{one.sender.number} and {one.order}"
                self._refuse([file], f"it may be from either of two users: {numbers}")
                continue
            same = found[one.sender.number]
            if same and same[0].handed.sender != one.sender:
                known = one_line(same[0].handed.sender.name)
                self._refuse([file], f"its number is that of '{known}' in this zip")
            else:
                same.append(file)
        return {files[0].handed.sender: files for files in found.values() if files}

    def _take_submission(
        self, student: str, match: Match, sender: Sender, files: list[File]
    ) -> None:
        """Unpack one sender's files and move them to their place."""
        chosen, notes = self._newest(self._last_attempt(files))
        if said := match.reason or match.doubt:
            # Canvas names nobody in the zip of an anonymous assignment.
            who = f"{one_line(sender.name)} ({sender.number})".strip()
            notes.insert(0, f"{said}: {who}")
        folder = submission_folder(self.course, student, self.assignment.name)
        with staging(folder) as stage:
            taken = self._unpack(chosen, stage)
            if not taken:
                return
            time = max(filter(None, (file.time for file in taken)), default=None)
            stamp = self._stamp(taken, time)
            if stamp:
                write_timestamp(stage, stamp)
            placed = place(stage, folder, time, force=self.force)
        if placed in (Placed.NEW, Placed.REPLACED) and time:
            (self.dated if stamp else self.undated).append(student)
        notes += self._oddities(placed, taken)
        notes += self._namesakes(student, sender)
        paths = sorted(file.path for file in taken)
        mine = any(PurePosixPath(path).name in self.assignment.files for path in paths)
        self.report.folders.append(Folder(student, placed, paths, notes, mine))

    def _oddities(self, placed: Placed, files: Collection[File]) -> Iterator[str]:
        """Yield what is out of the ordinary with a submission."""
        for file in files:
            name = PurePosixPath(file.path).name
            if name in self.assignment.files and not file.place.by_name:
                yield f"{one_line(file.handed.file)} is {name}, by what is in it"
        if any(file.handed.late for file in files):
            yield f"{self.lms.title} marks it as late"
        if placed is Placed.KEPT:
            yield "what is there is newer; replace it with --force"
        elif placed is Placed.REPLACED:
            yield "what was there was replaced"
        names = {PurePosixPath(file.path).name for file in files}
        if not names & self.assignment.files:
            expected = ", ".join(sorted(self.assignment.files))
            yield f"none of the files is {expected}, by its name or by what is in it"

    def _namesakes(self, student: str, sender: Sender) -> Iterator[str]:
        """Yield that a folder is there which was made before its owner was known."""
        made = Roster.made_id(self.lms, sender)
        folder = self.course.path("submitted", made, self.assignment.name)
        if student != made and folder.is_dir():
            yield f"the folder '{made}' is of the same sender; remove it"

    def _last_attempt(self, files: Sequence[File]) -> Sequence[File]:
        """Return what belongs together where a zip has all attempts."""
        if not self.lms.has_attempts:
            return files
        last = max(file.handed.order for file in files)
        return [file for file in files if file.handed.order == last]

    def _newest(self, files: Iterable[File]) -> tuple[list[File], list[str]]:
        """Return the newest version of each file, and what was left out."""
        chosen: dict[str, File] = {}
        notes = []
        # Where capitals and forms of letters do not count, two names are one file.
        for file in sorted(self._unwrapped(list(files)), key=lambda file: file.age):
            if older := chosen.get(fold(file.path)):
                left, kept = one_line(older.handed.file), one_line(file.handed.file)
                by_name = file.place.by_name > older.place.by_name
                which = "the one of that name" if by_name else "the newer"
                notes.append(f"of two versions {which} was taken: {kept}, not {left}")
            chosen[fold(file.path)] = file
        # The notebooks first: nothing else may use up the room that they need.
        mine = self.assignment.files
        by_need = sorted(chosen.values(), key=lambda f: (f.path not in mine, f.path))
        return by_need, notes

    def _unwrapped(self, files: Sequence[File]) -> Sequence[File]:
        """Take off the folders that hold all of it, if a notebook is there."""
        paths = [PurePosixPath(file.path) for file in files]
        columns = zip(*(path.parent.parts for path in paths), strict=False)
        depth = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, columns))
        inner = [str(PurePosixPath(*path.parts[depth:])) for path in paths]
        if not self.assignment.files & set(inner):
            return files
        return [
            replace(file, place=replace(file.place, path=path))
            for file, path in zip(files, inner, strict=True)
        ]

    def _unpack(self, files: Iterable[File], stage: Path) -> list[File]:
        """Write files to the staging folder; return those that are there."""
        room, places, taken = MAX_BYTES, MAX_FILES, []
        folders: set[PurePosixPath] = set()
        for file in files:
            path = PurePosixPath(file.path)
            new = {*path.parents} - folders
            try:
                if fold(path.parts[0]) == TIMESTAMP:
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
        if any(file.handed.time for file in files):
            return time  # the LMS's own word
        # The zip may just have been made after the deadline, and nobody is to lose
        # points for that.
        if self.lms.marks_late:
            return time if any(file.handed.late for file in files) else None
        return None if self.packed else time

    def _tell_times(self) -> None:
        title = self.lms.title
        if self.dated and self.lms.has_attempts:
            self.report.remarks.append(
                f"timestamp.txt has the time of the attempt, which {title} gives "
                "without a zone: this machine's was taken"
            )
        elif self.dated:
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


def _read_names(
    entries: Iterable[Entry], lms: Lms, report: Report
) -> Iterator[tuple[Entry, Handed]]:
    """Yield the files that students handed in; note what else there is."""
    found: list[tuple[Entry, Handed]] = []
    receipts = 0
    for entry in entries:
        try:
            if entry.reason:
                raise EntryError(entry.reason)
            found.append((entry, lms.parse(entry.name)))
        except ReceiptError:
            receipts += 1
        except EntryError as error:
            report.refusals.append(Refusal(entry.name, str(error)))
    if receipts:
        report.remarks.append(
            f"{receipts} receipts of {lms.title} were left out; what students typed "
            "there is in them alone"
        )
    settled = lms.settle([one for _, one in found])
    yield from zip((entry for entry, _ in found), settled, strict=True)


def _looker(archive: Archive, entry: Entry) -> Look:
    """Return a function that tells by what a file of the zip is known."""

    @cache
    def look() -> Marks:
        try:
            return marks_of(archive.read(entry, MAX_FILE_BYTES))
        except EntryError:
            return Marks()

    return look


def _are_of_packing(times: Iterable[datetime | None]) -> bool:
    known = [time for time in times if time is not None]
    return bool(known) and max(known) - min(known) <= PACKING
