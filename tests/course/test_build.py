"""Masters to source and release, through the real nbgrader."""

import errno
import json
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveCells

from autograder.config.nbgrader_course import open_course
from autograder.course.build import build
from autograder.course.gates import Gates
from autograder.course.release import make_release
from autograder.course.verification import verify
from autograder.grading.batch import grade_class
from autograder.grading.settings import settings_for
from autograder.model import MachineError, SourceError, UsageError
from autograder.publishing.feedback import publish_feedback
from autograder.seminar.reader import Seminar
from tests.course.conftest import generated
from tests.grading.conftest import DOUBLED, RIGHT, hand_in


def read(root: Path, step: str, language: str) -> nbformat.NotebookNode:
    return nbformat.read(root / step / language / "tiny" / "tiny.ipynb", as_version=4)


def source_of(notebook: nbformat.NotebookNode, cell_id: str) -> str:
    return next(cell.source for cell in notebook.cells if cell.id == cell_id)


@pytest.mark.parametrize("step", ["source", "release"])
def test_a_notebook_is_written_for_each_language(step: str, built) -> None:
    assert {path for path in generated(built.root) if path.parts[0] == step} == {
        Path(step, "en", "tiny", "tiny.ipynb"),
        Path(step, "ru", "tiny", "tiny.ipynb"),
    }


def test_a_second_build_changes_no_byte(copied) -> None:
    before = generated(copied.root)
    copied.build()
    assert generated(copied.root) == before


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_solution_and_no_hidden_test_is_released(language: str, built) -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (built.root / "release" / language).rglob("*")
        if path.is_file()
    )
    released = json.dumps(json.loads(text), ensure_ascii=False)
    secrets = [
        "x * x", "sum(values)", "BEGIN SOLUTION", "END SOLUTION",
        "square(-3)", "4711", "total([])", "HIDDEN", "the sign is lost",
        "знак исчезает", "Because the product", "Потому что произведение",
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in released] == []


@pytest.mark.parametrize(
    ("language", "stub", "message", "answer"),
    [
        ("en", "# YOUR CODE HERE", "The square of 2 is 4, not", "YOUR ANSWER HERE"),
        ("ru", "# ВАШ КОД ЗДЕСЬ", "Квадрат 2 равен 4, а не", "ВАШ ОТВЕТ ЗДЕСЬ"),
    ],
)
def test_blanks_and_visible_tests_are_released(
    language: str, stub: str, message: str, answer: str, built
) -> None:
    released = read(built.root, "release", language)
    assert stub in source_of(released, "square")
    title, *test = source_of(released, "test-square").splitlines()
    assert title.startswith("# @title ")
    assert test == [f'assert square(2) == 4, f"{message} {{square(2)}}"']
    assert source_of(released, "why") == answer
    assert released.metadata.autograder.language == language


def test_the_gradebook_has_each_cell_once_in_the_default_language(built) -> None:
    with Gradebook(f"sqlite:///{built.root / 'gradebook.db'}") as gradebook:
        (assignment,) = gradebook.assignments
        assert str(assignment.duedate) == "2030-01-02 12:00:00"
        (notebook,) = assignment.notebooks
        assert notebook.max_score == 8
        sources = {cell.name: cell.source for cell in notebook.source_cells}
    assert "The square of 2 is 4" in sources["test_square"]
    assert "assert square(-3) == 9" in sources["test_square"]


def test_what_was_gated_is_not_gated_again(copied, monkeypatch) -> None:
    def unexpected(*_: object, **__: object) -> None:
        raise AssertionError("it was gated")

    for name in ("gate", "look_behind", "attack"):
        monkeypatch.setattr(f"autograder.course.gates.{name}", unexpected)
    before = generated(copied.root)
    copied.build()
    assert generated(copied.root) == before
    with pytest.raises(AssertionError, match="it was gated"):
        build(copied.course, copied.root, gate_all=True, say=lambda line: None)


def test_what_the_gates_find_is_written(built) -> None:
    matrix = (built.root / "docs" / "mistakes" / "tiny.md").read_text("utf-8")
    assert "1 of 1 refused at sight; of 0 later checks, 0 blame and 0 take." in matrix
    assert "- square.doubled: 2 + 2 is the square of 2" in matrix


def test_one_language_is_built_alone(tiny) -> None:
    build(tiny.course, tiny.root, ["tiny"], ["ru"], say=lambda line: None)
    assert not (tiny.root / "release" / "en").exists()
    assert source_of(read(tiny.root, "release", "ru"), "why") == "ВАШ ОТВЕТ ЗДЕСЬ"


