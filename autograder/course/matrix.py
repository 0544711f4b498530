"""Write down how a seminar's known answers fared: caught, named, accepted, behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from autograder.course.adversaries import ADVERSARIES, HONEST, Attempt
from autograder.course.behind import Behind
from autograder.course.gate import Judgement
from autograder.course.gates import Gated
from autograder.course.standards import SHARE, Figures
from autograder.seminar.banks import Mistake


def matrix_of(root: Path, assignment: str) -> Path:
    """Return where a course keeps what became of a seminar's known answers."""
    return root / "docs" / "mistakes" / f"{assignment}.md"


def write_matrix(root: Path, assignment: str, found: Gated) -> Path:
    """Write what became of all answers that went through the gates; return where."""
    verdicts = found.verdicts
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
        *_adversaries(found.attempts),
        *_behind(found.behind),
    ]
    path = matrix_of(root, assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def without_calls(matrix: str) -> str:
    """Return a matrix without the calls that it shows: their numbers have a seed."""
    lines = matrix.splitlines()
    return "\n".join(
        line.partition(" | `")[0] if "` gives `" in line else line for line in lines
    )


def _mistake_row(verdict: Judgement) -> str:
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


def _right_row(verdict: Judgement) -> str:
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


def _behind(found: Sequence[Behind]) -> Iterator[str]:
    """Yield the lines about what is said with a mistake in place."""
    yield ""
    yield "With a mistake in place, and right answers to all that follows:"
    yield ""
    yield f"{Figures.of(found)}. {SHARE:.0%} are to be refused, and nobody blamed."
    yield ""
    yield "| exercise | refused at sight | may be late | later checks | blame | take |"
    yield "|---|---|---|---|---|---|"
    for exercise, group in groupby(found, key=lambda each: each.mistake.exercise):
        several = list(group)
        one = Figures.of(several)
        late = len(several) - one.open
        cells = [f"{one.refused} of {one.open}", late, one.pairs, one.blamed, one.lost]
        yield f"| {exercise} | {' | '.join(map(str, cells))} |"
    passed = [each for each in found if not each.is_refused]
    yield from _listed(
        "Not refused by the visible part of the check:",
        (f"{each.mistake.id}: {each.late or 'to be refused'}" for each in passed),
    )
    problems = [each for one in found for each in (*one.innocent(), *one.lost())]
    yield from _listed(
        "To be mended:", (f"{each.cell}: {each.message}" for each in problems)
    )


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from ("", title, "", *lines)


def _tick(holds: bool) -> str:
    return "✓" if holds else "✗"
