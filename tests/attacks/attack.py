"""What an attack is: a file with a header that says what it tries and its verdict.

::

    \"\"\"What it is.

    What it tries, and why it might work.

    keeps: area slope neuron        exercises that keep their points; all others have 0
    either: neuron                  of the others, those that may keep them by chance
    flagged: yes                    whether the results have to name the attempt
    \"\"\"
    # %% sigmoid                    the answer to an exercise
    # %% before area                a cell before an exercise
    # %%                            a cell at the end
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.course import ANSWERS

FOLDER = Path(__file__).parent
EXERCISES = tuple(ANSWERS)


@dataclass(frozen=True)
class Verdict:
    """What has to come of a submission.

    Attributes:
        keeps: The exercises with full points; all others have exactly none.
        either: Right answers of which it depends on timing whether they count.
        flagged: Whether the attempt is listed; None where either will do.
        fails: Part of the reason why it cannot be graded; empty where it can.
        note: Part of a note on what was mended.
        echoes: Where the student shows what it was rightfully given, the inputs of
            tests: ``outputs`` of the executed notebook, or also the ``page``.
    """

    keeps: tuple[str, ...] = EXERCISES
    either: tuple[str, ...] = ()
    flagged: bool | None = None
    fails: str = ""
    note: str = ""
    echoes: str = ""


@dataclass(frozen=True)
class Attack:
    """One hostile notebook."""

    group: str
    name: str
    title: str
    verdict: Verdict
    answers: dict[str, str]
    before: dict[str, list[str]]
    end: list[str]

    @property
    def student(self) -> str:
        """Who hands it in."""
        return f"{self.group}-{self.name}"


def load_attacks() -> list[Attack]:
    """Read all attack files."""
    paths = sorted(path for path in FOLDER.glob("*/*.py") if path.stem != "__init__")
    return [_load(path) for path in paths]


def _load(path: Path) -> Attack:
    text = path.read_text(encoding="utf-8")
    header = ast.get_docstring(ast.parse(text)) or ""
    head, *chunks = text.split("\n# %%")
    answers: dict[str, str] = {}
    before: dict[str, list[str]] = {}
    end: list[str] = []
    for chunk in chunks:
        place, _, code = chunk.partition("\n")
        match place.split():
            case [name]:
                answers[name] = code
            case ["before", name]:
                before.setdefault(name, []).append(code)
            case []:
                end.append(code)
            case _:
                raise ValueError(f"{path}: no such cell: {place}")
    unknown = {*answers, *before} - {*EXERCISES}
    if unknown or not header or '"""' not in head:
        raise ValueError(f"{path}: {unknown or 'no header'}")
    verdict = _verdict(path, header)
    title = header.splitlines()[0]
    return Attack(path.parent.name, path.stem, title, verdict, answers, before, end)


def _verdict(path: Path, header: str) -> Verdict:
    fields = {}
    for line in header.splitlines():
        key, colon, value = line.partition(":")
        if colon and key in ("keeps", "either", "flagged", "echoes"):
            fields[key] = value.strip()
    keeps = tuple(fields["keeps"].split())
    if keeps == ("all",):
        keeps = EXERCISES
    elif keeps == ("none",):
        keeps = ()
    either = tuple(fields.get("either", "").split())
    if not {*keeps, *either} <= {*EXERCISES}:
        raise ValueError(f"{path}: keeps {keeps}, either {either}")
    flagged = {"yes": True, "no": False, "either": None}[fields.get("flagged", "no")]
    return Verdict(keeps, either, flagged, echoes=fields.get("echoes", ""))