def test_the_build_says_what_it_made(tiny) -> None:
    lines: list[str] = []
    build(tiny.course, tiny.root, languages=["ru"], say=lines.append)
    assert lines == [
        "tiny: 2 exercises, 2 mistakes caught and named, 1 of 1 refused at sight, "
        "1 alternatives accepted; ru",
        "  ru: 30 min (21 words, 0 formulas, 0 figures, 2 blanks, 2 texts)",
    ]


def test_what_is_not_installed_is_refused_by_name_and_else_left_out(tiny) -> None:
    config = tiny.root / "course_config.py"
    named = "points=8, libraries=['no_such_library'],"
    config.write_text(config.read_text().replace("points=8,", named))
    lines: list[str] = []
    told = "tiny needs no_such_library, which is not installed: "
    for run in (build, verify):
        with pytest.raises(UsageError, match=told):
            run(tiny.course, tiny.root, ["tiny"])
        run(tiny.course, tiny.root, say=lines.append)
    assert [line.startswith(f"left out: {told}") for line in lines] == [True, True]
    assert not (tiny.root / "source").exists()


@pytest.mark.parametrize(
    ("assignments", "languages", "message"),
    [
        (["sums"], [], "there is no assignment 'sums'; assignments: tiny"),
        ([], ["de"], "the course is not given in 'de'; it has en, ru"),
    ],
)
def test_an_unknown_name_is_refused(
    assignments: list[str], languages: list[str], message: str, tiny
) -> None:
    with pytest.raises(UsageError, match=message):
        build(tiny.course, tiny.root, assignments, languages)
    assert not (tiny.root / "source").exists()


