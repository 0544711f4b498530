"""A tiny seminar, a cell or two of each kind, in English and Russian.

The seminar's text is short enough to be kept in mind: tests change a piece of it by
``replace``, which fails where the piece is not there, and say what must come of it.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from typing import TypeVar

import hypothesis
import nbgrader.api
import polib
import pytest
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from xdist.remote import Producer

from autograder.common.bytecode import imported
from autograder.config import Assignment, Course, load_course
from autograder.course.build import build
from autograder.engine.handle import ZygoteHandle
from autograder.engine.libraries import worth_warming
from autograder.engine.spec import CONFINED
from autograder.seminar.reader import Seminar, load_seminar

from . import through
from .scheduling import ByFile, place_of
from .texts import Text

# Before anything imports NumPy: what is forked from a test may have one thread only.
os.environ.update(OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", OMP_NUM_THREADS="1")

# How long an example takes says more of the machine, and of what it does beside.
hypothesis.settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("unhurried")


@cache
def _alembic_version() -> str:
    """Return what a new gradebook is marked with, always the same.

    nbgrader asks a program, which takes a second or two.
    """
    config = AlembicConfig()
    scripts = Path(nbgrader.api.__file__).with_name("alembic")
    config.set_main_option("script_location", str(scripts))
    return str(ScriptDirectory.from_config(config).get_current_head())


nbgrader.api.get_alembic_version = _alembic_version

ID = "tiny"

MASTER = '''\
# %% [markdown]
# # Small sums
#
# Squares grow: $x^2 \\geq 0$.

# %% setup tools
# The tools of the seminar.
import sys


def show(figure, alt):
    print(alt)


def progress(**points):
    print(points)


# %% [markdown]
# **Exercise 1.** Write the square.

# %% solution square
def square(x):
    """Return the square of x."""
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION


# %% check square points=3
assert square(2) == 4, f"The square of 2 is 4, not {square(2)}"
### BEGIN HIDDEN TESTS
assert square(-3) == 9  # the sign is lost
assert square(4711) == 22193521
### END HIDDEN TESTS

# %% solution total
def total(values):
    """Return the sum of the values."""
    ### BEGIN SOLUTION
    return sum(values)
    ### END SOLUTION


# %% check total points=2
assert total([1, 2]) == 3
### BEGIN HIDDEN TESTS
assert total([]) == 0
### END HIDDEN TESTS

# %%
# Try your own numbers.
print(square(5), total([1, 2, 3]))

# %%
progress()

# %% manual why [markdown] points=2
# Because the product of two negative numbers is positive.

# %% task draw [markdown] points=1
# Draw the parabola below.
'''

MISTAKES = """\
# %% mistake square.doubled [markdown] late="2 + 2 is the square of 2"
# This is the double, $2x$.
#
# 1. What is the area of a square?
# 2. $x^2 = x \\cdot x$
# 3. Look at the sign between the two.

# %%
def square(x):
    return x + x


# %% mistake total.first_only [markdown]
# Only the first value is counted.
#
# 1. How many values are there?
# 2. Add all of them.
# 3. `return` leaves the function at once.

# %%
def total(values):
    return values[0]
"""

ALTERNATIVES = """\
# %% alternative square.power [markdown]
# A power in place of a product.

# %%
def square(x):
    return x**2
"""

RUSSIAN = {
    "# Small sums": "# Малые суммы",
    "Squares grow: $x^2 \\geq 0$.": "Квадраты растут: $x^2 \\geq 0$.",
    "The tools of the seminar.": "Инструменты семинара.",
    "**Exercise 1.** Write the square.": "**Задача 1.** Напишите квадрат.",
    "Return the square of x.": "Вернуть квадрат x.",
    "The square of 2 is 4, not {square(2)}": "Квадрат 2 равен 4, а не {square(2)}",
    "the sign is lost": "знак исчезает",
    "Return the sum of the values.": "Вернуть сумму значений.",
    "Try your own numbers.": "Попробуйте свои числа.",
    "Because the product of two negative numbers is positive.": (
        "Потому что произведение двух отрицательных чисел положительно."
    ),
    "Draw the parabola below.": "Нарисуйте ниже параболу.",
    "This is the double, $2x$.": "Это удвоенное число, $2x$.",
    "1. What is the area of a square?\n2. $x^2 = x \\cdot x$\n"
    "3. Look at the sign between the two.": (
        "1. Чему равна площадь квадрата?\n2. $x^2 = x \\cdot x$\n"
        "3. Посмотрите на знак между ними."
    ),
    "Only the first value is counted.": "Учтено только первое значение.",
    "1. How many values are there?\n2. Add all of them.\n"
    "3. `return` leaves the function at once.": (
        "1. Сколько всего значений?\n2. Сложите все.\n"
        "3. `return` сразу покидает функцию."
    ),
}

COURSE_CONFIG = """\
from datetime import UTC, datetime

