"""Hostile and unlucky notebooks in `separate`, each with its verdict."""

from __future__ import annotations

import pytest

from autograder.engine.spec import TimeLimits
from tests.engine.notebooks import check, plain, scores, setup, solution

LIMITS = TimeLimits(cell=0.6, notebook=30.0, grace=0.4)
"""Little time: what hangs takes all of it, at each check."""

OTHER = (
    solution("def g(x):\n    return x + 1", "g"),
    check("assert g(1) == 2", "test_g"),
)

WRONG = {
    "universal_eq": """
class Any:
    __array_priority__ = 1e9
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __bool__(self): return True
    def __sub__(self, other): return self
    def __abs__(self): return self
    def __float__(self): return 4.0
    def __hash__(self): return 1
def f(x): return Any()
""",
    "ndarray_subclass": """
import numpy as np
class Lie(np.ndarray):
    def __array_function__(self, func, types, args, kwargs): return True
    def __array_ufunc__(self, *args, **kwargs): return True
    def __eq__(self, other): return True
def f(x): return np.zeros(3).view(Lie)
""",
    "float_subclass": """
class F(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
def f(x): return F(0)
""",
    "int_subclass": """
class I(int):
    def __eq__(self, other): return True
def f(x): return I(7)
""",
    "decimal_subclass": """
from decimal import Decimal
class D(Decimal):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __float__(self): return 4.0
def f(x): return D(0)
""",
    "time_subclass": """
import datetime
class T(datetime.timedelta):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
def f(x): return T(1)
""",
    "patched_fraction": """
import fractions
fractions.Fraction.__eq__ = lambda self, other: True
fractions.Fraction.__sub__ = lambda self, other: 0
def f(x):
    made = fractions.Fraction(1, 3)
    made._numerator = type('Any', (int,), {'__eq__': lambda self, other: True})(1)
    return made
""",
    "far_decimal": """
from decimal import Decimal
def f(x): return Decimal('1e999999999')
""",
    "patched_numpy": """
import numpy as np, numpy.testing, builtins, warnings
np.allclose = np.testing.assert_allclose = lambda *a, **k: True
builtins.abs = lambda x: 0
builtins.isinstance = lambda *a: True
builtins.all = lambda *a: True
def f(x): return -1
""",
    "sys_exit": "import sys\ndef f(x): sys.exit(0)",
    "os_exit": "import os\ndef f(x): os._exit(0)",
    "segfault": "import ctypes\ndef f(x): ctypes.string_at(0)",
    "sigkill": "import os, signal\ndef f(x): os.kill(os.getpid(), signal.SIGKILL)",
    "endless": "def f(x):\n    while True: pass",
    "endless_stubborn": """
def f(x):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "recursion": "def f(x): return f(x)",
    "deep_recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(x): return f(x)",
    "cycle": "def f(x):\n    a = []\n    a.append(a)\n    return a",
    "nested": "def f(x):\n    a = []\n    for _ in range(10**5): a = [a]\n    return a",
    "strides": "import numpy as np\ndef f(x): return np.broadcast_to(4.0, (10**10,))",
    "huge_int": "def f(x): return 1 << 10**7",
    "nan": "def f(x): return float('nan')",
    "object_dtype": """
import numpy as np
class Any:
    def __eq__(self, other): return True
    __sub__ = __rsub__ = __abs__ = lambda *a: 0.0
def f(x): return np.array([Any()], dtype=object)
""",
    "input": "def f(x): return float(input())",
    "class_lies": """
class A:
    @property
    def __class__(self): return int
    def __getattr__(self, name): return 1 / 0
    def __repr__(self): raise SystemExit
def f(x): return A()
""",
    "printed_credit": "def f(x):\n    print(1.0)\n    return None",
    "fork": "import os\ndef f(x):\n    os.fork()\n    return 3",
    "forged_frames": """
import os, socket, stat
def f(x):
    for fd in range(3, 100):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\\x00\\x00\\x00\\x05\\x93\\x06\\x01\\xc0\\xc0")
        except OSError: pass
    return 4
""",
}


@pytest.mark.parametrize("name", WRONG)
def test_forgery_earns_nothing(grade, name: str) -> None:
    result = grade(
        setup(),
        solution(WRONG[name]),
        check("np.testing.assert_allclose(f(2.0), 4.0)", "allclose"),
        check("assert f(2.0) == 4.0", "equal"),
        check("assert abs(f(2.0) - 4.0) < 1e-9", "close"),
        *OTHER,
        times=LIMITS,
    )
    assert scores(result) == {"allclose": 0, "equal": 0, "close": 0, "test_g": 1}


def test_names_that_nobody_can_assign_are_not_there(grade) -> None:
    names = """
class Name(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
    def isidentifier(self): return True
def f(x): return x
globals().update({Name('x'): 1, '': 2, 'a b': 3, '\\ud800': 4, '_c': 5})
globals().update({f'n{i}': i for i in range(10**5)})
"""
    result = grade(
        setup(),
        solution(names),
        check("assert 'x' in globals() or 'x' in dir()", "kind"),
        check("assert {'', 'a b', '\\ud800', '_c'} & set(dir())", "text"),
        check("assert len(dir()) < 10_100 and 'f' in dir()", "many"),
        solution("globals()['y' * 10**8] = 1", "h"),
        check("assert 'y' in dir()", "long"),
        *OTHER,
    )
    assert scores(result) == {"kind": 0, "text": 0, "many": 1, "long": 0, "test_g": 1}


TOP_LEVEL = {
    "os_exit": "import os\nos._exit(0)",
    "endless": "while True: pass",
    "stubborn": "import signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True: pass",
    "segfault": "import ctypes\nctypes.string_at(0)",
    "sys_exit": "import sys\nsys.exit(3)",
    "raises": "1 / 0",
    "syntax": "def (",
    "input": "input('?')",
    "transformers": (
        "ip = get_ipython()\nip.input_transformers_cleanup.append(lambda l: ['pass'])\n"
        "ip.ast_transformers.append(1)\nip.display_formatter = None"
    ),
    "closes": "import os\nos.closerange(3, 50)",
    "threads": (
        "import threading\ndef loop():\n    for i in range(99): print(i)\n"
        "threading.Thread(target=loop).start()"
    ),
    "forks": "import os\nos.fork()",
    "floods": "for i in range(10**6): print('x' * 50)",
}


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_bad_cell_costs_no_other(grade, name: str) -> None:
    result = grade(
        setup(),
        solution("def f(x):\n    return x * 2"),
        plain(TOP_LEVEL[name]),
        check("assert f(2) == 4"),
        *(() if name == "transformers" else OTHER),
        check("assert f(2) == 5", "test_wrong"),
        times=LIMITS,
    )
    found = scores(result)
    assert found["test"] == 1
    assert found.get("test_g", 1) == 1
    assert found["test_wrong"] == 0


def test_hang_is_interrupted_and_state_survives(grade) -> None:
    result = grade(
        solution(
            "seen = []\ndef f(x):\n    seen.append(x)\n"
            "    while x: pass\n    return seen"
        ),
        plain("f(0)"),
        check("f(1)", "hangs"),
        check("assert f(0) == [0, 1, 0]", "goes_on"),
        times=LIMITS,
    )
    assert scores(result) == {"hangs": 0, "goes_on": 1}
    assert "CellTimeoutError" in str(result.notebook["cells"][2]["outputs"])


def test_endless_cell_still_shows_what_it_printed(grade) -> None:
    result = grade(
        plain("print('before')\nwhile True: pass"),
        plain("print('after')"),
        times=LIMITS,
    )
    first, second = (str(cell["outputs"]) for cell in result.notebook["cells"])
    assert "before" in first and "CellTimeoutError" in first
    assert "after" in second


def test_hidden_values_are_not_reachable(grade) -> None:
    result = grade(
        solution(
            "import gc, sys\ndef f(x):\n    return any('s3cr3t' in str(o) for o in "
            "gc.get_objects() if type(o) is dict) or 's3cr3t' in open("
            "'/proc/self/environ').read()"
        ),
        check("hidden = 's3cr3t'\nassert f(1) is False"),
    )
    assert scores(result) == {"test": 1}


def test_forged_partial_credit_is_only_shown(grade) -> None:
    result = grade(
        solution(
            "def f(x):\n    from IPython.display import display\n    display(100)\n"
            "    print(100)\n    return 0.25"
        ),
        check("f(1) * 2", points=2),
    )
    assert scores(result) == {"test": 0.5}
