"""Modules are compiled ahead once, where bytecode is stale or absent."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import sys
from pathlib import Path

import pytest

from autograder.common.bytecode import compile_ahead, imported, is_fresh


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that an installer has laid out without bytecode."""
    package = tmp_path / "installed_by_copying"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").write_text("from . import beside\n")
    (package / "beside.py").write_text("x = 1\n")
    (package / "deep" / "__init__.py").write_text("y = 2\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return package


def test_what_is_imported_is_compiled_once(library: Path) -> None:
    cells = ["import installed_by_copying.deep as deep", "%magic", "import no_such"]
    assert compile_ahead(cells) == ["installed_by_copying.deep"]
    assert all(map(is_fresh, library.rglob("*.py")))
    assert compile_ahead(cells) == []
    assert "installed_by_copying" not in sys.modules


def test_what_has_been_copied_is_compiled_anew(library: Path) -> None:
    cells = ["from installed_by_copying import beside"]
    compile_ahead(cells)
    os.utime(library / "__init__.py", (1, 1))
    assert not is_fresh(library / "__init__.py")
    assert compile_ahead(cells) == ["installed_by_copying"]
    assert is_fresh(library / "__init__.py")


@pytest.mark.parametrize("mode", py_compile.PycInvalidationMode)
def test_fresh_is_what_python_takes(library: Path, mode) -> None:
    source = library / "beside.py"
    py_compile.compile(str(source), invalidation_mode=mode)
    assert is_fresh(source)
    cache = Path(importlib.util.cache_from_source(str(source)))
    cache.write_bytes(b"\0\0\0\0" + cache.read_bytes()[4:])
    assert not is_fresh(source)


def test_names_are_taken_from_import_statements_alone() -> None:
    source = "import a.b, c as d\nfrom e.f import g\nfrom . import h\nx = 'import i'"
    assert imported([source, "def f(:", source]) == ["a.b", "c", "e.f"]
