"""What of an example is drawn, and that nothing anybody writes stops it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Counterexample, Curve
from autograder.pages.drawings import Boxes, Gate, curves, draw
from tests.pathological import MIXED


def off(drawn: object) -> list[str]:
    assert isinstance(drawn, Boxes)
    return [box.text for row in drawn.got for box in row if box.is_off]


def test_wrong_entries_of_an_array_are_marked() -> None:
    assert off(draw(Counterexample("f(1)", "[1, 2, nan]", "[1, -2, nan]"))) == ["-2"]


def test_rows_of_a_table_stay_rows() -> None:
    drawn = draw(Counterexample("f(1)", "[[1, 2], [3, 4]]", "[[1, 2], [4, 3]]"))
    assert off(drawn) == ["4", "3"]
    assert isinstance(drawn, Boxes) and [len(row) for row in drawn.got] == [2, 2]


def test_an_array_that_is_too_short_lacks_its_last_entry() -> None:
    assert off(draw(Counterexample("f(1)", "[1, 2, 3]", "[1, 2]"))) == [""]


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("1", "2"),
        ("[1, 2]", "ValueError"),
        ("[1, 2]", "[1, 2]"),
        ("[1, 2, 3, …]", "[1, 2, 4, …]"),
        ("[[1, 2], [3, 4]]", "[1, 2]"),
        ("['a', 'b']", "['a', 'c']"),
        ("", "[1, 2]"),
    ],
)
def test_what_no_drawing_shows_better_is_left_to_words(expected: str, got: str) -> None:
    assert draw(Counterexample("f(1)", expected, got)) is None


def curve(expected: list[float], got: list[float | None]) -> Curve:
    x = (0.0, 1.0, 2.0, 4.0)
    return Curve("f(x)", "x", x, tuple(expected), tuple(got))


def test_a_function_of_one_number_is_drawn_as_two_curves() -> None:
    drawn = curves(curve([0, 1, 2, 4], [0, 2, None, 8]))
    assert drawn
    assert drawn.expected == ("0.0,60.0 25.0,52.5 50.0,45.0 100.0,30.0",)
    assert drawn.got == ("0.0,60.0 25.0,45.0", "100.0,0.0"), "a gap where no number is"
    assert (drawn.x, drawn.y) == (("0", "4"), ("0", "8"))
    assert drawn.margin == 6


def test_long_numbers_have_room_beside_the_axis() -> None:
    drawn = curves(curve([-0.01234, 1, 2, 4], [0, 0, 0, 0]))
    assert drawn and drawn.y == ("-0.0123", "4")
    assert drawn.margin == 30


def test_a_step_jumps_and_a_slope_does_not() -> None:
    x = tuple(map(float, range(9)))
    step = tuple(float(value >= 4) for value in x)
    drawn = curves(Curve("f(x)", "x", x, step, x))
    assert drawn
    assert "43.8,60.0 43.8,30.0" in drawn.expected[0]
    assert drawn.got[0].count(",") == len(x)


def test_a_curve_that_is_far_too_high_leaves_the_picture() -> None:
    drawn = curves(curve([0, 1, 2, 4], [0, 1, 2, 1e300]))
    assert drawn and drawn.y == ("0", "8")
    assert drawn.got == ("0.0,60.0 25.0,52.5 50.0,45.0 100.0,-10000.0",)


def test_curves_of_which_one_sees_no_difference_are_not_drawn() -> None:
    assert curves(curve([0, 1, 2, 4], [0, 1, 2, 4.01])) is None
    assert curves(curve([1, 1, 1, 1], [1, 1, 1, 1])) is None


def test_a_gate_shows_its_wrong_corners_and_its_line() -> None:
    drawn = draw(Counterexample("w_and", "", "[-1, 1, 1]"))
    assert isinstance(drawn, Gate)
    assert [(c.x, c.y) for c in drawn.corners if c.is_off] == [(0, 1), (1, 0)]
    assert drawn.line is not None
    x, y, other_x, other_y = drawn.line
    assert x + y == pytest.approx(1) and other_x + other_y == pytest.approx(1)


@pytest.mark.parametrize("weights", ["[1, 0, 0]", "[9, 1, 1]"])
def test_a_line_that_is_out_of_sight_is_not_drawn(weights: str) -> None:
    drawn = draw(Counterexample("w_or", "", weights))
    assert isinstance(drawn, Gate) and drawn.line is None


NUMBERS = st.lists(st.floats() | st.integers(), max_size=5).map(str)
TEXTS = MIXED | NUMBERS | st.just("[" + "-" * 1900 + "1]")


@given(call=MIXED | st.just("w_xor") | st.just("w_and"), expected=TEXTS, got=TEXTS)
def test_nothing_that_is_written_stops_a_page(
    call: str, expected: str, got: str
) -> None:
    draw(Counterexample(call, expected, got))
