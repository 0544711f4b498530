"""Writes the table of attacks into docs/threats.md when run as a program."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.attacks.attack import Attack, load_attacks
from tests.attacks.metadata import CASES, Case

PAGE = Path(__file__).parents[2] / "docs" / "threats.md"
BEGIN, END = "<!-- attacks -->\n", "<!-- end of attacks -->\n"

OUTCOMES = {
    "equality": "The exercise has no points, all others have theirs.",
    "patching": "No point is gained; what the student broke in the own process fails.",
    "ending": "A cell or function that ends or hangs costs its own exercise alone.",
    "reading": "The notebook runs to its end, and no secret is in what it shows.",
    "writing": "No file changes outside; forged messages earn nothing and are listed.",
    "metadata": "The course's word counts; what cannot be read fails with a reason.",
    "resources": "Cut short; the machine, the grader and all other exercises go on.",
    "leaking": "No way out; pages show neither hidden tests nor live scripts.",
    "cheating": "The exercise has no points: hidden inputs were not expected.",
}


def table() -> str:
    """Return the table, a row a group."""
    every: list[Attack | Case] = [*load_attacks(), *CASES]
    rows = ["| Group | Attacks | What comes of them |", "|---|---|---|"]
    by_group = sorted(every, key=lambda each: each.student)
    for group, members in groupby(by_group, lambda each: each.student.split("-")[0]):
        names = [each.name.replace("_", " ") for each in members]
        rows.append(
            f"| {group} ({len(names)}) | {', '.join(names)} | {OUTCOMES[group]} |"
        )
    return "\n".join(rows) + "\n"


def with_table(page: str) -> str:
    """Return the page with the table as it should be."""
    head, _, rest = page.partition(BEGIN)
    return head + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")
