from __future__ import annotations

from pathlib import Path

import pytest

from .texts import Text


def test_a_piece_that_is_there_is_changed(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a b a", encoding="utf-8")
    text = Text.of(tmp_path / "text")
    assert text.replace("a", "c") == "c b c"
    assert text.replace("a", "c", 1).replace("b", "d") == "c d a"


def test_a_piece_that_is_not_there_fails() -> None:
    with pytest.raises(AssertionError, match="'x'"):
        Text("a b").replace("x", "y")
    with pytest.raises(AssertionError, match="'a'"):
        Text("a b").replace("a", "").replace("a", "c")
