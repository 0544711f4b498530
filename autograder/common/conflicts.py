"""Git's marks of a conflict that nobody has resolved, in any text file."""

from __future__ import annotations

_STEPS = ("<<<<<<< ", "=======", ">>>>>>> ")


def conflict_line(text: str) -> int | None:
    """Return the line (from 1) of the first mark; None where there is no conflict."""
    start, step = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_STEPS[0]):
            start, step = number, 1
        elif step and line.startswith(_STEPS[step]):
            step += 1
            if step == len(_STEPS):
                return start
    return None


REMEDY = "Git's marks of a conflict stand here; choose between the two, and remove them"
