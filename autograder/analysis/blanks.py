"""Who left an exercise as it was handed out."""

from __future__ import annotations

from autograder.analysis.answers import Classwork, Key
from autograder.analysis.syntax import asked_names, code_form


def left_blank(work: Classwork) -> dict[Key, frozenset[str]]:
    """Return, by check, the students whose answer in code is still the template.

    Comments do not count, so a template in another language is one too.
    """
    blank: dict[Key, frozenset[str]] = {}
    for exercise in work.exercises:
        if not exercise.is_code:
            continue
        asked = asked_names(exercise.reference)
        template = code_form(exercise.template, asked)
        students = frozenset(
            student
            for student, answer in work.to(exercise).items()
            if code_form(answer, asked) == template
        )
        notebook = exercise.key[0]
        blank |= {(notebook, check): students for check in exercise.checks if students}
    return blank
