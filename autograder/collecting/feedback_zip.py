"""Feedback pages as the zip of Moodle's "Upload multiple feedback files in a zip".

Moodle (``mod/assign/feedback/file/importziplib.php``) gives a file to the participant
whose number stands second in its name, as in what it gave to download::

    Ann Lee_12345_assignfeedback_file_sums.html

The numbers are those of the zip that was collected. In Moodle 4.1 and later the number
of a team's entry is the team's, and may be some other participant's: it is not used.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.collecting.lms import MOODLE, Sender
from autograder.collecting.roster import Roster
from autograder.collecting.senders import Known, Senders
from autograder.common.printable import one_line
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.gradebook.people import Person, read_people


@dataclass(frozen=True)
class FeedbackZip:
    """A zip, the number of students whose pages are in it, and what else to know."""

    path: Path
    students: int
    remarks: tuple[str, ...]


def write_feedback_zip(course: NbgraderCourse, assignment: str) -> FeedbackZip:
    """Pack the feedback pages of an assignment for Moodle.

    Whose number is not known for sure is left out, and this is said.

    Raises:
        UsageError: What is remembered of the senders is damaged.
    """
    senders = Senders(course.root, MOODLE).of(assignment)
    with course.gradebook() as gradebook:
        people = read_people(gradebook)
    numbers = dict(_participants(people, senders))
    path = course.root / f"feedback-moodle-{assignment}.zip"
    part = path.with_suffix(".tmp")
    left_out, packed = [], 0
    with zipfile.ZipFile(
        part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False
    ) as made:
        for student in sorted(person.id for person in people):
            folder = course.path("feedback", student, assignment)
            if not (pages := sorted(folder.glob("*.html"))):
                continue
            if student not in numbers:
                left_out.append(student)
                continue
            packed += 1
            number = numbers[student]
            prefix = f"{_plain(senders[number].name)}_{number}_assignfeedback_file"
            for page in pages:
                made.write(page, f"{prefix}_{page.name}")
    if packed:
        part.replace(path)
    else:
        part.unlink()
    return FeedbackZip(path, packed, tuple(_remarks(left_out)))


def _remarks(left_out: list[str]) -> Iterator[str]:
    if left_out:
        yield (
            "left out, for their numbers in this assignment are not known (collect "
            "Moodle's zip, and tell by --sender who is who): "
            f"{', '.join(map(one_line, left_out))}"
        )


def _participants(
    people: Sequence[Person], senders: Mapping[str, Known]
) -> Iterator[tuple[str, str]]:
    """Yield each student whose number is a participant's, with the number."""
    by_id = {person.id: person for person in people}
    roster = Roster(people, MOODLE)
    # Moodle calls everybody the same where it does not tell who is who.
    is_blind = len(senders) > 1 and len({known.name for known in senders.values()}) == 1
    for number, known in senders.items():
        for student in known.students if len(known.students) == 1 else ():
            person = by_id.get(student)
            if person and (is_blind or roster.fits(person, Sender(number, known.name))):
                yield student, number


def _plain(name: str) -> str:
    """Return a name that stands between the signs that Moodle reads."""
    signs = (
        " " if sign in "_/\\:" or unicodedata.category(sign)[0] == "C" else sign
        for sign in name
    )
    # What begins with a dot or a tilde is hidden to Moodle.
    return "".join(signs).strip(" .~") or "Participant"
