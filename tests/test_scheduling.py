"""One process has all tests of a file, or of a part of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scheduling import LONG, PARTS, place_of, scope_of

ROOTED = "tests/attacks/test_attacks.py::test_attack[root-writing-links]"
ORDINARY = "tests/attacks/test_attacks.py::test_attack[ordinary-writing-links]"


def test_a_file_is_one_scope() -> None:
    scopes = {scope_of(f"tests/a/test_b.py::{name}") for name in ("x", "y[1]", "C::z")}
    assert scopes == {"tests/a/test_b.py"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ROOTED, ORDINARY),
        (
            "tests/test_the_course.py::test_x[l1_2_sigmoid-en]",
            "tests/test_the_course.py::test_x[l1_3_boundary-en]",
        ),
    ],
)
def test_parts_are_scopes_of_their_own(one: str, other: str) -> None:
    assert scope_of(one) != scope_of(other)
    assert scope_of(one).startswith(one.partition("::")[0])


def test_what_is_common_to_all_parts_is_one_more() -> None:
    file = "tests/attacks/test_attacks.py"
    assert scope_of(f"{file}::test_the_page_lists_them") == file


def test_long_files_begin() -> None:
    names = ["tests/a/test_a.py::x", f"tests/z/{LONG[1]}::x", f"tests/z/{LONG[0]}::x"]
    assert sorted(names, key=place_of) == names[::-1]


def test_each_file_has_one_process(tmp_path: Path) -> None:
    """As pytest and xdist have it, whatever their versions."""
    (tmp_path / "conftest.py").write_text(
        "from tests.scheduling import ByFile\n\n"
        "def pytest_xdist_make_scheduler(config, log):\n"
        "    return ByFile(config, log)\n"
    )
    for name in ("test_one.py", "test_two.py"):
        (tmp_path / name).write_text(
            "import pytest\n\n@pytest.mark.parametrize('n', range(8))\n"
            "def test_it(n, worker_id):\n    print(f'<{__name__} {worker_id}>')\n"
        )
    options = ["-n", "2", "--dist", "loadscope", "-rP", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", ".", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    who = re.findall(r"<(\w+) (\w+)>", done.stdout)
    assert len(who) == 16 and len(set(who)) == 2


def test_files_that_are_named_are_there(request: pytest.FixtureRequest) -> None:
    tests = request.config.rootpath / "tests"
    assert {*LONG, *PARTS} <= {path.name for path in tests.rglob("test_*.py")}
