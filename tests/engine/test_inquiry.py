from __future__ import annotations

from typing import Any

from autograder.engine.inquiry import Inquiry, with_own_line
from autograder.model import Diagnosis, Observation
from autograder.notebook.key import AnswerKey, Exercise

KEY = AnswerKey(
    (
        Exercise("half", "test_half", "def half(x): return x / 2"),
        Exercise("quarter", "test_quarter", "def quarter(x): return half(half(x))"),
    )
)


def cell(grade_id: str, source: str, *errors: str) -> dict[str, Any]:
    outputs = [{"output_type": "error", "ename": name} for name in errors]
    metadata = {"nbgrader": {"grade_id": grade_id}}
    return {"source": source, "metadata": metadata, "outputs": outputs}


CELLS = [
    cell("half", "def half(x): return x", "ValueError", "KeyError"),
    cell("test_half", "assert half(2) == 1"),
    cell("quarter", "def quarter(x): return half(x)"),
    cell("test_quarter", "assert quarter(4) == 1"),
    cell("test_other", "assert True"),
]


def test_questions_tell_what_was_wrong_before_and_what_of_it_is_used() -> None:
    first, second = Inquiry(KEY).cases(CELLS, [1, 3, 4], {})
    assert (first.place, first.answer, first.question.exercise) == (1, 0, "half")
    assert (first.question.wrong_before, first.question.stopped) == ((), "KeyError")
    assert (second.place, second.answer) == (3, 2)
    assert second.question.wrong_before == second.question.uses == ("half",)
    assert second.question.test == "assert quarter(4) == 1"


def test_a_missing_answer_is_asked_about_too() -> None:
    (case,) = Inquiry(KEY).cases(CELLS[1:2], [0], {})
    assert (case.answer, case.question.uses) == (-1, ())


def test_what_a_limit_stopped_is_known_without_asking() -> None:
    inquiry = Inquiry(KEY)
    limit = Observation("time", {"seconds": "3"})
    (case,) = inquiry.cases(CELLS, [1, 3], {0: limit})
    assert inquiry.found == {1: Diagnosis(observations=(limit,))}
    assert case.question.wrong_before == ("half",)


def test_of_the_lines_that_an_exception_passed_the_answers_own_is_told() -> None:
    seen = Observation("raised", {"line": "7:made up\n3:other\n7:return 1 / 0\n7:f()"})
    found = Diagnosis(observations=(seen, Observation("shape", {})))
    source = "def f():\n    return 1 / 0\nf()"
    own, other = with_own_line(found, source, 7).observations
    assert own.details == {"line": "return 1 / 0"}
    assert other.details == {}
    assert with_own_line(found, source, 8).observations[0].details == {"line": ""}
