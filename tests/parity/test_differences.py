"""Each row of docs/differences.md: what stock nbgrader does, and what this grader."""

from __future__ import annotations

import pytest

from tests.parity.grades import at, differing
from tests.parity.runs import SEPARATE, SHARED, STOCK, Runs

OURS = pytest.mark.parametrize("isolation", [SHARED, SEPARATE])
UNGRADED = {"test_square": None, "test_cube": None}
FULL = {"test_square": 2.0, "test_cube": 3.0}
NONE = {"test_square": 0.0, "test_cube": 0.0}


@pytest.fixture
def different(graded: dict[str, Runs]) -> Runs:
    return graded["different"]


def scores(runs: Runs, grader: str, assignment: str, student: str) -> dict[str, object]:
    """Return the automatic scores that a grader gave to tests."""
    found = at(runs[grader].grades[assignment, student], "auto_score")
    return {name: score for name, score in found.items() if name.startswith("t")}


@OURS
def test_values_that_are_no_points(different: Runs, isolation: str) -> None:
    of = ("unreadable", "done")
    assert set(scores(different, STOCK, *of).values()) == {2.0}
    assert scores(different, isolation, *of) == {
        "t00": 1.5,  # np.float64(1.5)
        "t01": 1.0,  # np.int64(1)
        "t02": 2.0,  # True
        "t03": 2.0,  # '1.5'
        "t04": 2.0,  # [1.5]
        "t05": 0.0,  # nan
        "t06": 0.0,  # -1
    }


@OURS
@pytest.mark.parametrize(
    ("student", "points"), [("more", 2.0), ("infinite", 0.0), ("silent", 0.0)]
)
def test_values_that_fail_a_submission(
    different: Runs, isolation: str, student: str, points: float
) -> None:
    of = ("too-much", student)
    assert of in different[STOCK].failed
    assert scores(different, STOCK, *of) == {"t": None}
    assert of not in different[isolation].failed
    assert scores(different, isolation, *of) == {"t": points}


@OURS
@pytest.mark.parametrize(
    ("student", "stock", "ours"),
    [
        ("tests", UNGRADED, FULL),
        ("setup", FULL | {"test_cube": 0.0}, FULL),
        ("all_marks", UNGRADED, FULL),
        ("written", FULL, FULL),
    ],
)
def test_deleted_cells(
    different: Runs,
    isolation: str,
    student: str,
    stock: dict[str, object],
    ours: dict[str, object],
) -> None:
    of = ("deleted", student)
    assert scores(different, STOCK, *of) == stock
    assert scores(different, isolation, *of) == ours


@OURS
def test_deleted_answers_are_no_response(different: Runs, isolation: str) -> None:
    of = ("deleted", "written")
    for name in ("why", "plot"):
        place = f"p/{name}"
        stock, ours = (different[by].grades[of] for by in (STOCK, isolation))
        assert stock[f"{place} auto_score"] is None
        assert stock[f"{place} auto_comment"] is None
        assert ours[f"{place} auto_score"] == 0
        assert ours[f"{place} auto_comment"] == "No response."


@OURS
@pytest.mark.parametrize(
    ("assignment", "student"),
    [
        ("twice", "twice"),
        ("old-schema", "old"),
        ("new-schema", "new"),
        ("ends", "dies"),
    ],
)
def test_what_ends_nbgraders_run(
    different: Runs, isolation: str, assignment: str, student: str
) -> None:
    of = (assignment, student)
    assert of in different[STOCK].failed
    assert scores(different, STOCK, *of) == UNGRADED
    assert of not in different[isolation].failed
    assert scores(different, isolation, *of) == FULL


@OURS
@pytest.mark.parametrize("kind", ["answer", "grade"])
@pytest.mark.parametrize("group", ["pages", "preprocessors"])
def test_changed_cell_type_in_an_old_notebook(
    graded: dict[str, Runs], isolation: str, kind: str, group: str
) -> None:
    runs, of = graded["answered"], (group, f"submitted-{kind}-cell-type-changed")
    assert of in runs[STOCK].failed
    assert at(runs[STOCK].grades[of], "auto_score")["foo"] is None
    assert of not in runs[isolation].failed
    assert at(runs[isolation].grades[of], "auto_score") == {
        "foo": 1,
        "bar": 0,
        "baz": 0,
        "quux": 0,
    }


