"""What a docstring promises is tried by one helper, here and across the wire alike."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.handle import ZygoteHandle
from tests.engine.notebooks import LIMITS, check, run, scores, setup, solution

TOOLS = Path(__file__).parents[1].joinpath("notebooks/shared/tools.py").read_text()
WIDE = LIMITS.__class__(cell=60.0, notebook=300.0)

EVERY = "number array list tuple integer float32 shape empty kept"
PROMISED = (
    "promised('double(x)', {name}, ([-2, 0, 3],), {want}, rtol=1e-6, "
    f"returns='array float64 quiet', x='{EVERY}')"
)

# Ways to double numbers; what is said of each, if it breaks a promise.
DOUBLE: dict[str, tuple[str, str]] = {
    "right": ("return np.multiply(x, 2, dtype=float)", ""),
    "right one by one": (
        "x = np.asarray(x, float)\n"
        "    return np.array([2 * one for one in x.flat]).reshape(x.shape)",
        "",
    ),
    "wrong at once": (
        "return np.multiply(x, 3.0)",
        "double([-2, 0, 3]): at index [2] expected 6, got 9.",
    ),
    "a list": (
        "return (2.0 * np.asarray(x)).tolist()",
        "double([-2, 0, 3]) returns a list, where a NumPy array is promised.",
    ),
    "another dtype": (
        "return 2 * np.asarray(x)",
        "double([-2, 0, 3]) is right, but in int64, where float64 is promised.",
    ),
    "no array": (
        "if isinstance(x, np.ndarray):\n        raise ValueError(7)\n"
        "    return np.multiply(x, 2, dtype=float)",
        "double(np.array([-2.0, 0.0, 3.0])), x as an array: this is promised to "
        "work, but raises ValueError: 7.",
    ),
    "no tuple": (
        "return 2.0 * np.array(x + [0])[:-1] if isinstance(x, list) else "
        "np.multiply(x, 2, dtype=float) if not isinstance(x, tuple) else "
        "np.array(x + x)",
        "double((-2.0, 0.0, 3.0)), x as a tuple: the shape is (6,), expected (3,).",
    ),
    "no float32": (
        "x = np.asarray(x)\n    return x * (2.0 if x.dtype != np.float32 else 4.0)",
        "double(np.array([-2.0, 0.0, 3.0], np.float32)), x as numbers in float32",
    ),
    "no number": (
        "return np.array([float(2 * one) for one in x])",
        "x as a number: this is promised to work, but raises TypeError",
    ),
    "no further dimension": (
        "x = np.asarray(x, float)\n    return 2 * x if x.ndim < 2 else 2 * x[:1]",
        "x as an array of another shape: the shape is (1, 1), expected (3, 1).",
    ),
    "rows that are the first": (
        "x = np.asarray(x, float)\n"
        "    return 2 * x if x.ndim < 2 or len(x) != 2 else 2 * x[[0, 0]]",
        "x as an array of another shape: at index [1, 2] expected -4, got 6.",
    ),
    "nothing of nothing": (
        "return np.multiply(x, 2, dtype=float) if np.size(x) else None",
        "double(np.array([])), x as an empty array returned None.",
    ),
    "in place": (
        "got = np.multiply(x, 2, dtype=float)\n"
        "    if isinstance(x, np.ndarray):\n        x *= 2\n    return got",
        "double(np.array([-2.0, 0.0, 3.0])), x as an array writes into its "
        "argument `x`. Work on a copy: np.array(…) makes one.",
    ),
    "in place of a list": (
        "got = np.multiply(x, 2, dtype=float)\n"
        "    if isinstance(x, list):\n        x.reverse()\n    return got",
        "double([-2, 0, 3]) writes into its argument `x`.",
    ),
    "the last digit": (
        "got = np.multiply(x, 2, dtype=float)\n"
        "    if isinstance(x, np.ndarray) and x.dtype == float:\n"
        "        x[...] = np.nextafter(x, 9)\n    return got",
        "writes into its argument `x`",
    ),
    "another shape in place": (
        "got = np.multiply(x, 2, dtype=float)\n    if isinstance(x, np.ndarray):\n"
        "        x.shape = (1, *x.shape)\n    return got",
        "x as an array writes into its argument `x`",
    ),
    "a warning": (
        "np.log(0.0 * np.size(x))\n    return np.multiply(x, 2, dtype=float)",
        "double([-2, 0, 3]) is right, but warns: divide by zero encountered in log.",
    ),
}


def said(
    warm_zygote: ZygoteHandle,
    folder: Path,
    tries: list[tuple[str, str]],
    **settings: Any,
) -> list[str]:
    """Return, for each answer and its check, what the check has against it."""
    folder.mkdir(exist_ok=True)
    cells = [setup(TOOLS, "tools")]
    for number, (answer, test) in enumerate(tries):
        name = "once" if "def once" in answer else f"a{number}"
        cells += [solution(answer, name), check(test, f"test_{name}")]
    result = run(warm_zygote, folder, *cells, times=WIDE, **settings)
    assert len(scores(result)) == len(tries)
    told = []
    for cell in result.notebook["cells"][2::2]:
        errors = [o["evalue"] for o in cell["outputs"] if o["output_type"] == "error"]
        told.append("".join(errors))
    assert [not text for text in told] == [bool(s) for s in scores(result).values()]
    return told


@pytest.mark.parametrize("isolation", ["separate", "shared"])
@pytest.mark.parametrize("want", ["[-4, 0, 6]", "lambda x: 2 * x"])
def test_each_promise_is_tried_and_the_one_that_is_broken_is_named(
    warm_zygote: ZygoteHandle, tmp_path: Path, isolation: str, want: str
) -> None:
    tries = [
        (f"def f{n}(x):\n    {body}", PROMISED.format(name=f"f{n}", want=want))
        for n, (body, _) in enumerate(DOUBLE.values())
    ]
    told = said(warm_zygote, tmp_path / "student", tries, isolation=isolation)
    for name, (_, wanted), text in zip(DOUBLE, DOUBLE.values(), told, strict=True):
        assert (wanted in text) if wanted else not text, (name, text)


ADD = "def add(X, w):\n    {}\n    return np.asarray(X) @ np.asarray(w)[1:] + w[0]"
SCORE = (
    "promised('add(X, w)', add, lambda n, N: (np.arange(n * N).reshape(n, N) / 2 - 1, "
    "np.arange(N + 1) + 1.4), lambda X, w: w[0] + (X * w[1:]).sum(axis=1), "
    "over=[(4, 2), (1, 1), (3, 1), (1, 3)], X='list integer kept', "
    "w='array list integer float32 kept')"
)
PAIR = "promised('pair(x)', pair, ([1.0, 2.0],), ([2, 4], 3), x='list array', {})"
LOSS = (
    "promised('loss(Y, L)', loss, ([0.5, 0.25], [1, 0]), "
    "lambda Y, L: np.abs(Y - L), Y='list number', L='list number labels bool')"
)
ODDS = (
    "promised('odds(p, q)', odds, ([0.5, 0.25], [3.0, 5.0]), "
    "lambda p, q: p * q, p='broadcast', q='broadcast list')"
)
STEPS = (
    "promised('steps(w, k)', steps, (3.0, {}), lambda w, k: w * 0.5**k, k='thousand')"
)

CASES: dict[str, tuple[str, str, str]] = {
    "sizes": (ADD.format("pass"), SCORE, ""),
    "two columns only": (ADD.format("w[2]"), SCORE, "out of bounds"),
    "whole numbers cut": (
        ADD.format("X = np.array(X); X = X.astype(np.asarray(w).dtype)"),
        SCORE,
        "w as whole numbers: at index [0]",
    ),
    "an argument of two changed": (
        "def add(X, w):\n    got = np.asarray(X) @ np.asarray(w)[1:] + w[0]\n"
        "    w[0] += 1\n    return got",
        SCORE,
        "writes into its argument `w`",
    ),
    "two results": (
        "def pair(x):\n    return 2 * np.array(x), sum(x)",
        PAIR.format("returns='array'"),
        "",
    ),
    "one result of two": (
        "def pair(x):\n    return 2 * np.array(x)",
        PAIR.format("returns='array'"),
        "pair([1.0, 2.0]): expected 2 results in a tuple.",
    ),
    "the second is wrong": (
        "def pair(x):\n    return 2 * np.array(x), 2",
        PAIR.format("returns='array'"),
        "pair([1.0, 2.0])[1]: expected 3, got 2.",
    ),
    "the first is a list": (
        "def pair(x):\n    return [2 * one for one in x], 3",
        PAIR.format("returns='array'"),
        "pair([1.0, 2.0])[0] returns a list, where a NumPy array is promised.",
    ),
    "labels": (
        "def loss(Y, L):\n"
        "    L = np.asarray(L).astype(int)\n    return abs(np.asarray(Y) - L)",
        LOSS,
        "",
    ),
    "one class without its branch": (
        "def loss(Y, L):\n    Y, L = np.asarray(Y), np.asarray(L).astype(int)\n"
        "    return abs(Y - L) if L.ndim == 0 or L.max() else 2 * Y",
        LOSS,
        "L as labels of one class: at index [0]",
    ),
    "shapes that fit together": (
        "def odds(p, q):\n    return np.multiply(p, q)",
        ODDS,
        "",
    ),
    "pairs alone": (
        "def odds(p, q):\n    q = np.ravel(q)\n    return q * np.ravel(p)[: len(q)]",
        ODDS,
        "p, q as one of another shape: the shape is (2,), expected (2, 1).",
    ),
    "a thousand steps": (
        "def steps(w, k):\n    for _ in range(k):\n        w = w / 2\n    return w",
        STEPS.format(1000),
        "",
    ),
    "a call for each step": (
        "def steps(w, k):\n    return steps(w / 2, k - 1) if k else w",
        STEPS.format(5000),
        "maximum recursion depth exceeded",
    ),
    "an example that does not show it": (
        "def steps(w, k):\n    return w * 0.5**k",
        STEPS.format(5),
        "steps(w, k): the example does not show 'thousand'",
    ),
    "whole numbers without a formula": (
        "def half(x):\n    return np.asarray(x) / 2",
        "promised('half(x)', half, ([0.5],), [0.25], x='integer')",
        "to try 'integer', give a formula as `want`",
    ),
    "refused": (
        "def root(x):\n    if x < 0:\n        raise ValueError('no')\n    return x",
        "refused('root(x)', root, (-1,))",
        "",
    ),
    "not refused": (
        "def root(x):\n    return x",
        "refused('root(x)', root, (-1,))",
        "root(-1) must raise a ValueError, but it returns -1.",
    ),
    "refused in another way": (
        "def root(x):\n    raise KeyError(7)",
        "refused('root(x)', root, (-1,))",
        "root(-1) must raise a ValueError, but it raises KeyError: ",
    ),
    "open": (
        "def root(x):\n    raise NotImplementedError(7)",
        "refused('root(x)', root, (-1,))",
        "7",
    ),
}


@pytest.mark.parametrize("isolation", ["separate", "shared"])
def test_sizes_results_labels_steps_and_refusals(
    warm_zygote: ZygoteHandle, tmp_path: Path, isolation: str
) -> None:
    tries = [(answer, test) for answer, test, _ in CASES.values()]
    tries = [
        (
            re.sub(r"\b(add|pair|loss|odds|steps|half|root)\(", rf"\g<1>{n}(", answer),
            re.sub(
                r"(?<!')\b(add|pair|loss|odds|steps|half|root)\b(?!\()",
                rf"\g<1>{n}",
                test,
            ),
        )
        for n, (answer, test) in enumerate(tries)
    ]
    told = said(warm_zygote, tmp_path / "student", tries, isolation=isolation)
    for (name, (_, _, wanted)), text in zip(CASES.items(), told, strict=True):
        assert (wanted in text) if wanted else not text, (name, text)


@pytest.mark.parametrize("isolation", ["separate", "shared"])
def test_what_follows_is_tried_in_its_own_values(
    warm_zygote: ZygoteHandle, tmp_path: Path, isolation: str
) -> None:
    first = "def once(x):\n    return np.asarray(x) + 1"
    wrong = "promised('once(x)', once, ([1, 3.0],), [2, 6], x='list')"
    test = (
        "_own = own('once', lambda x: once(once(x)), [1.0, 3.0])\n"
        "promised('twice(x)', twice, ([1.0, 3.0],), lambda x: 4 * x, follows=_own, "
        "x='list integer number')"
    )
    follows = "def twice(x):\n    return np.asarray(x) + 2"
    neither = "def twice(x):\n    return np.asarray(x) + (2 if np.ndim(x) else 3)"
    told = said(
        warm_zygote,
        tmp_path / "student",
        [(first, wrong), (follows, test), (neither, test)],
        isolation=isolation,
    )
    assert "once([1, 3.0]): at index [1] expected 6, got 4." in told[0]
    assert not told[1]
    assert "twice(1), x as a number: expected 3, got 4." in told[2]
