"""Courses that ask for each rule of nbgrader by itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from nbformat import NotebookNode

from autograder.config.nbgrader_course import NbgraderCourse
from tests.parity.changes import (
    Json,
    delete,
    edit,
    every,
    fill,
    insert,
    mark,
    nothing,
    put,
    remove,
    retype,
)
from tests.parity.course import (
    Assignment,
    Course,
    answer,
    code,
    essay,
    locked,
    task,
    test,
)

FAST = 'c.Execute.shutdown_kernel = "immediate"\n'

HAS_CLASS = "the value that a test looks at is an object of a class of the notebook"
HAS_PROGRAM = "the tests start programs, which a checker may not"
READS_OUTPUT = "what a test looks at is the notebook's shell, not its values"


def tests_of(*sources: str, points: float = 2) -> list[NotebookNode]:
    """Return a test cell of each text."""
    return [test(f"t{n:02}", text, points) for n, text in enumerate(sources)]


# How many points a test gives, and by what.

PARTIAL = tests_of(
    "pass",
    "0",
    "0.5",
    "2",
    "2.0",
    "1e-3",
    "-0.0",
    "1_000 / 1000",
    "None",
    "1.5;",
    "print(0.5)",
    "print('text')\n0.5",
    "from IPython.display import display\ndisplay(0.5)",
    "display('shown')\n0.5",
    "class Half(float):\n    pass\nHalf(0.5)",
    "class Shown:\n    def __repr__(self):\n        return ' 1.25\\n'\nShown()",
    "round(2 / 3, 2)",
    "score = 1\nscore",
    "half()",
    "[half(), 1.0][0]",
)

OUTPUTS = tests_of(
    "import sys\nprint('careful', file=sys.stderr)",
    "import warnings\nwarnings.warn('careful')",
    "import warnings\nwarnings.simplefilter('ignore')\nwarnings.warn('quiet')",
    "warnings.resetwarnings()\nwarnings.warn('careful')\n1",
    "import logging\nlogging.warning('careful')",
    "print('fine')",
    "print('lines\\n' * 1500)",
    "assert False",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    pass",
    "raise SystemExit",
    "sys.exit(0)",
    "if True print(1)",
    "raise KeyboardInterrupt",
    "input('Name?')",
    "from IPython.display import clear_output\n"
    "print('gone', file=sys.stderr)\nclear_output()",
    "print('gone', file=sys.stderr)\nclear_output(wait=True)\nprint('x')",
    "import asyncio\nawait asyncio.sleep(0)",
    "%time 1 + 1",
    "%%time\n1 + 1",
    "%timeit -n1 -r1 1 + 1",
    "%%capture kept\nprint('kept', file=sys.stderr)",
    "get_ipython().run_cell('1 / 0')",
    "_ = 1\n1 / 2",
    "import traceback\ntraceback.print_stack()",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "plt.plot([1, 2]);",
    "import numpy as np\nnp.log(0)",
    "np.testing.assert_allclose(half(), 0.5)",
    "np.testing.assert_allclose(half(), 0.6)",
    "import threading\nthread = threading.Thread(target=print, args=['x'])\n"
    "thread.start()\nthread.join()",
    "threading.excepthook\nthread = threading.Thread(target=lambda: 1 / 0)\n"
    "thread.start()\nthread.join()",
    "display(1)\n1 / 0",
    "'text';",
    "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'",
    "assert __name__ == '__main__'",
    "def helper():\n    return half()\nassert helper() == 0.5",
    "assert [half() for _ in range(2)] == [0.5, 0.5]",
    "unknown_name",
    "import surely_not_a_module",
)

PROGRAMS = tests_of(
    "!echo fine",
    "!echo careful >&2",
    "%%bash\necho fine",
    "%%bash\necho careful >&2",
    "%%bash\nexit 3",
    "import os\nos.system('echo fine')",
    "names = !echo a b\nassert names == ['a b']",
    "!ls no-such-file",
    "import subprocess\nassert subprocess.run(['true']).returncode == 0",
    "%%script python3\nprint(1)",
    "%%writefile note.txt\ntext",
    "assert open('note.txt').read() == 'text\\n'",
)

HALF = answer("half", "def half():\n    return 0.5")
HALF_DONE = fill(half="def half():\n    return 0.5")

SHELL = tests_of(
    "assert _ih[-2].startswith('def half')",
    "assert 'half' in globals()",
    "assert half in globals().values()",
    "assert isinstance(Point(), Point)",
    "assert Point() == Point()",
    "import inspect\nassert 'return 0.5' in inspect.getsource(half)",
    "saved = half\ndel half\nhalf = lambda: 0.25\nassert half() == 0.25",
    "half.__doc__",
    "assert type(half).__name__ == 'function'",
    "half()\nassert half.calls",
    "import unittest.mock\n"
    "with unittest.mock.patch(f'{__name__}.third', return_value=9):\n"
    "    assert twice() == 18",
)

SCORES = Course(
    {
        "partial": Assignment(
            {"p": [HALF, *PARTIAL]}, {"done": HALF_DONE, "idle": nothing}
        ),
        "outputs": Assignment({"p": [HALF, *OUTPUTS]}, {"done": HALF_DONE}),
        "programs": Assignment(
            {"p": [HALF, *PROGRAMS]}, {"done": HALF_DONE}, needs_shared=HAS_PROGRAM
        ),
        "shell": Assignment(
            {"p": [HALF, *SHELL]},
            {
                "done": fill(
                    half="def third():\n    return 1 / 3\n\n\n"
                    "def twice():\n    return 2 * third()\n\n\n"
                    "class Point:\n    def __eq__(self, other):\n        return True"
                    "\n\n\ndef half():\n    return 0.5\n\n\nhalf.calls = 1"
                )
            },
            needs_shared=f"{READS_OUTPUT}; {HAS_CLASS}",
        ),
    },
    FAST,
)

# What students do to cells.

EXERCISE = [
    locked("setup", "def tool(x):\n    return x + 1"),
    answer("square", "def square(x):\n    return x * x"),
    test(
        "test_square",
        "assert square(2) == 4\n"
        "### BEGIN HIDDEN TESTS\nassert square(-3) == 9\n### END HIDDEN TESTS",
    ),
    answer("cube", "def cube(x):\n    return x**3"),
    test("test_cube", "assert cube(2) == 8\nassert tool(1) == 2", 3),
    essay("why", 4),
    answer("plot", "show = 1", points=5),
    task("draw", "Draw a parabola below.", 6),
]
SQUARE = "def square(x):\n    return x * x"
CUBE = "def cube(x):\n    return x ** 3"
DONE = fill(square=SQUARE, cube=CUBE, why="Since so.", plot="show = 2")


def _other_kernel(document: Json) -> None:
    document["metadata"] = {"kernelspec": {"name": "no_such", "display_name": "None"}}


def _reverse(document: Json) -> None:
    document["cells"].reverse()


def _exam(**more: Any) -> Assignment:
    return Assignment({"p": EXERCISE}, **more)


CELLS = Course(
    {
        "cells": _exam(
            submissions={
                "done": DONE,
                "idle": nothing,
                "half": fill(square=SQUARE, why="Since so."),
                "visible_only": fill(square="def square(x):\n    return x + x"),
                "raises": fill(square="1 / 0\ndef square(x):\n    return x * x"),
                "no_syntax": fill(square="def square(x:\n", cube=CUBE),
                "exits": every(DONE, insert("import sys\nsys.exit()", 2)),
                "empty_answers": fill(square="", cube="", why="", plot=""),
                "spaces": fill(why="YOUR ANSWER HERE ", plot="# YOUR CODE HERE"),
                "changed_locked": every(
                    DONE, fill(setup="def tool(x):\n    return 0", draw="I did not.")
                ),
                "changed_tests": fill(
                    square="pass", test_square="pass", test_cube="assert 0", cube=CUBE
                ),
                "changed_marks": every(
                    DONE,
                    mark("test_square", points=100),
                    mark("test_cube", points="7", cell_type=None),
                    mark("why", points=100),
                    mark("draw", points=100),
                    mark("plot", checksum="0" * 32),
                ),
                "unlocked": every(
                    mark("setup", locked=False),
                    mark("test_cube", locked=False),
                    mark("why", checksum=None),
                    fill(setup="def tool(x):\n    return 0", test_cube="pass"),
                ),
                "changed_types": every(
                    DONE, retype("square", "markdown"), retype("test_cube", "markdown")
                ),
                "backwards": every(DONE, edit(_reverse)),
                "more_cells": every(
                    DONE, insert("extra = 1"), insert("1 / 0", 3), insert("", 5)
                ),
                "deleted_answer": every(DONE, delete("square")),
                "overwrites": every(DONE, insert("def square(x):\n    return 0", 2)),
                "magic": every(
                    DONE,
                    insert("%matplotlib inline\n%timeit -n1 -r1 1", 1),
                    insert("name = input()", 1),
                ),
                "other_kernel": every(DONE, edit(_other_kernel)),
                "old_minor": every(DONE, edit(lambda document: _minor(document, 2))),
                "no_ids": every(DONE, edit(lambda document: _minor(document, 5))),
            }
        ),
    },
    FAST,
)


def _minor(document: Json, minor: int) -> None:
    document["nbformat_minor"] = minor
    for cell in document["cells"]:
        cell.pop("id", None)


# Several notebooks, files beside them, other settings of nbgrader.

FIRST = [
    answer("make", "open('shared.txt', 'w').write('made')"),
    test("test_make", "assert open('shared.txt').read() == 'made'"),
]
SECOND = [
    answer("read", "text = open('shared.txt').read()"),
    test("test_read", "assert text == 'made'"),
    test("test_data", "assert open('data/table.csv').read() == '1,2'"),
    test("test_own", "import own\nassert own.value == 'mine'"),
    test("test_helper", "import helper\nassert helper.value == 'course'"),
]
FIRST_DONE = fill("first", make="open('shared.txt', 'w').write('made')")
SECOND_DONE = fill("second", read="text = open('shared.txt').read()")
OWN = every(put("own.py", "value = 'mine'"), put("helper.py", "value = 'mine'"))

FILES = Course(
    {
        "files": Assignment(
            {"first": FIRST, "second": SECOND},
            {
                "done": every(
                    FIRST_DONE, SECOND_DONE, OWN, put("data/table.csv", "3,4")
                ),
                "first_only": every(FIRST_DONE, remove("second.ipynb")),
                "second_only": every(
                    SECOND_DONE, remove("first.ipynb"), put("shared.txt", "made")
                ),
                "extra": every(
                    FIRST_DONE,
                    SECOND_DONE,
                    put("third.ipynb", "no notebook"),
                    remove("data/table.csv"),
                ),
            },
            {
                "data/table.csv": "1,2",
                "helper.py": "value = 'course'",
                "own.py": "value = 'course'",
            },
            needs_shared="a test imports a module that was handed in",
        ),
    },
    FAST + "c.Autograde.exclude_overwriting = {'files': ['own.py']}\n",
)

# What lies beside a notebook, and where it is.

HELPER = [
    locked("tool", "def tool(x):\n    return x + 1"),
    code("words = ['from', 'beside']"),
]
RUNS_HELPER = [
    locked("beside", "%run ./helper.ipynb"),
    answer("three", "three = tool(2)"),
    test("test_three", "assert three == 3 == tool(2)"),
    test("test_words", "assert words == ['from', 'beside']"),
    test(
        "test_where",
        "import os\nhere = os.getcwd().split(os.sep)\n"
        "assert here[-3:] == ['autograded', 'done', 'runs']",
    ),
]

BESIDE = Course(
    {
        "runs": Assignment(
            {"helper": HELPER, "main": RUNS_HELPER},
            {
                "done": fill("main", three="three = tool(2)"),
                "wrong": fill("main", three="three = tool(3)"),
                "alone": every(
                    fill("main", three="three = tool(2)"), remove("helper.ipynb")
                ),
            },
        ),
    },
    FAST,
)

SETTINGS = Course(
    {
        "marked": Assignment(
            {
                "p": [
                    answer("two", "two = 2"),
                    test("test_two", "assert two == 2\n# HIDE\nassert two < 3\n# SHOW"),
                    test("hard", "assert two == 2\n# HIDE\nassert two > 3\n# SHOW"),
                ]
            },
            {"done": fill(two="two = 2"), "idle": nothing, "wrong": fill(two="two=3")},
        ),
        "ignored": Assignment(
            {
                "p": tests_of(
                    "import sys\nprint('noise', file=sys.stderr)",
                    "print('careful', file=sys.stderr)",
                    "print('line\\n' * 20)\nprint('noise', file=sys.stderr)",
                )
            },
            {"done": nothing},
        ),
        "slow": Assignment(
            {
                "p": [
                    answer("ready", "ready = True"),
                    test("test_ready", "assert ready"),
                    answer("loop", "def loop():\n    return 1"),
                    test("test_loop", "loop()\nNone"),
                    test("test_last", "assert ready"),
                    test("test_sleep", "import time\ntime.sleep(20)"),
                ]
            },
            {
                "loops": fill(
                    ready="ready = True\nwhile True:\n    pass",
                    loop="def loop():\n    while True:\n        pass",
                ),
            },
        ),
    },
    FAST
    + """
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearSolutions.code_stub = {"python": "# write here"}
c.ClearSolutions.text_stub = "*write here*"
c.ClearHiddenTests.begin_test_delimeter = "# HIDE"
c.ClearHiddenTests.end_test_delimeter = "# SHOW"
c.Execute.timeout = 2
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = "noise"
c.LimitOutput.max_lines = 10
""",
)


# Dates.

DUE = datetime(2030, 1, 1, 12)

LATE_PLUGIN = """\
from nbgrader.plugins import BasePlugin


