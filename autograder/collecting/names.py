"""What a file's name in an LMS's zip says: whose it is, and what they called it.

Moodle, Assignment activity, "Download all submissions" (``mod/assign``: a folder for
each student since 3.1, or all in one where "Download submissions in folders" is off;
versions differ in the last underscore of the folder)::

    Ann Lee_12345_assignsubmission_file_/sums.ipynb
    Ann Lee_12345_assignsubmission_file_sums.ipynb

The number is the participant's in this one assignment, not the user's id in Moodle.

Canvas, "Download Submissions" of an assignment (``lib/content_zipper.rb``): the name as
Canvas sorts it, lower case, nothing but letters; the user's id; the file's id, which
grows with time. A file handed in again gets a number before its ending::

    leeann_12345_67890_sums.ipynb
    leeann_LATE_12345_67890_sums-1.ipynb
    anon_Ab3dE_67890_sums.ipynb

Nothing here touches a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from autograder.model import EntryError

# The first number counts: whatever comes after it, a student may have written.
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
    may be meant: a name in Canvas can end in a number as if it were an id.
    """

    sender: Sender
    file: str
    order: int = 0
    late: bool = False
    other: Sender | None = None


@dataclass(frozen=True)
class Lms:
    """A learning management system.

    ``numbers_are_users``: the number in a name is the user's id all over the LMS, and
    ``marks_late``: names tell what was handed in late.
    """

    name: str
    title: str
    parse: Callable[[str], Handed]
    numbers_are_users: bool
    marks_late: bool


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


MOODLE = Lms("moodle", "Moodle", parse_moodle, False, False)
CANVAS = Lms("canvas", "Canvas", parse_canvas, True, True)
SYSTEMS = {lms.name: lms for lms in (MOODLE, CANVAS)}
