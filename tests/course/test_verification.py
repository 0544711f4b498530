"""What stands built is compared with what the masters make, and nothing changes."""

import re
from pathlib import Path

import pytest

from autograder.course.verification import verify
from autograder.model import SourceError
from tests.course.conftest import generated


def problems(course) -> list[Path]:
    """Return the files that are named."""
    with pytest.raises(SourceError) as refused:
        verify(course.course, course.root, say=lambda line: None)
    assert all("is not what the masters make" in str(p) for p in refused.value.problems)
    return [p.path.relative_to(course.root) for p in refused.value.problems]


def test_what_has_just_been_built_stands(copied) -> None:
    before, gradebook = generated(copied.root), copied.root / "gradebook.db"
    kept, said = gradebook.read_bytes(), []
    verify(copied.course, copied.root, say=said.append)
    assert generated(copied.root) == before
    assert gradebook.read_bytes() == kept
    assert "mistakes caught and named" in said[0]


def test_each_file_that_is_another_is_named(copied) -> None:
    release = copied.root / "release" / "ru" / "tiny"
    notebook, matrix = release / "tiny.ipynb", Path("docs", "mistakes", "tiny.md")
    notebook.write_text(notebook.read_text("utf-8").replace("4711", "11"), "utf-8")
    notebook.write_text(notebook.read_text("utf-8") + "\n", "utf-8")
    (release / "left_behind.csv").write_text("1,2\n", "utf-8")
    (copied.root / "source" / "en" / "tiny" / "tiny.ipynb").unlink()
    (copied.root / matrix).write_text("Better than it is.\n", "utf-8")
    assert problems(copied) == [
        matrix,
        Path("release", "ru", "tiny", "left_behind.csv"),
        Path("release", "ru", "tiny", "tiny.ipynb"),
        Path("source", "en", "tiny", "tiny.ipynb"),
    ]


def test_a_master_that_is_ahead_is_told_where_it_stands(copied) -> None:
    master = copied.root / "notebooks" / "tiny" / "master.py"
    text = master.read_text("utf-8")
    master.write_text(text.replace("Try your own", "Try some"), "utf-8")
    before = generated(copied.root)
    place = re.escape(str(copied.root / "notebooks" / "tiny" / "ru.po"))
    with pytest.raises(SourceError, match=f"^{place}:.*is not translated"):
        verify(copied.course, copied.root, say=lambda line: None)
    assert generated(copied.root) == before


def test_other_numbers_are_drawn_than_for_the_build(copied) -> None:
    master = copied.root / "notebooks" / "tiny" / "master.py"
    told = "assert square(4711) == 22193521"
    lucky = 'import os\nassert os.environ["AUTOGRADER_SEED"] == "0"'
    master.write_text(master.read_text("utf-8").replace(told, lucky), "utf-8")
    copied.build()
    with pytest.raises(SourceError, match="the reference is rejected"):
        verify(copied.course, copied.root, say=lambda line: None)


def test_calls_that_a_matrix_shows_are_those_of_its_build(copied) -> None:
    matrix = copied.root / "docs" / "mistakes" / "tiny.md"
    told = matrix.read_text("utf-8")
    changed = re.sub(r"`square\([^|]*", "`square(9)` gives `18`, not `81` ", told)
    assert changed != told
    matrix.write_text(changed, "utf-8")
    verify(copied.course, copied.root, say=lambda line: None)
    matrix.write_text(told.replace("square | doubled | ✓", "square | doubled | ✗"))
    assert problems(copied) == [Path("docs", "mistakes", "tiny.md")]
