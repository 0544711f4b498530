"""A course of two assignments with banks large enough for a class to differ in.

The first asks eight exercises of a line each, and a poll; the second grades the poll's
questions. In one language, so that there is nothing to translate.
"""

from __future__ import annotations

from pathlib import Path

# By exercise: what the reference, the alternatives and the mistakes return.
EXERCISES: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "successor": (
        "x + 1",
        {"sum": "sum([x, 1])", "range": "len(range(-1, x))"},
        {"same": "x", "two": "x + 2", "minus": "x - 1"},
    ),
    "double": (
        "2 * x",
        {"sum": "sum([x, x])", "shift": "x << 1"},
        {"square": "x * x", "triple": "3 * x", "plus": "x + 2"},
    ),
    "cube": (
        "x**3",
        {"product": "x * x * x", "pow": "pow(x, 3)"},
        {"square": "x**2", "triple": "x * 3", "fourth": "x**4"},
    ),
    "is_even": (
        "x % 2 == 0",
        {"and": "not x & 1", "set": "x % 10 in {0, 2, 4, 6, 8}"},
        {"odd": "x % 2 == 1", "always": "True", "third": "x % 3 == 0"},
    ),
    "last_digit": (
        "x % 10",
        {"text": "int(str(x)[-1])", "divmod": "divmod(x, 10)[1]"},
        {"first": "int(str(x)[0])", "tens": "x // 10", "nine": "x % 9"},
    ),
    "gauss": (
        "x * (x + 1) // 2",
        {"sum": "sum(range(x + 1))", "len": "sum(map(int, range(1, 1 + x)))"},
        {"short": "sum(range(x))", "twice": "x * (x + 1)", "square": "x * x // 2"},
    ),
    "digits": (
        "len(str(x))",
        {"sum": "sum(1 for _ in str(x))", "text": "len('%d' % x)"},
        {"bits": "len(bin(x))", "sum_of": "sum(map(int, str(x)))", "one": "1"},
    ),
    "distance": (
        "abs(x - 5)",
        {"max": "max(x - 5, 5 - x)", "if": "x - 5 if x > 5 else 5 - x"},
        {"signed": "x - 5", "plus": "abs(x + 5)", "square": "(x - 5) ** 2"},
    ),
}
IDEAS = {"idea_zero": "b", "idea_one": "c"}

_TOOLS = """
# %% setup tools
# The tools of the seminar.
def show(figure, alt):
    print(alt)


def progress(**points):
    print(points)

"""
_POLL = """
# %% [markdown]
# `idea_zero` How many is none?
#
# `idea_one` How many is one?

# %%
idea_zero = ""
idea_one = ""
"""
_EXERCISE = '''
# %% solution {name}
def {name}(x):
    """Return what is asked for."""
    ### BEGIN SOLUTION
    return {reference}
    ### END SOLUTION


# %% check {name} points=2
assert {name}(4) == {at_four}
### BEGIN HIDDEN TESTS
assert [{name}(x) for x in (3, 7, 8, 12, 25)] == {hidden}
### END HIDDEN TESTS
'''
_RECAP = """\
# %% [markdown]
# # Looking back
#
# **1. `idea_zero`** How many is
# none?
#
# - (a) one;
# - (b) zero.
#
# **2. `idea_one`** How many is one?
{tools}
# %% solution recap
# A letter each.
### BEGIN SOLUTION
idea_zero = "b"
idea_one = "c"
### END SOLUTION

# %% check recap points=2
assert isinstance(idea_zero, str) and isinstance(idea_one, str)
### BEGIN HIDDEN TESTS
assert (idea_zero, idea_one) == ("b", "c")
### END HIDDEN TESTS

# %%
progress()
"""
_RECAP_MISTAKES = {
    "zero_a": ("a", "c"),
    "zero_d": ("d", "c"),
    "one_b": ("b", "b"),
    "one_blank": ("b", ""),
}
_HINTS = "#\n# 1. Think.\n# 2. Look.\n# 3. Count.\n"
_CONFIG = """\
from datetime import UTC, datetime

from autograder.config import Assignment, Course, Limits

course = Course(
    id="sums",
    title={"en": "Sums"},
    languages=["en"],
    limits=Limits(cell_seconds=4, notebook_seconds=120),
    assignments=[
        Assignment(id=name, title={"en": name}, points=points, due=due)
        for name, points, due in (
            ("first", 16, datetime(2030, 1, 2, 12, tzinfo=UTC)),
            ("second", 2, datetime(2030, 2, 2, 12, tzinfo=UTC)),
        )
    ],
)
"""
_NBGRADER_CONFIG = """\
from pathlib import Path

from autograder.plugins.settings import settings_from

c = get_config()
c.merge(settings_from(Path(__file__).parent))
"""


def write_course(root: Path) -> None:
    """Write masters, banks and configuration."""
    (root / "course_config.py").write_text(_CONFIG, "utf-8")
    (root / "nbgrader_config.py").write_text(_NBGRADER_CONFIG, "utf-8")
    first, second = root / "notebooks" / "first", root / "notebooks" / "second"
    master = "# %% [markdown]\n# # Sums\n" + _TOOLS + _POLL
    mistakes = alternatives = ""
    for name, (reference, right, wrong) in EXERCISES.items():
        hidden = [_value(reference, x) for x in (3, 7, 8, 12, 25)]
        master += _EXERCISE.format(
            name=name,
            reference=reference,
            at_four=_value(reference, 4),
            hidden=hidden,
        )
        for entry, value in wrong.items():
            code = f"def {name}(x):\n    return {value}"
            late = _value(value, 4) == _value(reference, 4)
            mistakes += _entry("mistake", f"{name}.{entry}", code, late)
        for entry, value in right.items():
            code = f"def {name}(x):\n    return {value}"
            alternatives += _entry("alternative", f"{name}.{entry}", code)
    master += "\n# %%\nprogress()\n"
    _write(first, master, mistakes, alternatives)
    recap = "".join(
        _entry("mistake", f"recap.{name}", f'idea_zero = "{a}"\nidea_one = "{b}"', True)
        for name, (a, b) in _RECAP_MISTAKES.items()
    )
    _write(second, _RECAP.format(tools=_TOOLS), recap, "")


def _value(expression: str, x: int) -> object:
    return eval(expression, {"x": x})


def _entry(kind: str, name: str, code: str, late: bool = False) -> str:
    """Return an entry of a bank; what is late only the hidden tests refuse."""
    header = f"# %% {kind} {name} [markdown]"
    if late:
        header += ' late="other numbers show it"'
    hints = _HINTS if kind == "mistake" else ""
    return f"{header}\n# This is {name}.\n{hints}\n# %%\n{code}\n\n"


def _write(folder: Path, master: str, mistakes: str, alternatives: str) -> None:
    folder.mkdir(parents=True)
    (folder / "master.py").write_text(master, "utf-8")
    (folder / "mistakes.py").write_text(mistakes, "utf-8")
    (folder / "alternatives.py").write_text(alternatives, "utf-8")
