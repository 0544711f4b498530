"""Wrong answers with the sentence that each is told, as they stand in a text file.

A block begins with ``### seminar exercise: sentence``; the code follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WrongAnswer:
    """One wrong answer."""

    seminar: str
    exercise: str
    sentence: str
    code: str

    def __str__(self) -> str:
        return f"{self.exercise}: {self.sentence}"


def read_answers(file: Path) -> list[WrongAnswer]:
    """Return the answers of a file in their order."""
    text = file.read_text(encoding="utf-8")
    blocks = re.split(r"^### (\w+) (\w+): (.*)\n", text, flags=re.MULTILINE)[1:]
    return [WrongAnswer(*block) for block in zip(*[iter(blocks)] * 4, strict=True)]
