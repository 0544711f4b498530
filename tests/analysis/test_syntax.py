"""What the normal form forgets, what it keeps, and that it takes anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.analysis.syntax import (
    ALIKE,
    LONGEST,
    Form,
    asked_names,
    code_form,
    likeness,
    text_form,
)
from tests.pathological import assert_grows_with_length

REFERENCE = '''
def gd(df, w0, lam, steps):
    """Return the path."""
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = w - lam * df(w)
        path.append(w)
    return np.array(path)
'''
COPY = """
import numpy as np

def gd(slope, start, rate, n):
    "Der Weg"
    pass
    point: list = np.array(start,
                           dtype = float)   # a start
    way = [point]
    for k in range(n):
        # one step
        point = (point - rate*slope(point))
        way.append(point)
    result = np.array(way)
    return result

print(gd(lambda w: w, 1, 0.1, 3))
"""
ASKED = asked_names(REFERENCE)


def form(source: str) -> Form:
    return code_form(source, frozenset("f"))


def test_names_layout_and_prose_are_forgotten() -> None:
    assert {"gd"} == ASKED
    assert code_form(COPY, ASKED) == code_form(REFERENCE, ASKED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x): return x", "def f(y): return y"),
        ("def f(x): return x", "def f(x: float) -> float:\n    return x"),
        ("def f(x): return lambda y: y", "def f(x): return lambda x: x"),
        ("def f(a): return [b for b in a]", "def f(z): return [y for y in z]"),
        (
            "def g(x): return x\ndef f(x): return g(x)",
            "def help_(a): return a\ndef f(b): return help_(b)",
        ),
        (
            "def f(x):\n    try:\n        return x\n    except E as e:\n        h(e)",
            "def f(a):\n    try:\n        return a\n    except E as b:\n        h(b)",
        ),
        ("%matplotlib inline\ndef f(x): return x", "def f(x): return x"),
    ],
)
def test_alike_but_for_names(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x, y): return x - y", "def f(x, y): return y - x"),
        ("def f(x): return np.exp(x)", "def f(x): return np.log(x)"),
        ("def f(x): return x.real", "def f(x): return x.imag"),
        ("def f(x): return 1", "def f(x): return 2"),
        ("def f(x):\n    global a\n    a = x", "def f(x):\n    global b\n    b = x"),
        ("def f(x): return lambda y: y", "def f(x): return lambda y: x"),
    ],
)
def test_what_makes_a_difference_stays(one: str, other: str) -> None:
    assert form(one) != form(other)


@given(st.permutations(["w", "path", "lam", "steps", "df", "w0"]))
def test_any_renaming_is_forgotten(names: list[str]) -> None:
    renamed = REFERENCE
    for old, new in zip(("path", "steps", "lam", "w0", "df"), names, strict=False):
        renamed = renamed.replace(old, f"{new}_new")
    assert code_form(renamed, ASKED) == code_form(REFERENCE, ASKED)


@given(st.text())
def test_no_text_is_too_strange(source: str) -> None:
    assert isinstance(code_form(source, frozenset("f")), Form)
    assert isinstance(text_form(source), Form)


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 5000,
        "x = " + "-" * 8000 + "1",
        "x = " + "[" * 90 + "]" * 90,
        "x = 1" + " + 1" * 4000,
        "\0",
        "x = " + "9" * 5000,
        "a" * (2 * LONGEST),
        "x = '\\d'",
    ],
)
def test_hostile_code_is_only_text(source: str) -> None:
    assert len(code_form(source).tokens) <= LONGEST


def test_data_is_equal_or_not() -> None:
    answers = [form(f"idea = {letter!r}\nother = 'c'") for letter in "abb"]
    assert all(answer.is_data for answer in answers)
    assert likeness(answers, answers).tolist() == [[1, 0, 0], [0, 1, 1], [0, 1, 1]]


def test_likeness_of_functions_is_gradual() -> None:
    long = code_form(REFERENCE, ASKED)
    changed = code_form(REFERENCE.replace("float", "complex"), ASKED)
    short, other = form("def f(a): return -a"), form("def f(a): return +a")
    assert ALIKE <= likeness([long], [changed])[0, 0] < 1
    assert likeness([short], [other])[0, 0] < ALIKE


TOKENS = st.lists(st.sampled_from("abc+"), max_size=12).map(tuple)
FORMS = st.lists(st.builds(Form, TOKENS, st.booleans()), max_size=6)


@given(FORMS)
def test_likeness_is_symmetric_and_one_for_equals(forms: list[Form]) -> None:
    found = likeness(forms, forms)
    assert found.shape == (len(forms), len(forms))
    assert np.array_equal(found, found.T)
    assert ((found >= 0) & (found <= 1)).all()
    assert (found.diagonal() == 1).all()


def test_words_of_text() -> None:
    assert text_form("Because **σ** rises!") == text_form("because Σ RISES")


@pytest.mark.parametrize(
    "source",
    [
        "x = 0x" + "f" * 6000,  # more digits than Python writes in tens
        'x = f"{1:\u00a0}"',
        "x = f'{\"\\u00a0\"}'",
        "x = " + "-" * 3000 + "1",
        "x = " + "(" * 3000,
        "x = '\\ud800'",
        "\x00",
    ],
    ids=lambda source: ascii(source[:20]),
)
def test_what_python_reads_but_cannot_write_is_compared_as_it_stands(
    source: str,
) -> None:
    assert code_form(source) == code_form(source)
    assert likeness([code_form(source)], [code_form(source)])[0, 0] == 1.0


def test_the_time_of_comparing_grows_with_the_text() -> None:
    assert_grows_with_length(code_form.__wrapped__)
    assert_grows_with_length(text_form)
