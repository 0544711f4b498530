"""What has been gated is known by its content."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.matrix import matrix_of
from autograder.course.record import Record, deciding_files, write_record
from autograder.course.standards import Figures

FIGURES = Figures(refused=3, open=4, pairs=5, blamed=1, lost=2)


@pytest.fixture
def gated(tiny):
    """The tiny course as if its seminar had been gated."""
    matrix = matrix_of(tiny.root, tiny.id)
    matrix.parent.mkdir(parents=True)
    matrix.write_text(f"{FIGURES}\n", "utf-8")
    write_record(tiny.seminar, matrix)
    return tiny


def holds(course) -> bool:
    return Record(course.root, course.seminar).holds


def test_a_new_seminar_has_no_record(tiny) -> None:
    record = Record(tiny.root, tiny.seminar)
    assert not record.holds
    assert record.figures == Figures()


def test_what_is_as_it_was_is_known(gated) -> None:
    assert holds(gated)
    assert Record(gated.root, gated.seminar).figures == FIGURES


@pytest.mark.parametrize(
    "place",
    [
        "notebooks/tiny/master.py",
        "notebooks/tiny/mistakes.py",
        "notebooks/tiny/alternatives.py",
        "docs/mistakes/tiny.md",
    ],
)
def test_a_change_of_what_decides_or_of_what_was_found_is_seen(
    place: str, gated
) -> None:
    path = gated.root / place
    path.write_text(path.read_text("utf-8") + "\n# more\n", "utf-8")
    assert not holds(gated)


def test_a_change_of_the_shared_tools_is_seen(tiny, gated) -> None:
    tools = gated.root / "notebooks" / "tools.py"
    tools.write_text("import sys\n", "utf-8")
    gated.master = tiny.master.replace(
        "# %% setup tools\n",
        '# %% setup given file="../tools.py"\n1\n\n# %% setup tools\n',
    )
    gated.write()
    write_record(gated.seminar, matrix_of(gated.root, gated.id))
    assert holds(gated)
    tools.write_text("import os\n", "utf-8")
    assert not holds(gated)


def test_a_translation_decides_nothing(gated) -> None:
    (gated.folder / "ru.po").unlink()
    assert holds(gated)


def test_another_version_of_a_library_is_seen(
    gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.course.record.version", lambda name: "0.1")
    assert not holds(gated)


def test_another_grader_is_seen(gated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.course.record._grader", lambda: "another")
    assert not holds(gated)


def test_all_of_the_grader_that_gates_import_decides() -> None:
    """An import within a function or by name would be missed by a look at files."""
    code = (
        "import json, sys\n"
        "import autograder.course.gates, autograder.engine.zygote as zygote\n"
        "zygote.warm_up()\n"
        "print(json.dumps([m.__file__ for n, m in sorted(sys.modules.items())\n"
        "    if n.split('.')[0] == 'autograder' and m.__file__]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert set(map(Path, json.loads(run.stdout))) <= set(deciding_files())


def test_pages_decide_nothing() -> None:
    assert not any("pages" in path.parts for path in deciding_files())