from autograder.common.bytecode import imported
from autograder.config import Assignment, Course, Limits

course = Course(
    id="sums",
    title={"en": "Sums", "ru": "Суммы"},
    languages=["en", "ru"],
    limits=Limits(cell_seconds=20, notebook_seconds=120),
    assignments=[
        Assignment(
            id="tiny",
            title={"en": "Small sums", "ru": "Малые суммы"},
            points=8,
            due=datetime(2030, 1, 2, 12, tzinfo=UTC),
        ),
    ],
)
"""

NBGRADER_CONFIG = """\
from pathlib import Path

from autograder.plugins.settings import settings_from

c = get_config()
c.merge(settings_from(Path(__file__).parent))
"""


class TinyCourse:
    """The tiny seminar's files in a course directory; its texts may be changed."""

    id = ID
    master, mistakes, alternatives = map(Text, (MASTER, MISTAKES, ALTERNATIVES))
    russian = RUSSIAN

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "notebooks" / ID

    def write(self) -> TinyCourse:
        """Write all files, in place of those that are there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("master", "mistakes", "alternatives"):
            (self.folder / f"{name}.py").write_text(getattr(self, name), "utf-8")
        catalog = polib.POFile()
        catalog.extend(
            polib.POEntry(msgid=english, msgstr=russian)
            for english, russian in self.russian.items()
        )
        catalog.save(str(self.folder / "ru.po"))
        config = Text(COURSE_CONFIG)
        if cluster := through.address():
            config = config.replace(
                "    limits", f"    cluster={cluster!r},\n    limits"
            )
        (self.root / "course_config.py").write_text(config, "utf-8")
        (self.root / "nbgrader_config.py").write_text(NBGRADER_CONFIG, "utf-8")
        return self

    @property
    def course(self) -> Course:
        """What course_config.py says."""
        return load_course(self.root)

    @property
    def assignment(self) -> Assignment:
        """The one assignment."""
        return self.course.assignment(ID)

    @property
    def seminar(self) -> Seminar:
        """The seminar as it stands in its files."""
        return load_seminar(self.folder)

    def build(self) -> TinyCourse:
        """Write source/ and release/ in both languages, and the gradebook."""
        build(self.course, self.root, say=lambda line: None)
        return self


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add which way classes are graded."""
    parser.addoption(
        "--through",
        choices=through.WAYS,
        default="here",
        help="who grades classes: workers of this machine, or a Dask cluster",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start a cluster for all of pytest's processes, if classes go there."""
    if config.getoption("through") == "dask" and not through.address():
        started = ExitStack()
        started.enter_context(through.dask())
        config.add_cleanup(started.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, and what is shared out together side by side."""
    items.sort(key=lambda item: place_of(item.nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Share the tests out by file, or by part of one."""
    return ByFile(config, log)


@pytest.fixture(scope="module")
def warm_zygote() -> Iterator[ZygoteHandle]:
    """Return a process that has imported what the shared tools import."""
    tools = Path(__file__).parents[1] / "notebooks" / "shared" / "tools.py"
    with ZygoteHandle() as handle:
        handle.warm(worth_warming(imported([tools.read_text("utf-8")])))
        yield handle


@pytest.fixture(scope="session")
def torch_zygote() -> Iterator[ZygoteHandle]:
    """Return a confined process that has used PyTorch; that takes it some seconds."""
    tools = Path(__file__).parents[1] / "notebooks" / "shared" / "tools.py"
    with ZygoteHandle(CONFINED, ["torch"]) as handle:
        handle.warm(worth_warming(imported([tools.read_text("utf-8")])))
        yield handle


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """A course of the tiny seminar, written and not yet built."""
    return TinyCourse(tmp_path).write()


T = TypeVar("T")


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]
) -> T:
    """Return what ``make`` makes in a folder, made by the first worker that asks."""
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    kept = base / f"{name}.pickle"
    with (base / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not kept.exists():
            folder = Path(tempfile.mkdtemp(dir=base, prefix=f"{name}-"))
            kept.write_bytes(pickle.dumps(make(folder)))
    made: T = pickle.loads(kept.read_bytes())
    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """A course of the tiny seminar, built. To read, not to change."""
    return made_once(
        tmp_path_factory, "built", lambda root: TinyCourse(root).write().build()
    )


@pytest.fixture
def make_seminar(tmp_path: Path) -> Callable[..., Seminar]:
    """Return a function that reads the tiny seminar with other texts in some files."""

    def make(**texts: str) -> Seminar:
        changed = TinyCourse(tmp_path)
        for name, text in texts.items():
            setattr(changed, name, text)
        return changed.write().seminar

    return make
