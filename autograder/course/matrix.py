"""Write down how a seminar's known answers fared: caught, named, accepted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course.gate import Verdict
from autograder.diagnosis.banks import Mistake


def write_matrix(root: Path, assignment: str, verdicts: Sequence[Verdict]) -> Path:
    """Write ``docs/mistakes/<assignment>.md``: all answers that went through the gate.

    Returns its path.
    """
    mistakes = [v for v in verdicts if isinstance(v.trial.answer, Mistake)]
    others = [v for v in verdicts if not isinstance(v.trial.answer, Mistake)]
    lines = [
        f"# {assignment}: known answers and what the grader says of them",
        "",
        "Written by `python -m autograder build`, which refuses a seminar with gaps.",
        "",
        f"{len(mistakes)} mistakes, each caught and called by its own name:",
        "",
        "| exercise | mistake | caught | named | a call that shows it |",
        "|---|---|---|---|---|",
        *map(_mistake_row, mistakes),
        "",
        f"{len(others)} right answers, each with full points and no diagnosis, "
        "the reference first:",
        "",
        "| check | answer | accepted |",
        "|---|---|---|",
        *map(_right_row, others),
    ]
    path = root / "docs" / "mistakes" / f"{assignment}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _mistake_row(verdict: Verdict) -> str:
    answer, found = verdict.trial.answer, verdict.result.diagnosis
    assert answer is not None
    example = found.counterexample if found else None
    shown = ""
    if example:
        shown = f"`{example.call}` gives `{example.got}`"
        shown += f", not `{example.expected}`" if example.expected else ""
    ticks = map(_tick, (not verdict.passed, verdict.named))
    cells = [answer.exercise, answer.name, *ticks, shown.replace("|", "\\|")]
    return f"| {' | '.join(cells)} |"


def _right_row(verdict: Verdict) -> str:
    answer = verdict.trial.answer
    name = answer.id if answer else "the reference"
    return f"| {verdict.trial.check.name} | {name} | {_tick(verdict.passed)} |"


def _tick(holds: bool) -> str:
    return "✓" if holds else "✗"
