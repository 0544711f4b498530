"""Which student of the gradebook is meant by a number and a name of an LMS.

Better nobody than the wrong one: a file must not become another student's. What cannot
be decided gets an id made of the LMS's number, which is the same in the next zip.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.collecting.lms import Handed, Lms, Reading, Sender
from autograder.gradebook.people import Person

# Letters that Unicode does not take apart into a plain one and its accent.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i"})


@dataclass(frozen=True)
class Match:
    """The student's id, if it is a made one, why, and what makes it less than sure.

    ``others`` are further members of a team that has one entry for all.
    """

    student: str
    reason: str = ""
    doubt: str = ""
    others: tuple[str, ...] = ()


class Roster:
    """The students of a gradebook, to be found by what an LMS knows of them.

    ``told`` are the students that a person has named for a number of the LMS's.
    """

    def __init__(
        self,
        people: Iterable[Person],
        lms: Lms,
        told: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._lms = lms
        self.told = told or {}
        self._by_login: dict[str, list[Person]] = defaultdict(list)
        self._by_number: dict[str, list[Person]] = defaultdict(list)
        self._by_email: dict[str, list[Person]] = defaultdict(list)
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            if person.lms_user_id:
                self._by_number[person.lms_user_id.strip()].append(person)
            if person.email:
                self._by_email[person.email.strip().casefold()].append(person)
            for name in _names(person):
                self._by_name[name].append(person)
            for login in {person.id.casefold(), person.lms_user_id.strip().casefold()}:
                self._by_login[login].append(person)

    def find(self, sender: Sender, *, in_team: bool = True) -> Match:
        """Return the student of one sender, whoever else is in the zip.

        Args:
            sender: What the LMS says.
            in_team: Whether the name may have a team's before it.
        """
        if told := self.told.get(sender.number):
            return Match(told[0], others=tuple(told[1:]))
        by_number = self._by_number.get(sender.number, [])
        if len(by_number) == 1 and self._may_be(by_number[0], sender):
            return Match(by_number[0].id, doubt=self._doubt(by_number[0], sender))
        readings = self._lms.readings(sender.name)
        if self._lms.has_teams and not in_team:
            readings = readings[:1]
        people = self._of_login(readings) or self._of_name(readings)
        if len(people) == 1:
            return Match(people[0].id)
        ids = ", ".join(person.id for person in people)
        return self._made(
            sender,
            f"{len(people)} students of the gradebook have this name ({ids})"
            if people
            else "no student of the gradebook has this number or name",
        )

    def find_all(self, senders: Iterable[Sender]) -> Mapping[Sender, Match]:
        """Return the student of each sender; no two get the same one."""
        all_senders = list(senders)
        in_team = all(len(self._lms.readings(one.name)) > 1 for one in all_senders)
        found = {one: self.find(one, in_team=in_team) for one in all_senders}
        claims: dict[str, list[Sender]] = defaultdict(list)
        for sender, match in found.items():
            for student in (match.student, *match.others):
                claims[student].append(sender)
        for student, rivals in claims.items():
            sure = [sender for sender in rivals if self._is_sure(student, sender)]
            for sender in rivals if len(rivals) > 1 else ():
                if [sender] != sure:
                    reason = f"{len(rivals)} people in the zip would be '{student}'"
                    found[sender] = self._made(sender, reason)
        return found

    def _of_login(self, readings: Iterable[Reading]) -> list[Person]:
        """Return whose id or LMS id is the login, unless the name is another's."""
        for name, login in readings:
            found = [
                person
                for person in self._by_login.get(login.casefold(), [])
                if not plain(name) or plain(name) in (_names(person) or {plain(name)})
            ]
            if login and found:
                return found
        return []

    def _of_name(self, readings: Iterable[Reading]) -> list[Person]:
        """Return whose e-mail address or name it is, in whichever way it is read."""
        return _distinct(
            person
            for name, _ in readings
            for person in self._by_email.get(name.strip().casefold())
            or self._by_name.get(plain(name), [])
        )

    def _may_be(self, person: Person, sender: Sender) -> bool:
        """Tell whether a number that fits may be believed."""
        # Moodle's number is the participant's in one assignment: under another name,
        # that it is also some user's id means nothing.
        known = _names(person)
        return self._lms.numbers_are_users or not known or self.fits(person, sender)

    def fits(self, person: Person, sender: Sender) -> bool:
        """Tell whether a sender's name can be read as a person's."""
        readings = self._lms.readings(sender.name)
        return any(plain(name) in _names(person) for name, _ in readings)

    def _doubt(self, person: Person, sender: Sender) -> str:
        """Return what speaks against a number; nothing where the name is the same."""
        names = (name for name, _ in self._lms.readings(sender.name))
        if self.fits(person, sender) or not any(map(plain, names)):
            return ""
        if _names(person):
            return f"known by the number {sender.number}; the name is another"
        if self._lms.numbers_are_users:
            return ""
        return (
            f"known by the number {sender.number} alone, which {self._lms.title} gives "
            "anew in each assignment"
        )

    def is_certain(self, handed: Handed) -> bool:
        """Tell whether a name that can be read in two ways means one student."""
        if handed.other is None:
            return True
        by_number = self._by_number.get(handed.sender.number, [])
        fits = all(plain(handed.sender.name) in _names(person) for person in by_number)
        return fits and handed.other.number not in self._by_number

    def _is_sure(self, student: str, sender: Sender) -> bool:
        if sender.number in self.told:
            return student in self.told[sender.number]
        by_number = self._by_number.get(sender.number, [])
        return [person.id for person in by_number] == [student]

    def _made(self, sender: Sender, reason: str) -> Match:
        return Match(self.made_id(self._lms, sender), reason)

    @staticmethod
    def made_id(lms: Lms, sender: Sender) -> str:
        """Return the id of a sender who is no student of the gradebook."""
        return f"{lms.name}-{sender.number}"


def plain(name: str) -> str:
    """Return a name's letters and digits, without accents, in lower case."""
    for _ in range(2):  # taking apart can make capitals, and lower case letters to part
        name = unicodedata.normalize("NFKD", name).casefold()
    return "".join(filter(str.isalnum, name)).translate(_PLAIN)


def _distinct(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people if person.id}.values())


def _names(person: Person) -> set[str]:
    """What remains of a name, in either order; nothing if there is no name."""
    first, last = plain(person.first_name), plain(person.last_name)
    return {first + last, last + first} - {""}
