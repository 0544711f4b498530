"""What a file's name in an LMS's zip says: whose it is, and what they called it.

Moodle, Assignment activity, "Download all submissions" (``mod/assign``: a folder for
each student since 3.1, or all in one where "Download submissions in folders" is off;
versions differ in the last underscore of the folder)::

    Ann Lee_12345_assignsubmission_file_/sums.ipynb
    Ann Lee_12345_assignsubmission_file_sums.ipynb
    Red Team-Ann Lee_12345_assignsubmission_file_/sums.ipynb

The number is the participant's in this one assignment, not the user's id in Moodle. In
an assignment for teams each member has an entry, the team's name and a hyphen before
the member's. Moodle 4.1 and later have one entry a team, by the team's name and number.

Canvas, "Download Submissions" of an assignment (``lib/content_zipper.rb``): the name as
Canvas sorts it, lower case, nothing but letters; the user's id; the file's id, which
grows with time. A file handed in again gets a number before its ending::

    leeann_12345_67890_sums.ipynb
    leeann_LATE_12345_67890_sums-1.ipynb
    anon_Ab3dE_67890_sums.ipynb

ILIAS, Exercise, "Download All Submissions" (``Modules/Exercise``): a folder for each
student, with last and first name, login and the user's id; another around it for a
team, and around all. What was late says so in the language of whoever downloads::

    Sums/Submissions/Lee_Ann_annlee_4711/sums.ipynb
    Sums/Submissions/Team 3/Lee_Ann_annlee_4711/Late Submission - sums.ipynb

Blackboard Learn, "Assignment File Download": the assignment's title, the user's name,
the time of the attempt, and the file's name; beside them, without a file's name, the
receipt that Blackboard writes for each attempt::

    HW 1_annlee_attempt_2026-11-20-10-30-00_sums.ipynb
    HW 1_annlee_attempt_2026-11-20-10-30-00.txt

Nothing here touches a file.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from autograder.model import EntryError

# The first number counts: whatever comes after it, a student may have written.
_MOST_PARTS = 32  # of a name between hyphens or underscores that are tried as a person

_MOODLE = re.compile(
    r"(?P<name>.*?)_(?P<number>[0-9]{1,18})_assignsubmission_(?P<kind>[a-z0-9]+)"
    r"(?:_(?P<file>.*))?",
    re.DOTALL,
)
_CANVAS = re.compile(
    r"(?P<name>.*?)_(?P<late>LATE_)?(?P<number>[0-9]{1,18})_(?P<order>[0-9]{1,18})_"
    r"(?P<file>.+)",
    re.DOTALL,
)
_CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<number>anon_[A-Za-z0-9]{1,18})_(?P<order>[0-9]{1,18})_"
    r"(?P<file>.+)",
    re.DOTALL,
)
_NUMBERED = re.compile(r"[0-9]{1,18}_.+", re.DOTALL)
_CANVAS_NO_FILE = re.compile(r".*_(anon_)?[A-Za-z0-9]+_(text|link)\.html", re.DOTALL)

_ILIAS = re.compile(r"(?P<name>.+)_(?P<number>[0-9]{1,18})", re.DOTALL)
_ILIAS_LATE = re.compile(
    r"(?:Late Submission|Versp(?:ä|ae|a)tete (?:Abgabe|Einreichung)) - (?P<file>.+)",
    re.DOTALL,
)
_ILIAS_PEERS = "Feedback_files"
_BLACKBOARD = re.compile(
    r"(?P<name>.+?)_attempt_(?P<time>[0-9]{4}(?:-[0-9]{2}){5})"
    r"(?:_(?P<file>.+)|\.txt)",
    re.DOTALL,
)

# What Canvas, browsers and Jupyter put behind the name of a further copy.
_COPY = re.compile(
    r"(?P<name>.+?)(?:-(?P<dash>[0-9]{1,9})| ?\((?P<bracket>[0-9]{1,9})\)"
    r"|-Copy(?P<copy>[0-9]{1,9}))"
)
_NOTEBOOK = ".ipynb"


@dataclass(frozen=True)
class Sender:
    """Whose file it is, in the LMS's words."""

    number: str
    name: str


