from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook, Student
from sqlalchemy import event
from sqlalchemy.orm import Session

from autograder.config.nbgrader_course import open_course
from autograder.gradebook.results import read_results
from autograder.gradebook.saving import GradedNotebook, save_submission
from autograder.model import CellResult, NotebookResult
from tests.grading.conftest import CELLS

DUE = datetime(2030, 1, 2, 12)
WHOLE = GradedNotebook(CELLS, {"why": None, "square": "No response."})


@pytest.fixture
def gradebook(built, tmp_path: Path) -> Iterator[Gradebook]:
    shutil.copytree(built.root, tmp_path / "course")
    with open_course(tmp_path / "course").gradebook() as gradebook:
        yield gradebook


def save(
    gradebook: Gradebook,
    notebooks: dict[str, GradedNotebook | None] | None = None,
    **options: Any,
) -> None:
    known = {"timestamp": None, "late_penalty": lambda *late: None, **options}
    found = {"tiny": WHOLE} if notebooks is None else notebooks
    save_submission(gradebook, "tiny", "ada", found, **known)


def read(gradebook: Gradebook) -> NotebookResult:
    (result,) = read_results(gradebook, "tiny", ["ada"])["ada"]
    return result


def by_hand(gradebook: Gradebook, name: str, **values: float) -> None:
    grade = gradebook.find_grade(name, "tiny", "tiny", "ada")
    for key, value in values.items():
        setattr(grade, key, value)
    gradebook.db.commit()


def test_what_is_saved_is_read(gradebook: Gradebook) -> None:
    save(gradebook)
    result = read(gradebook)
    assert (result.score, result.max_score, result.needs_manual) == (5, 8, True)
    assert sorted(result.cells, key=lambda cell: cell.grade_id) == sorted(
        CELLS, key=lambda cell: cell.grade_id
    )
    notebook = gradebook.find_submission_notebook("tiny", "tiny", "ada")
    comments = {comment.name: comment.auto_comment for comment in notebook.comments}
    assert comments["square"] == "No response."
    assert comments["why"] is None


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
def test_it_is_as_nbgrader_itself_would_have_it(gradebook: Gradebook) -> None:
    """The same rows as of nbgrader's own way of adding a submission."""
    save(gradebook)
    gradebook.add_student("boris")
    gradebook.add_submission("tiny", "boris")

    def names(student: str) -> tuple[list[str], list[str]]:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", student)
        grades = sorted(grade.name for grade in notebook.grades)
        return grades, sorted(comment.name for comment in notebook.comments)

    assert names("ada") == names("boris")


def test_saving_twice_makes_nothing_twice(gradebook: Gradebook) -> None:
    save(gradebook)
    before = read(gradebook)
    save(gradebook)
    assert read(gradebook) == before
    assert [student.id for student in gradebook.students] == ["ada"]


def test_a_known_student_keeps_the_name(gradebook: Gradebook) -> None:
    gradebook.add_student("ada", first_name="Ada")
    save(gradebook)
    assert gradebook.find_student("ada").first_name == "Ada"


def test_who_has_handed_in_nothing_has_no_results(gradebook: Gradebook) -> None:
    gradebook.add_student("ada")
    assert read_results(gradebook, "tiny", ["ada", "nobody"]) == {}


def test_what_people_gave_is_kept(gradebook: Gradebook) -> None:
    save(gradebook)
    by_hand(gradebook, "why", manual_score=1.5)
    by_hand(gradebook, "test_total", extra_credit=0.5)
    save(gradebook)
    assert read(gradebook).score == 3 + (2 + 0.5) + 1.5
    assert gradebook.find_grade("why", "tiny", "tiny", "ada").needs_manual_grade


def test_a_notebook_that_was_not_handed_in_gets_nothing(gradebook: Gradebook) -> None:
    save(gradebook)
    save(gradebook, {})
    result = read(gradebook)
    assert (result.score, result.needs_manual) == (0, False)


def test_a_notebook_that_could_not_be_graded_is_left(gradebook: Gradebook) -> None:
    save(gradebook)
    before = read(gradebook)
    save(gradebook, {"tiny": None})
    assert read(gradebook) == before


def test_a_saving_that_fails_leaves_nothing_half(
    gradebook: Gradebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(gradebook)
    before = read(gradebook)
    worse = tuple(CellResult(cell.grade_id, 0, cell.max_score) for cell in CELLS)

    def refuse(session: Session) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", refuse)
        with pytest.raises(KeyboardInterrupt):
            save(gradebook, {"tiny": GradedNotebook(worse)})
    assert read(gradebook) == before


def test_a_new_student_whose_saving_fails_is_not_made(gradebook: Gradebook) -> None:
    def fail(*late: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save(gradebook, timestamp=DUE + timedelta(days=1), late_penalty=fail)
    assert gradebook.db.query(Student).count() == 0


def test_a_submission_is_found_in_a_course_of_any_size(gradebook: Gradebook) -> None:
    """Nothing of which there is more with each submission is read whole."""
    asked = []

    def note(*call: Any) -> None:
        many = call[5]
        asked.append((call[2], call[3][0] if many else call[3]))

    save(gradebook)
    event.listen(gradebook.engine, "before_cursor_execute", note)
    save(gradebook, {}, timestamp=DUE)
    read(gradebook)
    event.remove(gradebook.engine, "before_cursor_execute", note)
    connection = gradebook.db.connection().connection
    steps = [
        step[3]
        for statement, values in asked
        for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    ]
    grown = ("grade", "comment", "submitted_notebook", "submitted_assignment")
    assert any(step.startswith("SEARCH grade ") for step in steps)
    assert not [s for s in steps if s.startswith("SCAN") and s.split()[1] in grown]


# Late


def penalty(gradebook: Gradebook) -> float | None:
    notebook = gradebook.find_submission_notebook("tiny", "tiny", "ada")
    return notebook.late_submission_penalty


def test_the_plugin_is_asked_what_lateness_costs(gradebook: Gradebook) -> None:
    asked = []

    def tenth(*late: float) -> float:
        asked.append(late)
        return 0.5

    save(gradebook, timestamp=DUE + timedelta(hours=1), late_penalty=tenth)
    assert asked == [("ada", 5.0, 3600.0)]
    assert penalty(gradebook) == 0.5
    assert (read(gradebook).score, read(gradebook).final_score) == (5, 4.5)


def test_in_time_costs_nothing_and_takes_an_old_penalty_back(
    gradebook: Gradebook,
) -> None:
    late = {"late_penalty": lambda *late: 1.0}
    save(gradebook, timestamp=DUE + timedelta(hours=1), **late)
    assert penalty(gradebook) == 1
    save(gradebook, timestamp=DUE - timedelta(hours=1), **late)
    assert penalty(gradebook) is None


def test_an_extension_moves_the_deadline(gradebook: Gradebook) -> None:
    save(gradebook)
    gradebook.grant_extension("tiny", "ada", hours=2)
    late = {"late_penalty": lambda *late: 1.0}
    save(gradebook, timestamp=DUE + timedelta(hours=1), **late)
    assert penalty(gradebook) is None
