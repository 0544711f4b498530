"""What a visible check says of a known mistake: the cause, sealed by the wrong value.

Each mistake stands before the visible part of its check, behind right earlier answers.
Where an ``expect`` of the shared tools fails there, the tools themselves make the key
of the exercise, the number of that ``expect`` in the cell, and the value. From the key
come a name and a stream of bytes that the mistake's cause is hidden with; both go into
the notebook's cell ``causes``. A student who gets the same value makes the same key.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import shake_256
from typing import Any

from autograder.course.gate import KEEP, RESTORE, TrialNotebook, stopped_here
from autograder.engine.given import GivenCellError
from autograder.engine.handle import ZygoteHandle
from autograder.model import Problem
from autograder.notebook.names import bound_names
from autograder.notebook.source import Role
from autograder.seminar import prose
from autograder.seminar.banks import Mistake
from autograder.seminar.master import Purpose, visible
from autograder.seminar.reader import Seminar

MOST = 2
"""Mistakes that one value may mean; of more, none is told."""

_KEY = re.compile(r"Likely cause: key ([0-9a-f]+)\.")

# Of the keys to a value it takes one that its neighbours have, too: whoever computes it
# in another order, or in float32, gets the last digits wrong.
RECORDER = """\
def _cause_of(value):
    for near in (3e-7, 1e-7, 1e-8, 1e-9):
        around = [_keys_of(value * (1 + off)) for off in (0, near, -near)]
        for key, *others in zip(*around):
            if all(key == other for other in others):
                return f"key {key.hex()}"
    return ""
"""


@dataclass(frozen=True)
class Sight:
    """What the visible part of a check says of a mistake.

    Attributes:
        mistake: The answer that stood before the check.
        told: The last line of the error; empty if the check passes.
        key: To the cause; empty if what failed has no value.
    """

    mistake: Mistake
    told: str
    key: bytes = b""


def sightings(seminar: Seminar, zygote: ZygoteHandle) -> list[Sight]:
    """Run each mistake of the bank before the visible part of its check.

    Raises:
        SourceError: A setup cell, a reference or its check fails: which, how.
    """
    notebook = TrialNotebook()
    tried: list[tuple[int, Mistake]] = []
    for cell in seminar.cells:
        notebook.add_right(cell)
        if cell.purpose is Purpose.SETUP and "_cause_of" in bound_names(cell.source):
            notebook.add(RECORDER, Role.SETUP, cell)
        elif cell.purpose is Purpose.CHECK:
            for mistake in seminar.mistakes:
                if mistake.exercise == cell.name:
                    for code in (KEEP, mistake.code, visible(cell), RESTORE):
                        notebook.add(code, Role.STUDENT, mistake)
                    tried.append((len(notebook.origins) - 2, mistake))
            notebook.add(visible(cell), Role.STUDENT, cell)
    try:
        cells = notebook.run(zygote, stop_at_failure=True).notebook["cells"]
    except GivenCellError as error:
        raise stopped_here(notebook, error, "the visible checks") from None
    return [_sight(mistake, cells[place]["outputs"]) for place, mistake in tried]


def _sight(mistake: Mistake, outputs: list[dict[str, Any]]) -> Sight:
    for output in outputs:
        if output["output_type"] == "error":
            told = str(output["evalue"]) or str(output["ename"])
            key = _KEY.search(told)
            return Sight(mistake, told, bytes.fromhex(key[1]) if key else b"")
    return Sight(mistake, "")


def untold(sights: Iterable[Sight]) -> Iterator[Problem]:
    """Yield the mistakes whose value would tell a cause, if they had one."""
    for sight in sights:
        if sight.key and not sight.mistake.cause:
            told = _KEY.sub("", sight.told).strip()
            yield sight.mistake.problem(
                "the value that its check sees would tell the cause: begin its text "
                f"with a paragraph 'Cause: …'. The check says: {told}"
            )


def sealed(sights: Iterable[Sight], translate: prose.Translate) -> dict[str, str]:
    """Return the causes by name: both can be had only with the key."""
    known: dict[bytes, list[Mistake]] = defaultdict(list)
    for sight in sights:
        if sight.key:
            known[sight.key].append(sight.mistake)
    table: dict[str, str] = {}
    for key, mistakes in known.items():
        causes = [
            prose.translate_cell(mistake.cause, translate, is_code=False)
            for mistake in mistakes
            if mistake.cause
        ]
        if causes and len(mistakes) <= MOST:
            text = "\n".join(causes).encode()
            stream = shake_256(b"text" + key).digest(len(text))
            pairs = zip(text, stream, strict=True)
            hidden = base64.b64encode(bytes(a ^ b for a, b in pairs)).decode()
            table[shake_256(b"name" + key).hexdigest(6)] = hidden
    return dict(sorted(table.items()))
