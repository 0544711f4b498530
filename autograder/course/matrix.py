"""Write down how a seminar's known answers fared: caught, named, accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from autograder.course.adversaries import ADVERSARIES, HONEST, Attempt
from autograder.course.gate import Verdict
from autograder.seminar.banks import Mistake


def write_matrix(
    root: Path,
    assignment: str,
    verdicts: Sequence[Verdict],
    attempts: Sequence[Attempt] = (),
) -> Path:
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
        *_adversaries(attempts),
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


def _adversaries(attempts: Sequence[Attempt]) -> Iterator[str]:
    """Yield the lines about answers that want points for nothing, by exercise."""
    if not attempts:
        return
    yield ""
    yield "Answers that want points for nothing, each before the check of a function:"
    yield ""
    yield from (f"- *{a.name}*: {a.does}" for a in ADVERSARIES)
    yield ""
    yield (
        "No points (✗) or, where all that it gave was right, full points (=). One that "
        "gave anything wrong and has full points would end the build."
    )
    yield ""
    yield f"| check | {' | '.join(a.name for a in ADVERSARIES)} |"
    yield "|---" * (1 + len(ADVERSARIES)) + "|"
    for check, group in groupby(attempts, key=lambda attempt: attempt.check.name):
        marks = ["=" if a.paid else "✗" for a in group if a.adversary is not HONEST]
        yield f"| {check} | {' | '.join(marks)} |"


def _tick(holds: bool) -> str:
    return "✓" if holds else "✗"
