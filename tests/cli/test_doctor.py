"""What the doctor says of libraries; the rest is said by the machine."""

from __future__ import annotations

import compileall
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.cli.doctor import _bytecode, examine


def test_it_names_a_library_without_bytecode_and_how_to_compile_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "lib" / "slow_to_start"
    library.mkdir(parents=True)
    for name in ("__init__", "a", "b"):
        (library / f"{name}.py").write_text("x = 1\n")
    master = tmp_path / "course" / "notebooks" / "one" / "master.py"
    master.parent.mkdir(parents=True)
    master.write_text("import slow_to_start.a\nimport no_such_library\n")
    monkeypatch.syspath_prepend(str(library.parent))
    monkeypatch.setattr("autograder.cli.doctor.MODULES", ())
    (found,) = _bytecode(tmp_path / "course")
    assert found.well is False
    assert found.text.endswith("compiles anew: slow_to_start")
    assert found.remedy.endswith(f"-m compileall -q {library}")
    compileall.compile_dir(library, quiet=1)
    (found,) = _bytecode(tmp_path / "course")
    assert found.well is True


def test_what_an_assignment_names_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / "course_config.py").write_text(
        "from datetime import datetime\n"
        "from zoneinfo import ZoneInfo\n"
        "from autograder.config import Assignment, Course\n"
        "course = Course(\n"
        "    id='c', title={'en': 'C'}, languages=['en'],\n"
        "    assignments=[Assignment(\n"
        "        id='one', title={'en': 'One'}, points=1,\n"
        "        libraries=['no_such_library'],\n"
        "        due=datetime(2030, 1, 1, tzinfo=ZoneInfo('UTC')),\n"
        "    )],\n"
        ")\n"
    )
    master = tmp_path / "notebooks" / "one" / "master.py"
    master.parent.mkdir(parents=True)
    master.touch()
    source = tmp_path / "source" / "en" / "one" / "one.ipynb"
    source.parent.mkdir(parents=True)
    code = new_code_cell("import no_such_library, nor_this")
    nbformat.write(new_notebook(cells=[code]), source)
    told = [f"{found.text} {found.remedy}" for found in examine(tmp_path)]
    (named,) = [line for line in told if "no_such_library" in line]
    assert named.startswith("one needs no_such_library")
    assert any("imports nor_this" in line for line in told)
