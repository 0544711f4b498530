"""Which notebook of an assignment a file is, whatever it is called; in which language.

Students hand in ``p (1).ipynb``, ``Copy of p.ipynb`` and ``my homework.ipynb``,
browsers add ``.json``, macOS decomposes letters. A name that is the notebook's, however
it is spelt, says which one it is. Otherwise the ids that nbgrader gave the cells do,
then the ids that the front end gave them, then their text, and in the end a name that
contains the notebook's.

``grade`` asks this of the files in a submission's folder, ``collect`` of those in a
zip: nothing here touches a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.model import SubmissionError
from autograder.notebook import intake
from autograder.notebook.matching import COUNTED
from autograder.notebook.source import Editions, SourceNotebook

NOTEBOOK = ".ipynb"

_ENDING = re.compile(r"(?P<stem>.*?)\.ipynb(?:[^\w].*)?", re.DOTALL)
"""Browsers and mail programs add to the ending: ``p.ipynb.json``, ``p.ipynb.txt``."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Marks:
    """By what a notebook is known: ids by nbgrader, ids by front ends, and texts."""

    grade_ids: frozenset[str] = frozenset()
    cell_ids: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __or__(self, other: Marks) -> Marks:
        """Return the marks of two editions of one notebook together."""
        return Marks(
            self.grade_ids | other.grade_ids,
            self.cell_ids | other.cell_ids,
            self.texts | other.texts,
        )


def composed(name: str) -> str:
    """Return a name with each letter as one, as people type it.

    macOS writes ``й`` as two letters, and the same name is then other bytes.
    """
    return unicodedata.normalize("NFC", name)


def fold(name: str) -> str:
    """Return a name as it is compared where capitals do not count either."""
    return composed(composed(name).casefold())


def may_be_notebook(name: str) -> bool:
    """Tell whether a file is one to look into, by its name."""
    folded = fold(name)
    return _ENDING.fullmatch(folded) is not None or folded.endswith(".json")


def stem(name: str) -> str:
    """Return a file's name without its folders and its ending, folded."""
    folded = fold(PurePosixPath(name).name)
    found = _ENDING.fullmatch(folded)
    return found["stem"] if found else folded.removesuffix(".json")


def marks_of(data: bytes) -> Marks:
    """Return by what a file is known; nothing if it is no notebook at all."""
    try:
        notebook, _ = intake.parse(data)
    except SubmissionError:
        return Marks()
    cells = notebook["cells"]
    marked = (cell["metadata"].get("nbgrader") for cell in cells)
    return Marks(
        frozenset(meta["grade_id"] for meta in marked if meta),
        frozenset(c["id"] for c in cells if not COUNTED.fullmatch(c["id"])),
        _texts(cell["source"] for cell in cells),
    )


def marks_of_course(editions: Editions) -> Marks:
    """Return by what a notebook of the course is known, in any of its languages."""
    marks = Marks()
    for source in editions.values():
        handed = source.handed_out
        marks |= Marks(
            frozenset(source.by_id()),
            frozenset(one.cell_id for one in handed if one.cell_id),
            _texts(one.source for one in handed),
        )
    return marks


def edition_of(notebook: intake.Json, editions: Editions) -> tuple[str, SourceNotebook]:
    """Return the edition that a parsed notebook was made from, with its key.

    It is the one that the notebook names, or else the one whose texts it has.
    """
    said = notebook["metadata"].get("autograder", {}).get("language", "")
    if said and said in editions:
        return said, editions[said]
    texts = _texts(cell["source"] for cell in notebook["cells"])

    def shared(key: str) -> tuple[int, bool]:
        handed = editions[key].handed_out
        return len(texts & _texts(one.source for one in handed)), key == ""

    key = max(editions, key=shared)
    return key, editions[key]


def _texts(sources: Iterable[str]) -> frozenset[str]:
    """Return the texts of cells as they are compared; empty cells say nothing."""
    return frozenset(filter(None, (source.strip() for source in sources)))


def recognise(
    name: str, known: Mapping[str, Marks], look: Callable[[], Marks]
) -> str | None:
    """Return which notebook a file is.

    Args:
        name: The file's name; folders before it do not matter.
        known: The notebooks of the assignment, by their names without ending.
        look: Returns the marks of the file; asked only if its name does not tell.

    Returns:
        The notebook's name; None if it is none of them, or if it may be several.
    """
    named = {notebook for notebook in known if fold(notebook) == stem(name)}
    if len(named) == 1 and fold(name).endswith(NOTEBOOK):
        return named.pop()
    marks = look()
    if marks == Marks():
        return None
    for field in ("grade_ids", "cell_ids", "texts"):
        found = _most_alike(
            getattr(marks, field),
            {notebook: getattr(known[notebook], field) for notebook in known},
        )
        if found:
            return _only(found) or _only(found & _named_in(name, found))
    if marks.grade_ids and any(theirs.grade_ids for theirs in known.values()):
        return None  # a notebook of another assignment
    return _only(named or _named_in(name, known))


def _most_alike(marks: frozenset[str], known: Mapping[str, frozenset[str]]) -> set[str]:
    """Return which share the most marks, and at least half of those of either."""
    shared = {
        notebook: len(marks & theirs)
        for notebook, theirs in known.items()
        if 2 * len(marks & theirs) >= min(len(marks), len(theirs)) > 0
    }
    most = max(shared.values(), default=0)
    return {notebook for notebook, count in shared.items() if count == most}


def _named_in(name: str, known: Iterable[str]) -> set[str]:
    """Return the notebooks whose names stand in a file's, as whole words.

    Of two, one in the other, the longer is meant: ``lab_2`` and not ``lab``.
    """
    text = _words(stem(name))
    found = {notebook for notebook in known if _words(fold(notebook)) in text}
    return {
        notebook
        for notebook in found
        if not any(
            notebook != other and _words(fold(notebook)) in _words(fold(other))
            for other in found
        )
    }


def _words(text: str) -> str:
    """Return the words of a name between single spaces, one also at either end."""
    return f" {' '.join(_WORD.findall(text))} "


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None
