"""Tests in a process of their own mean what they mean in one kernel."""

from __future__ import annotations

import pytest
from tests.engine.notebooks import check, plain, scores, setup, solution

SETUP = setup("import warnings\nimport numpy as np\nimport numpy.testing as npt")

HOLDS = {
    "plain data": ("def f(x): return {'a': [x, (1, 2.5)], 'b': {3}}",
                   "assert f(1) == {'a': [1, (1, 2.5)], 'b': {3}}"),
    "globals": ("X = np.arange(3.0)\nN = 4", "assert N == 4\nnpt.assert_array_equal(X, [0, 1, 2])"),
    "functions of the test see the student's names": (
        "def f(x): return x + 1", "def g(): return f(1)\nassert g() == 2"),
    "comprehension": ("def f(x): return x + 1", "assert [f(k) for k in range(3)] == [1, 2, 3]"),
    "no such name": ("pass", "try:\n    f\nexcept NameError as e:\n    assert 'f' in str(e)\nelse: 1/0"),
    "builtins are Python's": ("sum = lambda x: 7", "assert sum([1, 1]) == 2"),
    "keyword arguments": ("def f(a, *, b=2, **k): return a, b, k", "assert f(1, b=3, c=4) == (1, 3, {'c': 4})"),
    "exception": ("def f(x): raise ValueError('bad x')",
                  "try:\n    f(1)\nexcept ValueError as e:\n    assert str(e) == 'bad x'\nelse: 1/0"),
    "not implemented": ("def f(x): raise NotImplementedError",
                        "with np.testing.assert_raises(NotImplementedError): f(1)"),
    "own exception": ("class Own(KeyError): pass\ndef f(x): raise Own('k')",
                      "try:\n    f(1)\nexcept KeyError: pass\nelse: 1/0"),
    "foreign exception": ("class Own(Exception): pass\ndef f(x): raise Own('k')",
                          "try:\n    f(1)\nexcept Exception as e:\n    assert 'Own' in str(e)\nelse: 1/0"),
    "zero division": ("def f(x): return 1 / x",
                      "try:\n    f(0)\nexcept ZeroDivisionError: pass\nelse: 1/0"),
    "linalg error": ("def f(x): return np.linalg.inv(x)",
                     "with npt.assert_raises(np.linalg.LinAlgError): f(np.zeros((2, 2)))"),
    "warning as error": ("def f(x): return np.exp(x)",
        "with warnings.catch_warnings():\n    warnings.simplefilter('error')\n"
        "    try:\n        f(1e4)\n    except RuntimeWarning as e:\n        assert 'overflow' in str(e)\n    else: 1/0"),
    "warning recorded": ("def f(x):\n    warnings.warn('old', DeprecationWarning)\n    return 1",
        "with warnings.catch_warnings(record=True) as got:\n    warnings.simplefilter('always')\n"
        "    assert f(1) == 1\nassert [w.category for w in got] == [DeprecationWarning]"),
    "warning silenced by the student": ("warnings.simplefilter('ignore')\ndef f(x): return np.log(x)",
        "assert f(0.0) == -np.inf"),
    "errstate raise": ("def f(x): return np.exp(x)",
        "with np.errstate(all='raise'):\n    try:\n        f(1e4)\n    except FloatingPointError: pass\n    else: 1/0"),
    "errstate ignore": ("def f(x): return np.exp(x)",
        "with np.errstate(over='ignore'):\n    assert np.isinf(f(1e4))"),
    "array changed in place": ("def f(x): x[0] = 9", "a = np.zeros(2)\nf(a)\nassert a[0] == 9"),
    "array not changed": ("def f(x): return x + 1", "a = np.zeros(2)\nb = a.copy()\nf(a)\nnpt.assert_array_equal(a, b)"),
    "list of arrays changed": ("def f(p):\n    for a in p: a -= 1",
        "w = np.ones(2)\np = [w, np.zeros(1)]\nf(p)\nassert w[0] == 0 and p[0] is w and p[1][0] == -1"),
    "dict changed": ("def f(d): d['n'] = d.pop('k') + 1", "d = {'k': 1}\nf(d)\nassert d == {'n': 2}"),
    "list changed": ("def f(d): d.append(3)\ndef g(d): d.sort()", "d = [2]\nf(d)\nassert d == [2, 3]"),
    "result is the argument": ("def f(x): return x", "a = np.zeros(2)\nassert f(a) is a"),
    "read-only argument": ("def f(x): x[0] = 1",
        "a = np.zeros(2)\na.setflags(write=False)\ntry:\n    f(a)\nexcept ValueError: pass\nelse: 1/0"),
    "generator as argument": ("def f(rng): return rng.normal()",
        "r, s = np.random.default_rng(1), np.random.default_rng(1)\n"
        "assert [f(r), f(r)] == [s.normal(), s.normal()]"),
    "seed": ("def f(): return np.random.rand()",
        "np.random.seed(3)\na = f()\nnp.random.seed(3)\nassert a == np.random.rand()\n"
        "np.random.seed(3)\nassert f() == a"),
    "python's seed": ("import random\ndef f(): return random.random()",
        "import random\nrandom.seed(3)\na = f()\nrandom.seed(3)\nassert a == random.random()"),
    "callback": ("def f(g, x): return (g(x + 1e-5) - g(x - 1e-5)) / 2e-5",
        "assert abs(f(lambda x: x ** 2, 3.0) - 6) < 1e-6\nassert abs(f(np.sin, 0.0) - 1) < 1e-6"),
    "callback raises": ("def f(g):\n    try: g()\n    except ValueError as e: return str(e)",
        "def g(): raise ValueError('mine')\nassert f(g) == 'mine'"),
    "callback calls back": ("def f(g, n): return g(n)\ndef h(n): return n * 2",
        "assert f(lambda n: h(n) + 1, 5) == 11"),
    "function returned": ("def f(n):\n    return lambda x: x + n", "assert f(2)(3) == 5"),
    "function handed back": ("def f(n):\n    return lambda x: x + n\ndef g(h): return h(1)",
        "assert g(f(2)) == 3"),
    "callback returned": ("def f(g): return g", "def g(): return 1\nassert f(g) is g"),
    "object": ("class A:\n    def __init__(self, w): self.w = w\n    def up(self):\n        self.w = self.w + 1\n        return self",
        "a = A(np.zeros(2))\nassert a.up() is a\nnpt.assert_array_equal(a.w, [1, 1])\n"
        "a.w = 5\nassert a.up().w == 6\nassert isinstance(a, A) and not isinstance(3, A)"),
    "missing attribute": ("class A: pass\na = A()", "assert not hasattr(a, 'x')\nassert getattr(a, 'x', 1) == 1"),
    "item": ("class A:\n    def __getitem__(self, k): return k\n    def __len__(self): return 4\na = A()",
        "assert a[1:2] == slice(1, 2) and a['k'] == 'k' and len(a) == 4"),
    "iterator": ("def f(n):\n    for k in range(n): yield k, np.ones(k)",
        "assert [k for k, a in f(3)] == [0, 1, 2]"),
    "stdout": ("def f(): print('hello')",
        "import contextlib, io\ns = io.StringIO()\nwith contextlib.redirect_stdout(s): f()\nassert s.getvalue() == 'hello\\n'"),
    "module of the student's": ("import math as m, numpy.linalg as la", "assert m.sqrt(4) == 2\nassert la.norm([3, 4]) == 5"),
    "assertion of the student's": ("from numpy.testing import assert_allclose", "assert_allclose(1.0, 1.0)"),
    "async function": ("async def f(): return 3", "assert f().send is not None"),
    "recursive type": ("def f(x): return f(x - 1) + 1 if x else 0", "assert f(50) == 50"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOLDS)
def test_test_holds(grade, name: str) -> None:
    answer, test = HOLDS[name]
    result = grade(SETUP, solution(answer), check(test))
    outputs = result.notebook["cells"][2]["outputs"]
    assert scores(result) == {"test": 1}, outputs
    assert not result.flags and not result.notes


FAILS = {
    "wrong value": ("def f(x): return x", "assert f(1) == 2"),
    "warning shown": ("def f(x): return np.exp(x)", "f(1e4)"),
    "stderr": ("import sys\ndef f(): print('x', file=sys.stderr)", "f()"),
    "missing name": ("pass", "f(1)"),
    "truth of an object": ("def f(): return object()", "assert f()"),
    "inequality of an object": ("def f(): return object()", "assert f() != 1"),
    "object as array": ("def f(): return object()", "npt.assert_allclose(f(), 0)"),
    "own assert_allclose": ("def assert_allclose(*a): pass", "npt.assert_allclose(1, 2)"),
    "stop iteration": ("def f(): raise StopIteration", "f()"),
    "exit": ("def f(): exit()", "assert f() == 1"),
    "interrupt": ("def f(): raise KeyboardInterrupt", "f()"),
    "test cannot pass this": ("def f(x): return 1", "assert f(object()) == 1"),
}


@pytest.mark.parametrize("name", FAILS)
def test_test_fails(grade, name: str) -> None:
    answer, test = FAILS[name]
    result = grade(SETUP, solution(answer), check(test), check("1 + 1", "other", 2))
    assert scores(result) == {"test": 0, "other": 2}


def test_each_test_sees_the_state_at_its_place(grade) -> None:
    result = grade(
        solution("n = 1"), check("assert n == 1", "a"), plain("n = 2"),
        check("assert n == 2", "b"), check("n = 7\nassert n == 7", "c"), plain("assert n == 2"),
    )  # fmt: skip
    assert scores(result) == {"a": 1, "b": 1, "c": 1}
    assert result.notebook["cells"][5]["outputs"] == []


def test_trusted_names_win_over_the_students(grade) -> None:
    result = grade(
        setup("import numpy as np\nTOLERANCE = 0.1"),
        solution("TOLERANCE = 1e9\nnp = None\ndef f(): return 5"),
        check("assert abs(f() - np.float64(4)) < TOLERANCE"),
    )
    assert scores(result) == {"test": 0}


def test_partial_credit_and_stdout(grade) -> None:
    result = grade(
        solution("def f(): return 0.5"),
        check("print('working')\nf() + 1", "half", 2),
        check("import numpy as np\nnp.float64(f())", "scalar", 2),
        check("f() * 100", "above", 2),
        check("[f()]", "list", 2),
    )
    assert scores(result) == {"half": 1.5, "scalar": 0.5, "above": 2, "list": 0}


def test_shared_runs_tests_beside_the_student(grade) -> None:
    result = grade(
        solution("x = 1"), check("x = x + 1\nassert x == 2", "a"),
        check("assert x == 2", "b"), check("assert x == 3", "c"),
        isolation="shared",
    )  # fmt: skip
    assert scores(result) == {"a": 1, "b": 1, "c": 0}


def test_tape_records_what_a_test_asked(grade) -> None:
    from autograder.wire.codec import decode

    result = grade(
        solution("def f(x):\n    if x < 0: raise ValueError('neg')\n    return x * 2"),
        check("assert f(2) == 4\ntry:\n    f(-1)\nexcept ValueError: pass"),
        record=True,
    )
    first, second = result.tapes["test"]
    assert (first.path, first.op, decode(first.args[0])) == ("f", "call", 2)
    assert decode(first.value or b"") == 4
    assert second.value is None and second.raised[0] == "ValueError"
    assert second.text == "neg"


def test_replay_restores_state_without_the_cell_at_fault(grade) -> None:
    result = grade(
        plain("a = [1]"), plain("a.append(2)"), plain("import os\na.append(3)\nos._exit(0)"),
        plain("a.append(4)"), check("assert a == [1, 2, 4]"),
    )  # fmt: skip
    assert scores(result) == {"test": 1}
    assert "DeadKernelError" in str(result.notebook["cells"][2]["outputs"])


def test_notebook_deadline_ends_it(grade) -> None:
    from autograder.engine.session import Limits

    limits = Limits(cell=0.5, notebook=0.8, grace=0.1)
    loops = [plain("while True: pass") for _ in range(5)]
    result = grade(*loops, check("1"), limits=limits)
    assert result.seconds < 2.5
    assert scores(result) == {"test": 0}


def test_figures_of_tested_functions_stay_out_of_the_next_cell(grade) -> None:
    result = grade(
        setup("import matplotlib.pyplot as plt"),
        solution("def f():\n    fig, ax = plt.subplots()\n    ax.set_title('T')\n    return ax"),
        check("assert f().get_title() == 'T'"),
        plain("1"),
    )
    assert scores(result) == {"test": 1}
    assert len(result.notebook["cells"][3]["outputs"]) == 1


def test_flags_name_a_forgery(grade) -> None:
    result = grade(
        solution("import os, socket, stat\ndef f():\n    for fd in range(3, 60):\n"
                 "        try:\n            if stat.S_ISSOCK(os.fstat(fd).st_mode): os.write(fd, b'junk' * 9)\n"
                 "        except OSError: pass\n    return 1"),
        check("assert f() == 1"),
        check("2 - 1", "later"),
    )  # fmt: skip
    assert scores(result) == {"test": 0, "later": 1}
    assert result.flags