@dataclass(frozen=True)
class Handed:
    """One file as its name describes it.

    ``file`` is its path within the submission, with ``/`` between folders. Of two that
    have one name, the one with the greater ``order`` is newer. ``other`` is who else
    may be meant: a name in Canvas can end in a number as if it were an id. ``time`` is
    when it was handed in, UTC without a zone, where the LMS says so.
    """

    sender: Sender
    file: str
    order: int = 0
    late: bool = False
    other: Sender | None = None
    time: datetime | None = None


class ReceiptError(EntryError):
    """A file that the LMS itself wrote about a submission."""


Reading = tuple[str, str]
"""A person's name and login; either may be empty."""


def as_it_stands(name: str) -> Sequence[Reading]:
    """Return the one way to read a name that is nothing but a name."""
    return ((name, ""),)


@dataclass(frozen=True)
class Lms:
    """A learning management system.

    Attributes:
        name: What the command line calls it.
        title: What people call it.
        parse: Reads a path in its zip.
        numbers_are_users: The number in a name is the user's id all over the LMS.
        marks_late: Names tell what was handed in late.
        readings: Returns the ways to read a sender's name, as it stands first.
        has_teams: All but the first reading count only in the zip of an assignment for
            teams, where every name has several.
        has_attempts: The zip may have several attempts of one student, by their order.
        settle: Looks at all senders of a zip together.
    """

    name: str
    title: str
    parse: Callable[[str], Handed]
    numbers_are_users: bool
    marks_late: bool
    readings: Callable[[str], Sequence[Reading]] = as_it_stands
    has_teams: bool = False
    has_attempts: bool = False
    settle: Callable[[Sequence[Handed]], Sequence[Handed]] = list


def parse_moodle(path: str) -> Handed:
    """Read a path of Moodle's zip, in folders or flat, within other folders or not.

    Raises:
        EntryError: Moodle names nothing so, or it is no file that a student uploaded.
    """
    parts = path.split("/")
    matches = list(map(_MOODLE.fullmatch, parts))
    match = next(filter(None, matches), None)
    if match is None:
        raise EntryError("Moodle names no submission so")
    if match["kind"] != "file":
        raise EntryError(f"no file, but what Moodle calls '{match['kind']}'")
    inner = [match["file"] or "", *parts[matches.index(match) + 1 :]]
    file = "/".join(part for part in inner if part)
    if not file:
        raise EntryError("the student's name, and no file's")
    return Handed(Sender(match["number"], match["name"]), file)


def parse_canvas(path: str) -> Handed:
    """Read a path of Canvas's zip, which has no folders, within other folders or not.

    Raises:
        EntryError: Canvas names nothing so, or it is no file that a student uploaded.
    """
    name = path.rpartition("/")[2]
    if match := _CANVAS_ANONYMOUS.fullmatch(name):
        sender, other = Sender(match["number"].replace("_", "-"), ""), None
    elif match := _CANVAS.fullmatch(name):
        sender, other = Sender(match["number"], match["name"]), None
        if not match["late"] and _NUMBERED.fullmatch(match["file"]):
            other = Sender(match["order"], f"{match['name']}_{match['number']}")
    elif _CANVAS_NO_FILE.fullmatch(name):
        raise EntryError("a text or a link typed in Canvas, no file")
    else:
        raise EntryError("Canvas names no submission so")
    order, late = int(match["order"]), bool(match["late"])
    return Handed(sender, match["file"], order, late, other)


def members(name: str) -> Sequence[Reading]:
    """Return what may be a member's name, behind a team's or not, with hyphens."""
    words = name.split("-")
    starts = range(max(1, len(words) - _MOST_PARTS), len(words))
    return tuple(("-".join(words[start:]), "") for start in (0, *starts))