# What is changed in the master, and where it goes wrong.
REFUSED = {
    "a broken rule": (("points=3", "points=4"), "the cells' points add up to 9"),
    "a reference that fails": (("x * x", "x + x"), "the reference is rejected"),
    "a missing translation": (("Draw the", "Do draw a big"), "is not translated"),
    "a stale translation": (("The tools of", "Some tools of"), "has changed"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_refused_and_what_was_built_stays(case: str, copied) -> None:
    (old, new), message = REFUSED[case]
    assert old in copied.master
    copied.master = copied.master.replace(old, new)
    built = generated(copied.root)
    copied.write()
    with pytest.raises(SourceError, match=message):
        copied.build()
    after = generated(copied.root)
    for path, content in built.items():
        assert path.parts[0] == "notebooks" or after[path] == content


def outputs(root: Path) -> tuple[dict[Path, bytes], dict[str, str]]:
    """What is made of the masters: files, and cells of the gradebook."""
    files = generated(root).items()
    made = {path: text for path, text in files if path.parts[0] != "notebooks"}
    return made, gradebook_cells(root)


def gradebook_cells(root: Path) -> dict[str, str]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_assignment("tiny").notebooks
        return {cell.name: cell.source for cell in notebook.source_cells}


def raising(error: BaseException, after: Callable[..., object] | None = None):
    """Return what fails in place of a function, perhaps when its work is done."""

    def fail(*arguments: object, **options: object) -> None:
        if after is not None:
            after(*arguments, **options)
        raise error

    return fail


FULL = OSError(errno.ENOSPC, "No space left on device")
# Where a build is stopped, and by what.
STOPS: dict[str, tuple[str, BaseException, Callable[..., object] | None]] = {
    "in the gate": ("gates.gate", KeyboardInterrupt(), None),
    "by a full disk, at the source": ("notebook.Path.write_text", FULL, None),
    "by a full disk, at the release": ("release.GenerateAssignment.start", FULL, None),
    "after the release": ("build.make_release", KeyboardInterrupt(), make_release),
    "before the gradebook": ("build.enter", KeyboardInterrupt(), None),
    "in the gradebook": (
        "release._Entering._create_notebook",
        KeyboardInterrupt(),
        SaveCells._create_notebook,
    ),
}


@pytest.fixture(scope="module")
def begin_once() -> Callable[..., object]:
    """Begins to gate; what the gates find of one text is kept for the next build."""
    begin, kept = Gates.begin, {}

    def gate_once(gates: Gates, seminar: Seminar, seed: int) -> object:
        text = "".join(cell.source for cell in seminar.cells)
        if text not in kept:
            kept[text] = begin(gates, seminar, seed=seed)()
        return kept[text]

    return lambda gates, seminar, only_sights, seed, libraries: partial(
        gate_once, gates, seminar, seed
    )


@pytest.mark.parametrize("where", STOPS)
def test_a_build_that_is_stopped_changes_nothing(
    where: str,
    copied,
    begin_once: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if where != "in the gate":
        monkeypatch.setattr(Gates, "begin", begin_once)
    copied.master = copied.master.replace("assert square(-3)", "assert square(-5)")
    copied.master = copied.master.replace("== 9", "== 25")
    copied.write()
    before = outputs(copied.root)
    name, error, after = STOPS[where]
    with monkeypatch.context() as patch:
        patch.setattr(f"autograder.course.{name}", raising(error, after))
        with pytest.raises(type(error)):
            copied.build()
    assert outputs(copied.root) == before
    copied.build()
    assert "square(-5)" in gradebook_cells(copied.root)["test_square"]


def test_cells_that_submissions_have_cannot_be_removed(copied) -> None:
    with Gradebook(f"sqlite:///{copied.root / 'gradebook.db'}") as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission("tiny", "ada")
    before = outputs(copied.root)
    text = "manual why [markdown] points=2"
    copied.master = copied.master.replace(text, text.replace("why", "how"))
    copied.write()
    with pytest.raises(UsageError, match="because there are submissions associated"):
        copied.build()
    assert outputs(copied.root) == before


def test_a_gradebook_that_cannot_be_used_costs_no_release(copied) -> None:
    (copied.root / "gradebook.db").write_text("my homework" * 1000)
    before = generated(copied.root)
    with pytest.raises(MachineError, match="not a database"):
        copied.build()
    assert generated(copied.root) == before


def test_a_catalogue_is_not_lost_with_a_full_disk(
    copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.master = copied.master.replace("Draw the", "Do draw a big")
    copied.write()
    before = generated(copied.root)
    monkeypatch.setattr("autograder.common.writing.Path.replace", raising(FULL))
    with pytest.raises(OSError, match="No space"):
        copied.build()
    assert generated(copied.root) == before


@pytest.fixture
def russian_first(tmp_path: Path, built):
    """A course of English masters whose first language is Russian, built."""
    course = type(built)(tmp_path / "course").write()
    config = course.root / "course_config.py"
    text = config.read_text("utf-8").replace('["en", "ru"]', '["ru", "en"]')
    config.write_text(text, "utf-8")
    return course.build()


def test_the_first_language_is_the_gradebooks(russian_first) -> None:
    root = russian_first.root
    assert not (root / "notebooks" / "tiny" / "en.po").exists()
    assert "Квадрат 2 равен 4" in gradebook_cells(root)["test_square"]
    for language, text in {"ru": "ВАШ ОТВЕТ ЗДЕСЬ", "en": "YOUR ANSWER HERE"}.items():
        assert source_of(read(root, "release", language), "why") == text
    hand_in(root, "ada", "en", RIGHT)
    hand_in(root, "boris", "ru", {**RIGHT, "square": DOUBLED})
    course = open_course(root)
    results = grade_class(course, settings_for(course, workers=1))
    told = {r.student: (r.language, r.score, r.notes) for r in results}
    assert told == {"ada": ("en", 5, ()), "boris": ("ru", 2, ())}
    (page,) = publish_feedback(course, students=["boris"])
    assert "Это удвоенное число" in page.read_text("utf-8")


def test_a_course_in_one_other_language(tiny) -> None:
    config = tiny.root / "course_config.py"
    text = config.read_text("utf-8").replace('["en", "ru"]', '["de"]')
    text = re.sub(
        r'title=\{"en": ("[^"]+"), "ru": "[^"]+"\}', r'title={"de": \1}', text
    )
    config.write_text(text, "utf-8")
    tiny.build()
    assert not (tiny.folder / "de.po").exists()
    assert (tiny.root / "release" / "de" / "tiny" / "tiny.ipynb").is_file()


def test_a_stale_translation_stops_only_its_own_language(copied) -> None:
    copied.master = copied.master.replace("Draw the", "Do draw a big")
    copied.write()
    build(copied.course, copied.root, languages=["en"], say=lambda line: None)
    assert "Do draw a big" in source_of(read(copied.root, "release", "en"), "draw")


def test_what_is_no_longer_in_the_master_is_no_longer_released(copied) -> None:
    stray = copied.root / "source" / "en" / "tiny" / "old.ipynb"
    shutil.copy(stray.with_name("tiny.ipynb"), stray)
    copied.build()
    names = {path.name for path in generated(copied.root) if path.suffix == ".ipynb"}
    assert names == {"tiny.ipynb"}