class PerHour(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        if student_id == "friend":
            return None
        if student_id == "foe":
            return 100.0
        if student_id == "saint":
            return -1.0
        return 0.1 * score * (total_seconds_late // 3600)
"""


def _at(text: str) -> Any:
    return every(DONE, put("timestamp.txt", text))


LATE = {
    "on_time": _at("2030-01-01 11:59:59 UTC"),
    "late": _at("2030-01-01 15:30:00.250000 UTC"),
    "no_time": DONE,
    "empty": _at("  \n"),
    "zone": _at("2030-01-01 13:30:00 America/Los_Angeles"),
    "offset": _at("2030-01-01T15:30:00+0300"),
    "iso": _at("2030-01-01T16:00:00+03:00"),
    "extended": _at("2030-01-01 15:30:00 UTC"),
    "half_extended": _at("2030-01-01 15:30:00 UTC"),
    "friend": _at("2030-01-01 15:30:00 UTC"),
    "foe": _at("2030-01-01 15:30:00 UTC"),
    "saint": _at("2030-01-01 15:30:00 UTC"),
}


def _extend(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        for student, hours in (("extended", 4), ("half_extended", 2)):
            gradebook.add_student(student)
            submission = gradebook.add_submission("late", student)
            submission.extension = timedelta(hours=hours)
        gradebook.db.commit()


BY_PLUGIN = Course(
    {"late": _exam(submissions=LATE, due=DUE)},
    # Dates are all that differs: nbgrader may do without kernels. All tests pass.
    "c.AssignLatePenalties.plugin_class = 'per_hour.PerHour'\n"
    "c.Execute.enabled = False\n",
    {"per_hour.py": LATE_PLUGIN},
    prepare=_extend,
)

# What people have said before a submission is graded again.


def _grade_by_hand(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        who = ("p", "again", "newer")
        for name, points in (("why", 3.5), ("test_square", 0.5), ("draw", 0)):
            grade = gradebook.find_grade(name, *who)
            grade.manual_score, grade.needs_manual_grade = points, False
        for name, points in (("plot", 1.5), ("test_cube", -1)):
            gradebook.find_grade(name, *who).extra_credit = points
        gradebook.find_comment("why", *who).manual_comment = "Well said."
        gradebook.db.commit()
    newer = course.path("submitted", "newer", "again")
    fill(square="def square(x):\n    return 0", why="")(newer)
    put("timestamp.txt", "2030-01-01 15:00:00 UTC")(newer)
    remove("p.ipynb")(course.path("submitted", "partly", "again"))
    remove("timestamp.txt")(course.path("submitted", "undated", "again"))


AGAIN = Course(
    {
        "again": Assignment(
            {"p": EXERCISE, "q": [answer("x", "x = 1"), test("test_x", "assert x")]},
            {
                "newer": every(LATE["on_time"], remove("q.ipynb")),
                "partly": every(DONE, fill("q", x="x = 1")),
                "undated": every(LATE["late"], remove("q.ipynb")),
            },
            due=DUE,
        )
    },
    FAST + "c.LateSubmissionPlugin.penalty_method = 'zero'\n",
    again=_grade_by_hand,
)

# What nbgrader does not grade, or not as one would wish. Each is an assignment of its
# own, since some of them end nbgrader's run over the assignment.

POINTS = [answer("give", "def give():\n    return 1"), test("t", "give()")]


def _gives(text: str) -> Any:
    return fill(give=f"def give():\n    return {text}")


def _stop(document: Json) -> None:
    document["cells"][2]["metadata"]["tags"] = ["skip-execution"]


def _twice(document: Json) -> None:
    document["cells"].insert(3, {**document["cells"][2], "id": "again"})


def _strip(document: Json) -> None:
    for cell in document["cells"]:
        cell["metadata"].pop("nbgrader", None)


def _exam_of(**submissions: Any) -> Assignment:
    return Assignment({"p": EXERCISE}, submissions)


BLIND = """\
class Anything:
    def __eq__(self, other):
        return True


def square(x):
    return Anything()


def cube(x):
    return Anything()
"""
TRANSFORMER = """\
import ast


class Empty(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()


get_ipython().ast_transformers.append(Empty())
square = cube = None
"""
CLEANUP = """\
get_ipython().input_transformers_cleanup.append(lambda lines: [])
square = cube = None
"""

DIFFERENT = Course(
    {
        "unreadable": Assignment(
            {
                "p": [
                    locked("numpy", "import numpy as np"),
                    *tests_of(
                        "np.float64(1.5)",
                        "np.int64(1)",
                        "True",
                        "'1.5'",
                        "[1.5]",
                        "float('nan')",
                        "-1",
                    ),
                ]
            },
            {"done": nothing},
        ),
        "too-much": Assignment(
            {"p": POINTS},
            {
                "infinite": _gives("float('inf')"),
                "more": _gives("5"),
                "silent": _gives("type('', (), {'__repr__': lambda self: ''})()"),
            },
        ),
        "deleted": _exam_of(
            all_marks=every(DONE, edit(_strip)),
            setup=every(DONE, delete("setup")),
            tests=every(DONE, delete("test_square", "test_cube")),
            written=every(DONE, delete("why", "plot")),
        ),
        "twice": _exam_of(twice=every(DONE, edit(_twice))),
        "old-schema": _exam_of(old=every(DONE, mark("square", schema_version=1))),
        "new-schema": _exam_of(new=every(DONE, mark("square", schema_version=99))),
        "ends": _exam_of(
            dies=every(DONE, insert("import os\nos._exit(0)", 4)),
        ),
        "given-fails": Assignment(
            {
                "p": [
                    locked("tools", "raise MemoryError"),
                    answer("ready", "ready = True"),
                    test("test_ready", "assert ready"),
                ]
            },
            {"done": fill(ready="ready = True")},
        ),
        "waits": Assignment(
            {
                "p": [
                    answer("ready", "ready = True"),
                    test("test_ready", "assert ready"),
                ]
            },
            {"done": fill(ready="import time\ntime.sleep(7)\nready = True")},
        ),
        "drowned": Assignment(
            {
                "p": tests_of(
                    "import sys\nprint('lines\\n' * 1500)\n"
                    "print('late', file=sys.stderr)"
                )
            },
            {"done": nothing},
        ),
        "skipped": _exam_of(skips=edit(_stop)),
        "tricks": _exam_of(
            always_equal=fill(square=BLIND),
            cleanup=fill(square=CLEANUP),
            transformer=fill(square=TRANSFORMER),
        ),
        "own-file": Assignment(
            {
                "p": tests_of(
                    "import json\ncells = json.load(open('p.ipynb'))['cells']\n"
                    "texts = [''.join(cell['source']) for cell in cells]\n"
                    "assert any('sec' + 'ret' in text for text in texts)\n"
                    "### BEGIN HIDDEN TESTS\nsecret = 1\n### END HIDDEN TESTS"
                )
            },
            {"done": nothing},
        ),
        "broken": _exam_of(cut=put("p.ipynb", '{"cells": ['), done=DONE),
        "no-date": _exam_of(wrong=_at("yesterday")),
        "zones": _exam_of(
            number=_at("2030-01-01 15:00:00 +0300"),
            unknown=_at("2030-01-01 15:00:00 MSK"),
        ),
    },
    FAST + "c.Execute.timeout = 5\n",
)


def _change_silently(course: NbgraderCourse) -> None:
    for student in ("changed", "newer"):
        fill(square="def square(x):\n    return 0")(
            course.path("submitted", student, "later")
        )
    put("timestamp.txt", "2030-01-02 12:00 UTC")(
        course.path("submitted", "newer", "later")
    )


LATER = Course(
    {
        "later": _exam_of(
            changed=LATE["on_time"], newer=LATE["on_time"], same=LATE["on_time"]
        )
    },
    FAST,
    again=_change_silently,
    by_force=False,
)