def parse_ilias(path: str) -> Handed:
    """Read a path of ILIAS's zip.

    Raises:
        EntryError: ILIAS names nothing so, or it is no file that a student uploaded.
    """
    *folders, file = path.split("/")
    if _ILIAS_PEERS in folders:
        raise EntryError("what a student wrote about another's, no submission")
    match = _ILIAS.fullmatch(folders[-1]) if folders else None
    if match is None or "_" not in match["name"]:
        raise EntryError("ILIAS names no submission so")
    late = _ILIAS_LATE.fullmatch(file)
    sender = Sender(match["number"], match["name"])
    return Handed(sender, late["file"] if late else file, late=late is not None)


def names_and_logins(name: str) -> Sequence[Reading]:
    """Return where in ILIAS's name the login may begin: all parts may have a ``_``."""
    words = name.split("_")
    ends = range(len(words) - 1, max(0, len(words) - 1 - _MOST_PARTS), -1)
    return tuple((" ".join(words[:end]), "_".join(words[end:])) for end in ends)


def parse_blackboard(path: str) -> Handed:
    """Read a path of Blackboard's zip, which has no folders.

    Raises:
        ReceiptError: It is what Blackboard wrote about an attempt.
        EntryError: Blackboard names nothing so.
    """
    match = _BLACKBOARD.fullmatch(path.rpartition("/")[2])
    if match is None:
        raise EntryError("Blackboard names no submission so")
    if match["file"] is None:
        raise ReceiptError("Blackboard's receipt")
    try:
        local = datetime.strptime(match["time"], "%Y-%m-%d-%H-%M-%S")
        time = local.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise EntryError("the time of the attempt is no date") from None
    sender = Sender(match["name"].rpartition("_")[2], match["name"])
    order = int(match["time"].replace("-", ""))
    return Handed(sender, match["file"], order, time=time)


def without_title(handed: Sequence[Handed]) -> Sequence[Handed]:
    """Take the assignment's title, which all have in common, from Blackboard's names.

    The title and a user's name may both have underscores. Where there is one user
    alone, what follows the last one is the name.
    """
    names = [one.sender.name.split("_") for one in handed]
    if len(set(map(tuple, names))) < 2:
        return handed
    columns = zip(*names, strict=False)
    common = itertools.takewhile(lambda words: len(set(words)) == 1, columns)
    start = sum(len(words[0]) + 1 for words in common)
    return [
        replace(one, sender=Sender(one.sender.name[start:], one.sender.name[start:]))
        for one in handed
    ]


def logins(name: str) -> Sequence[Reading]:
    """Return what may be the user's name, behind Blackboard's title or not."""
    words = name.split("_")
    return tuple(("", "_".join(words[start:])) for start in range(len(words)))


def original_name(file: str, notebooks: Collection[str]) -> tuple[str, int]:
    """Return a file's name without the numbers of copies, and the last of these.

    Args:
        file: A path within a submission.
        notebooks: Names, without ending, that the assignment has. Only what becomes one
            of these is renamed.
    """
    stem, copy = file.removesuffix(_NOTEBOOK), 0
    if stem == file:
        return file, 0
    name = stem
    while name not in notebooks and (match := _COPY.fullmatch(name)):
        name = match["name"]
        copy = copy or int(match["dash"] or match["bracket"] or match["copy"])
    return (f"{name}{_NOTEBOOK}", copy) if name in notebooks else (file, 0)


MOODLE = Lms("moodle", "Moodle", parse_moodle, False, False, members, has_teams=True)
CANVAS = Lms("canvas", "Canvas", parse_canvas, True, True)
ILIAS = Lms("ilias", "ILIAS", parse_ilias, True, True, names_and_logins)
BLACKBOARD = Lms(
    "blackboard",
    "Blackboard",
    parse_blackboard,
    numbers_are_users=True,
    marks_late=False,
    readings=logins,
    has_attempts=True,
    settle=without_title,
)
SYSTEMS = {lms.name: lms for lms in (MOODLE, CANVAS, ILIAS, BLACKBOARD)}
