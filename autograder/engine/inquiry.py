"""What the session asks about wrong answers, and what it makes of the replies.

No process is known here: the session puts the questions, when the last cell has run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from autograder.diagnosis.question import Question
from autograder.engine.outputs import Json
from autograder.engine.tables import Tables, tables_in
from autograder.model import Diagnosis, Observation
from autograder.notebook.cells import grade_id
from autograder.notebook.key import AnswerKey, Exercise
from autograder.notebook.names import read_in_functions, used_names, variables
from autograder.wire.messages import MAX_LINE

MOST_READ = 1000
"""Cells of which it is remembered what names are in them."""


@dataclass(frozen=True)
class Case:
    """One answer to ask about.

    Attributes:
        place: where its check is in the notebook.
        answer: where the answer is; -1 if it is missing.
        question: what to ask.
    """

    place: int
    answer: int
    question: Question


class Inquiry:
    """The diagnoses of one notebook.

    Attributes:
        key: what answers are compared with.
        found: what is known, by the places of the checks.
        tables: what was computed for the same exercises before.
    """

    def __init__(self, key: AnswerKey, tables: Tables | None = None) -> None:
        self.key = key
        self.found: dict[int, Diagnosis] = {}
        self.tables = tables_in(None) if tables is None else tables

    def cases(
        self,
        cells: Sequence[Json],
        places: Iterable[int],
        stopped: Mapping[int, Observation],
    ) -> Iterator[Case]:
        """Yield what has to be asked; what a limit stopped is known without asking.

        Args:
            cells: the executed notebook's.
            places: where the checks are whose answers are to be diagnosed.
            stopped: by which limit cells were stopped, by their places.
        """
        exercises = self.key.by_grade_id()
        answers = {grade_id(cell): place for place, cell in enumerate(cells)}
        wrong_before: list[Exercise] = []
        for place in places:
            exercise = exercises.get(grade_id(cells[place]))
            if exercise is None:
                continue
            answer = answers.get(exercise.name, -1)
            if limit := stopped.get(place) or stopped.get(answer):
                self.found[place] = Diagnosis(observations=(limit,))
            else:
                cell = cells[answer] if answer >= 0 else {}
                used = used_names(cell.get("source", ""))
                question = Question(
                    exercise.name,
                    cells[place]["source"],
                    tuple(wrong.name for wrong in wrong_before),
                    tuple(w.name for w in wrong_before if used.intersection(w.names)),
                    _error_of(cell),
                    _variables_read(cell, exercise, cells),
                    self.tables.of(exercise, cells[place]["source"]),
                )
                yield Case(place, answer, question)
            wrong_before.append(exercise)

    def learn(self, question: Question, tables: Mapping[str, bytes]) -> None:
        """Remember, for other notebooks, what was computed for a question."""
        for exercise in self.key.exercises:
            if exercise.name == question.exercise and any(tables.values()):
                self.tables.keep(exercise, question.test, tables)


def with_own_line(diagnosis: Diagnosis, source: str, prompt: int) -> Diagnosis:
    """Return a diagnosis that tells, of where an exception passed, the answer's line.

    Other lines are of answers that it calls, and may be right. What is in no cell the
    answer has made up.

    Args:
        diagnosis: as the checker found it.
        source: the answer's cell.
        prompt: its number, by which the lines of cells are told apart.
    """
    return replace(
        diagnosis,
        observations=tuple(
            replace(
                seen,
                details={**seen.details, "line": _innermost(passed, source, prompt)},
            )
            if (passed := seen.details.get("line"))
            else seen
            for seen in diagnosis.observations
        ),
    )


def _innermost(passed: str, source: str, prompt: int) -> str:
    """Return the first of the rows ``prompt:line`` that is a line of this cell."""
    lines = {line.strip()[:MAX_LINE] for line in source.splitlines()}
    for row in passed.splitlines():
        number, _, line = row.partition(":")
        if number == str(prompt) and line in lines:
            return line
    return ""


def _variables_read(
    answer: Json, exercise: Exercise, cells: Sequence[Json]
) -> tuple[str, ...]:
    """Return variables of other cells that an answer's functions read out of turn."""
    read = read_in_functions(answer.get("source", ""))
    for right in (exercise.reference, *exercise.alternatives):
        read -= _used_names(right)
        if not read:
            return ()
    others = [
        c["source"] for c in cells if c["cell_type"] == "code" and c is not answer
    ]
    set_there = {name for source in others for name in _variables(source)}
    return tuple(sorted(read & set_there))


# Most cells of a notebook stand in everybody's, and all are looked at for each answer.
_used_names = lru_cache(MOST_READ)(used_names)
_variables = lru_cache(MOST_READ)(variables)


def _error_of(cell: Json) -> str:
    """Return the exception that stopped a cell, by name; empty if it ran through."""
    outputs = cell.get("outputs", [])
    errors = [each["ename"] for each in outputs if each["output_type"] == "error"]
    return errors[-1] if errors else ""
