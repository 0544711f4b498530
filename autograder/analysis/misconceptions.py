"""Known mistakes with who made them, and wrong answers that no mistake explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from autograder.analysis.answers import Key
from autograder.model import (
    CellResult,
    Counterexample,
    Diagnosis,
    NotebookResult,
    Observation,
)

_TELLING = ("edit", "edits", "apart", "global", "except", "either", "bound")
"""Observations that say all of a group; others say it of many ways to be wrong."""

BLANK = "open"  # the kind of observation that says: not answered at all


@dataclass(frozen=True)
class Misconception:
    """A known mistake, or several between which the answers cannot decide.

    Attributes:
        key: notebook and check.
        names: the mistake's name, or those of the tie.
        students: who made it.
        lost: the points that it cost all of them; an answer with several mistakes
            shares its loss out evenly.
        example: a call that shows it, from one of the students.
    """

    key: Key
    names: tuple[str, ...]
    students: tuple[str, ...]
    lost: float
    example: Counterexample | None = None

    @property
    def is_tie(self) -> bool:
        """Whether it is one of several mistakes."""
        return len(self.names) > 1


@dataclass(frozen=True)
class Unexplained:
    """Answers to one exercise that no known mistake explains, and that look alike.

    Attributes:
        seen: what was seen of the first of them; None where there is nothing to tell.
        is_one: whether they compute the same, as far as the check's calls tell; else
            they have in common what was seen of them.
    """

    key: Key
    students: tuple[str, ...]
    seen: Observation | None = None
    example: Counterexample | None = None
    is_one: bool = False


@dataclass(frozen=True)
class Following:
    """Answers that are right in themselves, but build on wrong ones."""

    key: Key
    students: tuple[str, ...]
    builds_on: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """All that the diagnoses of a class say, the most frequent first.

    ``blank`` counts, by check, who left the exercise open.
    """

    mistakes: tuple[Misconception, ...] = ()
    ties: tuple[Misconception, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    following: tuple[Following, ...] = ()
    blank: dict[Key, tuple[str, ...]] = field(default_factory=dict)


def find_misconceptions(
    results: Iterable[NotebookResult],
    checks: Collection[Key] | None = None,
    blank: Mapping[Key, Collection[str]] | None = None,
) -> Findings:
    """Sort the wrong answers of a class by what is known of them.

    Args:
        results: the grader's results, of one assignment.
        checks: the cells that test code; None if all do. Of others, nothing is said
            but what a diagnosis says.
        blank: by check, the students who left its answer as it was handed out, from
            :func:`autograder.analysis.blanks.left_blank`.

    Returns:
        The findings; empty where no answer has a diagnosis, as without a bank.
    """
    wrong = list(_wrong(results))
    if not any(cell.diagnosis for _, _, cell in wrong):
        return Findings()
    untouched = blank or {}
    written = [one for one in wrong if one[0] not in untouched.get(one[1], ())]
    known = _known(written)
    ranked = sorted(known, key=lambda m: (-len(m.students), -m.lost, m.key, m.names))
    unexplained, open_ = _unexplained(wrong, checks, untouched)
    return Findings(
        mistakes=tuple(m for m in ranked if not m.is_tie),
        ties=tuple(m for m in ranked if m.is_tie),
        unexplained=unexplained,
        following=_following(written),
        blank=open_,
    )


Wrong = tuple[str, Key, CellResult]


def _wrong(results: Iterable[NotebookResult]) -> Iterator[Wrong]:
    for result in sorted(results, key=lambda result: (result.student, result.notebook)):
        for cell in result.cells:
            if cell.auto_score is not None and cell.is_short:
                yield result.student, (result.notebook, cell.grade_id), cell


def _known(wrong: Iterable[Wrong]) -> list[Misconception]:
    found: dict[tuple[Key, tuple[str, ...]], list[tuple[str, float, Diagnosis]]] = {}
    for student, key, cell in wrong:
        diagnosis = cell.diagnosis or Diagnosis()
        ties = sorted({tuple(sorted(tie)) for tie in diagnosis.mistakes if tie})
        for tie in ties:
            lost = (cell.max_score - (cell.auto_score or 0.0)) / len(ties)
            found.setdefault((key, tie), []).append((student, lost, diagnosis))
    return [
        Misconception(
            key=key,
            names=tie,
            students=tuple(dict.fromkeys(student for student, _, _ in made)),
            lost=sum(lost for _, lost, _ in made),
            example=_example(diagnosis for _, _, diagnosis in made),
        )
        for (key, tie), made in found.items()
    ]


def _example(diagnoses: Iterable[Diagnosis]) -> Counterexample | None:
    """Return the shortest counterexample; of an answer with one mistake if there is."""
    known = [
        (len(diagnosis.mistakes), len(example.call), example.call, example)
        for diagnosis in diagnoses
        if (example := diagnosis.counterexample)
    ]
    return min(known, key=lambda item: item[:3])[-1] if known else None


def _unexplained(
    wrong: Collection[Wrong],
    checks: Collection[Key] | None,
    untouched: Mapping[Key, Collection[str]],
) -> tuple[tuple[Unexplained, ...], dict[Key, tuple[str, ...]]]:
    groups: dict[tuple[Key, str, bool], list[tuple[str, Diagnosis]]] = {}
    alike = Counter((key, _mark(cell.diagnosis)) for _, key, cell in wrong)
    for student, key, cell in wrong:
        diagnosis = cell.diagnosis or Diagnosis()
        is_code = cell.diagnosis is not None or checks is None or key in checks
        mark, is_one = _mark(cell.diagnosis), False
        if student in untouched.get(key, ()):
            kind = BLANK
        elif not is_code or diagnosis.mistakes or diagnosis.builds_on:
            continue
        elif is_one := bool(mark) and alike[key, mark] > 1:
            kind = mark
        else:
            kind = diagnosis.observations[0].kind if diagnosis.observations else ""
        groups.setdefault((key, kind, is_one), []).append((student, diagnosis))
    blank = {
        key: tuple(student for student, _ in made)
        for (key, kind, _), made in groups.items()
        if kind == BLANK
    }
    found = [
        Unexplained(
            key=key,
            students=tuple(student for student, _ in made),
            seen=next(iter(made[0][1].observations), None),
            example=_example(diagnosis for _, diagnosis in made),
            is_one=is_one and len(made) > 1,
        )
        for (key, kind, is_one), made in groups.items()
        if kind != BLANK
    ]
    return tuple(sorted(found, key=lambda u: (-len(u.students), u.key))), blank


def _mark(diagnosis: Diagnosis | None) -> str:
    """Return what answers that are wrong in one way have in common; may be nothing."""
    if diagnosis is None:
        return ""
    seen = next(iter(diagnosis.observations), None)
    if seen is not None and seen.kind in _TELLING:
        return repr((seen.kind, sorted(seen.details.items())))
    return diagnosis.computes if seen is None or seen.kind != BLANK else ""


def _following(wrong: Iterable[Wrong]) -> tuple[Following, ...]:
    found: dict[tuple[Key, tuple[str, ...]], list[str]] = {}
    for student, key, cell in wrong:
        if cell.diagnosis and cell.diagnosis.builds_on:
            found.setdefault((key, cell.diagnosis.builds_on), []).append(student)
    return tuple(
        Following(key, tuple(students), builds_on)
        for (key, builds_on), students in sorted(
            found.items(), key=lambda item: (-len(item[1]), item[0])
        )
    )
