"""Near misses: what is one edit away from a right answer, and how it is called."""

from __future__ import annotations

import ast

import pytest

from autograder.diagnosis.near_misses.edit_kinds import KINDS, Edit
from autograder.diagnosis.near_misses.edits import near_misses, pairs_of_edits
from autograder.diagnosis.near_misses.quantities import known_names, quantity
from autograder.model import Observation
from autograder.pages.edits import edit_sentence
from autograder.pages.texts import Texts


def written(source: str, *known: str) -> dict[Edit, list[str]]:
    """Return all near misses of an expression, as source, by their edits."""
    found: dict[Edit, list[str]] = {}
    for miss in near_misses(source, frozenset(known)):
        miss.compiled()
        (edit,) = miss.edits
        found.setdefault(edit, []).append(ast.unparse(miss.made()))
    return found


@pytest.mark.parametrize(
    ("source", "edit", "wrong"),
    [
        ("2 * x", Edit("factor", "2"), "x"),
        ("x / n", Edit("divisor", "n"), "x"),
        ("2 / (x * n)", Edit("divisor", "n"), "2 / x"),
        ("2 / (x * n)", Edit("multiplies", "n"), "2 / (x / n)"),
        ("(x * n) ** -0.5", Edit("multiplies", "n"), "(x / n) ** (-0.5)"),
        ("2 / (x / n)", Edit("divides", "n"), "2 / (x * n)"),
        ("x + n", Edit("term", "n"), "x"),
        ("x - -n", Edit("minus_added", "n"), "x - n"),
        ("x - n", Edit("sign", "n"), "x + n"),
        ("x - n", Edit("turned"), "n - x"),
        ("x / n", Edit("inverted"), "n / x"),
        ("-x", Edit("minus", "x"), "x"),
        ("x ** 2", Edit("power", "x"), "x"),
        ("(x + n) * 2", Edit("bracket"), "x + n * 2"),
        ("2 / (x * n)", Edit("bracket"), "2 / x * n"),
        ("x >= n", Edit("strict", "(… x … n …)"), "x > n"),
        ("x >= n", Edit("comparison", "(… x … n …)"), "x <= n"),
        ("x.sum(axis=1)", Edit("axis", "sum"), "x.sum(axis=0)"),
        ("x.sum(axis=1)", Edit("all_axes", "sum"), "x.sum()"),
        ("x.sum(0, keepdims=True)", Edit("keepdims", "sum"), "x.sum(0)"),
        ("np.mean(x)", Edit("instead", "mean", "sum"), "np.sum(x)"),
        ("np.log(x)", Edit("instead", "log", "log2"), "np.log2(x)"),
        ("np.log(x)", Edit("not_applied", "log"), "x"),
        ("g(x, h) + h(n)", Edit("not_applied_once", "h"), "g(x, h) + n"),
        ("np.where(c, x, n)", Edit("cases"), "np.where(c, n, x)"),
        ("x.T @ n", Edit("transpose", "x"), "x @ n"),
        ("x[1:]", Edit("whole", "x"), "x"),
        ("x[k]", Edit("index", "x"), "x[k + 1]"),
        ("range(n)", Edit("loop_last"), "range(0, n - 1)"),
        ("x + 1", Edit("constant", "", "2"), "x + 2"),
        ("x or n", Edit("connective"), "x and n"),
    ],
)
def test_an_edit_makes_a_near_miss(source: str, edit: Edit, wrong: str) -> None:
    assert wrong in written(source, "x", "n")[edit]


STEPS = """
def walk(x, n):
    total = 0
    for k in range(n):
        total += x
    return total
"""


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (Edit("overwritten"), "        total = x"),
        (Edit("first_pass"), "        break"),
        (Edit("swapped", "x", "n"), "def walk(n, x):"),
        (Edit("argument_absolute", "x"), "    x = np.abs(np.asarray(x))"),
    ],
)
def test_statements_are_edited(edit: Edit, line: str) -> None:
    (source,) = written(STEPS, "x", "n")[edit]
    assert line in source.splitlines()


def test_a_tree_is_as_before_when_a_near_miss_was_made() -> None:
    misses = list(near_misses(STEPS, frozenset({"x"})))
    before = ast.dump(misses[0].tree)
    for miss in misses:
        miss.compiled()
    assert ast.dump(misses[0].tree) == before


def test_two_edits_are_made_in_two_places() -> None:
    results = {}
    for miss in pairs_of_edits("y = 2 * x - n", frozenset({"x", "n"})):
        names = {"x": 5.0, "n": 2.0}
        exec(miss.compiled(), names)
        results[miss.edits] = names["y"]
    assert results[Edit("factor", "2"), Edit("sign", "n")] == 7.0


REFERENCE = '''
def f(P, q):
    """P is told."""
    total = P.sum()
    ### BEGIN SOLUTION
    hidden = total * q
    return hidden
    ### END SOLUTION
'''


def test_only_names_that_a_student_sees_are_told() -> None:
    known = known_names(REFERENCE)
    assert known == {"P", "q", "total"}
    told = {
        "q": "q",
        "3": "3",
        "P[1:]": "P[1:]",
        "hidden": "",
        "np.log(hidden * q)": "(… q …)",
        "P.sum(axis=1)[hidden]": "(… P …)",
    }
    for source, name in told.items():
        assert quantity(ast.parse(source, mode="eval").body, known) == name


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_sentence(kind: str, language: str) -> None:
    for what in ({}, {"what": "x", "instead": "3"}):
        sentence = told(kind, Texts(language), **what)
        if what or not _needs_name(kind):
            assert sentence.endswith(".")
            assert "%" not in sentence


def _needs_name(kind: str) -> bool:
    return told(kind, Texts("en")) == ""


def told(kind: str, texts: Texts, **details: str) -> str:
    return edit_sentence(Observation("edit", {"edit": kind, **details}), texts)


def test_sizes_of_what_is_drawn_are_not_squared() -> None:
    source = "def start(sizes, rng):\n    return rng.normal(size=sizes)"
    kinds = {miss.edits[0].kind for miss in near_misses(source, frozenset())}
    assert "argument_absolute" in kinds and "argument_squared" not in kinds
