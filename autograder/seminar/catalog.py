"""The gettext catalogue of a seminar: what has been translated, and what is missing."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polib

from autograder.common.conflicts import REMEDY, conflict_line
from autograder.common.writing import write_atomically
from autograder.model import Problem, SourceError
from autograder.seminar import prose

SIMILAR = 0.8  # as gettext's msgmerge: closer than this, the old translation is offered

Message = tuple[str, str]  # the text, and the cell where it first occurs


class Catalog:
    """Translations of one seminar into one language, kept in a .po file.

    ``lookup(message)`` gives the translation, from one of the ``shared`` catalogues if
    this one lacks it. :meth:`merge` brings the catalogue up to date with the sources;
    nothing that a translator wrote is thrown away. Raises SourceError where the file is
    no catalogue.
    """

    def __init__(
        self, path: Path, language: str, shared: Sequence[Catalog] = ()
    ) -> None:
        self.path = path
        self._shared = shared
        self._before = path.read_text(encoding="utf-8") if path.exists() else ""
        self._po = _read(path, self._before)
        self._po.metadata = {
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
        }
        self._translations = self._usable()

    def lookup(self, message: str) -> str:
        """Return the translation of ``message``; KeyError where there is none."""
        for catalog in (self, *self._shared):
            if message in catalog._translations:
                return catalog._translations[message]
        raise KeyError(message)

    def get(self, message: str) -> str:
        """Return the translation of ``message``, or itself where there is none."""
        try:
            return self.lookup(message)
        except KeyError:
            return message

    def merge(self, messages: Iterable[Message]) -> None:
        """Make the catalogue's entries those of ``messages``, in their order.

        A new message takes over the translation of a similar one that is gone, marked
        fuzzy for the translator to look at. Entries no longer used stay, as obsolete.
        """
        wanted: dict[str, str] = {}
        for message, place in messages:
            wanted.setdefault(message, place)
        old = {entry.msgid: entry for entry in self._po}
        gone = {msgid: entry for msgid, entry in old.items() if msgid not in wanted}
        entries = []
        for message, place in wanted.items():
            entry = old.get(message) or _offer(message, gone)
            entry.obsolete, entry.comment = False, place
            entries.append(entry)
        for entry in gone.values():
            entry.obsolete, entry.comment = True, ""
        self._po[:] = [*entries, *gone.values()]
        self._translations = self._usable()

    def save(self) -> None:
        """Write the file, if anything has changed."""
        text = str(self._po)
        text = text if text.endswith("\n") else text + "\n"
        if text != self._before:
            write_atomically(self.path, text)
            self._before = text

    def problems(self) -> Iterator[Problem]:
        """Yield what keeps the catalogue from being used, each at its line."""
        for shared in self._shared:
            yield from shared.problems()
        self.save()
        for entry in polib.pofile(str(self.path)):
            if entry.obsolete:
                continue
            start = textwrap.shorten(entry.msgid, 60, placeholder="…")
            if not entry.msgstr:
                reason = "is not translated"
            elif entry.fuzzy:
                reason = (
                    "has changed: mend its translation, then remove the 'fuzzy' flag"
                )
            elif missing := prose.invariants(entry.msgid) - prose.invariants(
                entry.msgstr
            ):
                reason = f"lost in translation: {', '.join(sorted(missing))}"
            elif added := prose.invariants(entry.msgstr) - prose.invariants(
                entry.msgid
            ):
                reason = f"the original does not have: {', '.join(sorted(added))}"
            else:
                continue
            yield Problem(self.path, entry.linenum, None, f"'{start}' {reason}")

    def _usable(self) -> dict[str, str]:
        return {
            e.msgid: e.msgstr for e in self._po if e.translated() and not e.obsolete
        }


def _read(path: Path, text: str) -> polib.POFile:
    if line := conflict_line(text):
        raise SourceError([Problem(path, line, None, REMEDY)])
    if not text:
        return polib.POFile(wrapwidth=88)
    try:
        return polib.pofile(text, wrapwidth=88)
    except OSError as error:  # polib's word for what is no catalogue
        raise SourceError([Problem(path, None, None, str(error))]) from None


def _offer(msgid: str, gone: dict[str, polib.POEntry]) -> polib.POEntry:
    """Return a new entry, with the translation of the most similar one that is gone."""
    entry = polib.POEntry(msgid=msgid)
    for similar in difflib.get_close_matches(msgid, gone, n=1, cutoff=SIMILAR):
        entry.msgstr = gone.pop(similar).msgstr
        if entry.msgstr:
            entry.flags = ["fuzzy"]
    return entry
