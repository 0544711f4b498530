from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import SubmissionError
from autograder.notebook import intake
from autograder.notebook.intake import parse, read_file
from tests.notebook.notebooks import cell, document, good

REFUSED = {
    "empty": b"",
    "blank": b" \n",
    "truncated": json.dumps(document(good())).encode()[:-30],
    "binary": bytes(range(256)),
    "latin": '{"cells": ["é"]}'.encode("latin-1"),
    "utf-16": json.dumps(document([])).encode("utf-16"),
    "a list": b"[]",
    "a number": b"1",
    "no cells": b'{"nbformat": 4}',
    "cells are text": b'{"nbformat": 4, "cells": "x"}',
    "deep": b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "long number": b'{"cells": [' + b"1" * 10_000 + b"]}",
    "many cells": json.dumps(document([{}] * (intake.MAX_CELLS + 1))).encode(),
    "long cell": json.dumps(
        document([cell("x" * (intake.MAX_SOURCE_CHARS + 1))])
    ).encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_notebook_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(SubmissionError, match=r"."):
        parse(REFUSED[name])


def test_size_is_checked(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(intake, "MAX_FILE_BYTES", 10)
    path = tmp_path / "n.ipynb"
    path.write_bytes(b" " * 11)
    for attempt in (lambda: parse(b" " * 11), lambda: read_file(path)):
        with pytest.raises(SubmissionError, match="larger"):
            attempt()


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    target = tmp_path / "real.ipynb"
    target.write_text(json.dumps(document(good())))
    (tmp_path / "link.ipynb").symlink_to(target)
    (tmp_path / "folder.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert read_file(target)
    for name, reason in (
        ("link", "link"),
        ("folder", "folder"),
        ("pipe", "regular"),
        ("no", "open"),
    ):
        with pytest.raises(SubmissionError, match=reason):
            read_file(tmp_path / f"{name}.ipynb")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(SubmissionError):
        parse(data)