@OURS
def test_changed_type_of_a_locked_cell(graded: dict[str, Runs], isolation: str) -> None:
    runs, of = graded["answered"], ("no-cell-type", "changed")
    assert of in runs[STOCK].failed
    assert of not in runs[isolation].failed


@OURS
def test_a_given_cell_that_fails(different: Runs, isolation: str) -> None:
    of = ("given-fails", "done")
    assert scores(different, STOCK, *of) == {"test_ready": 2.0}
    assert of in different[isolation].failed


@OURS
def test_a_cell_that_waits(different: Runs, isolation: str) -> None:
    """For longer than nbgrader's limit, and not for four times as long."""
    of = ("waits", "done")
    assert scores(different, STOCK, *of) == {"test_ready": 0.0}
    assert scores(different, isolation, *of) == {"test_ready": 2.0}


@OURS
def test_warning_after_many_lines(different: Runs, isolation: str) -> None:
    of = ("drowned", "done")
    assert scores(different, STOCK, *of) == {"t00": 2}
    assert scores(different, isolation, *of) == {"t00": 0}


@OURS
def test_skipped_test(different: Runs, isolation: str) -> None:
    of = ("skipped", "skips")
    assert scores(different, STOCK, *of)["test_square"] == 2
    assert scores(different, isolation, *of)["test_square"] == 0


@pytest.mark.parametrize("trick", ["always_equal", "cleanup", "transformer"])
def test_tricks(different: Runs, trick: str) -> None:
    of = ("tricks", trick)
    assert scores(different, STOCK, *of) == FULL
    assert scores(different, SHARED, *of) == FULL
    assert scores(different, SEPARATE, *of) == NONE


@OURS
def test_the_notebooks_own_file(different: Runs, isolation: str) -> None:
    of = ("own-file", "done")
    assert scores(different, STOCK, *of) == {"t00": 2}
    assert scores(different, isolation, *of) == {"t00": 0}


@OURS
def test_a_notebook_that_others_run_need_not_be_handed_in(
    graded: dict[str, Runs], isolation: str
) -> None:
    runs, of = graded["beside"], ("runs", "alone")
    stock = at(runs[STOCK].grades[of], "auto_score")
    assert (stock["test_three"], stock["test_words"]) == (0, 0)
    ours = at(runs[isolation].grades[of], "auto_score")
    assert (ours["test_three"], ours["test_words"]) == (2, 2)


@OURS
@pytest.mark.parametrize(
    ("assignment", "student", "reason"),
    [("broken", "cut", "it is not JSON"), ("no-date", "wrong", "is no date")],
)
def test_what_cannot_be_read(
    different: Runs, isolation: str, assignment: str, student: str, reason: str
) -> None:
    of = (assignment, student)
    assert of in different[STOCK].failed
    assert reason in different[isolation].failed[of]
    assert of not in different[isolation].grades


@OURS
def test_zones_of_time(different: Runs, isolation: str) -> None:
    number, unknown = ("zones", "number"), ("zones", "unknown")
    stock, ours = different[STOCK].grades, different[isolation].grades
    assert stock[number]["timestamp"] == "2030-01-01 14:55:00"
    assert stock[unknown]["timestamp"] == "2030-01-01 15:00:00"
    assert ours[number]["timestamp"] == "2030-01-01 12:00:00"
    assert "time zone that is not known: MSK" in different[isolation].failed[unknown]


@OURS
def test_a_broken_notebook_leaves_others_alone(different: Runs, isolation: str) -> None:
    of = ("broken", "done")
    assert not differing(different[STOCK].grades[of], different[isolation].grades[of])


@OURS
def test_what_is_graded_again(graded: dict[str, Runs], isolation: str) -> None:
    runs, of = graded["later"], ("later", "changed")
    assert scores(runs, STOCK, *of) == FULL
    assert scores(runs, isolation, *of) == FULL | {"test_square": 0.0}
