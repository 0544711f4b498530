"""Where a result becomes NaN or infinite: the line is told, and no other is blamed."""

from __future__ import annotations

import linecache
import sys
import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.wire.origins import MOST_EVENTS, origin

P = np.array([0.5, 0.0])


def cell(source: str, prompt: int = 7, **known: Any) -> dict[str, Any]:
    """Run the code of a cell as IPython does; return what it defines."""
    file = f"<ipython-input-{prompt}-{abs(hash(source))}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    names = {"np": np, **known}
    exec(compile(source, file, "exec"), names)
    return names


def rows(function: Any, *args: Any) -> list[str]:
    """Return the lines, innermost first, of a call."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return origin(function, *args).splitlines()


CASES = {
    "in a line of its own": (
        "def f(p):\n"
        "    logs = np.log(p)  # here\n"
        "    terms = p * logs\n"
        "    return -terms.sum()",
        "logs = np.log(p)  # here",
    ),
    "in the return": (
        "def f(p):\n    q = p + 0\n    return -(q * np.log(q)).sum()",
        "return -(q * np.log(q)).sum()",
    ),
    "in a loop": (
        "def f(p):\n"
        "    s = 0.0\n"
        "    for x in p:\n"
        "        s -= x * np.log(x)\n"
        "    return s",
        "s -= x * np.log(x)",
    ),
    "in place": (
        "def f(p):\n"
        "    out = np.zeros(len(p))\n"
        "    for k, x in enumerate(p):\n"
        "        out[k] = np.log(x)\n"
        "    return out",
        "out[k] = np.log(x)",
    ),
    "what is masked is not blamed": (
        "def f(p):\n"
        "    logs = np.log(p)\n"
        "    logs = np.where(p > 0, logs, 0)\n"
        "    scale = p / p\n"
        "    return (logs * scale).sum()",
        "scale = p / p",
    ),
    "what is not used is not blamed": (
        "def f(p):\n    unused = np.log(p)\n    share = p / p\n    return share",
        "share = p / p",
    ),
    "NaN before infinity": (
        "def f(p):\n"
        "    best = -np.inf\n"
        "    share = p / p\n"
        "    best = np.maximum(best, share)\n"
        "    return best",
        "share = p / p",
    ),
    "over several lines": (
        "def f(p):\n    return np.sum(\n        p\n        * np.log(p)\n    )",
        "return np.sum(",
    ),
    "two statements on a line": (
        "def f(p):\n    q = np.log(p)\n    r = q; s = 1\n    return r",
        "q = np.log(p)",
    ),
    "in a comprehension": (
        "def f(p):\n    logs = [np.log(x) for x in p]\n    return sum(logs)",
        "logs = [np.log(x) for x in p]",
    ),
    "in a generator": (
        "def f(p):\n    return sum(x * np.log(x) for x in p)",
        "return sum(x * np.log(x) for x in p)",
    ),
    "in a branch": (
        "def f(p):\n    if len(p) > 1:\n        q = np.log(p)\n    else:\n"
        "        q = p\n    return q",
        "q = np.log(p)",
    ),
    "in a helper": (
        "def h(x):\n    y = np.log(x)\n    return y\ndef f(p):\n    return 2 * h(p)",
        "y = np.log(x)",
    ),
    "in a helper's helper, then handed on": (
        "def g(x):\n    return np.log(x)\ndef h(y):\n    z = y + 1\n    return z\n"
        "def f(p):\n    return h(g(p))",
        "return np.log(x)",
    ),
    "without NumPy": (
        "def f(p):\n    x = 1e300\n    y = x * 1e300\n    return y - y",
        "y = x * 1e300",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_line_is_found(name: str) -> None:
    source, line = CASES[name]
    assert rows(cell(source)["f"], P)[0] == f"7:{line}"


UNKNOWN = {
    "a finite result": "def f(p):\n    logs = np.log(p)\n    return 1.0",
    "given": "def f(p):\n    return p * 1",
    "a global": "LOGS = np.log(P)\ndef f(p):\n    return LOGS + 1",
    "as memory was": "def f(p):\n    q = odd.empty(2)\n    q[0] = 1\n    return q",
    "an object's": "def f(p):\n    return type('T', (), {})()",
}


ODD = SimpleNamespace(empty=lambda size: np.full(size, np.nan))


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_not_told(name: str) -> None:
    bad = np.array([np.nan, 1.0]) if name == "given" else P
    with np.errstate(all="ignore"):
        made = cell(UNKNOWN[name], P=P, odd=ODD)
    assert rows(made["f"], bad) == []


def test_behind_a_line_of_another_cell_stands_the_one_that_calls_it() -> None:
    helper = cell("def h(x):\n    return np.log(x)", prompt=3)["h"]
    found = rows(cell("def f(p):\n    return 2 * h(p)", h=helper)["f"], P)
    assert found == ["3:return np.log(x)", "7:return 2 * h(p)"]


def test_a_call_that_takes_too_many_lines_is_told_none() -> None:
    source = (
        "def f(p):\n    k = 0\n    q = np.log(p)\n"
        f"    while k < {MOST_EVENTS}:\n        k += 1\n    return q"
    )
    assert rows(cell(source)["f"], P) == []


def test_a_tracer_that_was_there_is_there_again() -> None:
    def trace(*args: Any) -> None:
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with pytest.raises(ZeroDivisionError):
            origin(cell("def f(p):\n    return 1 / 0")["f"], P)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)
