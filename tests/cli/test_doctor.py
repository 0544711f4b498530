"""What the doctor says of libraries; the rest is said by the machine."""

from __future__ import annotations

import compileall
from pathlib import Path

import pytest

from autograder.cli.doctor import _bytecode


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
