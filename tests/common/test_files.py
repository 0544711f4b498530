"""Files and folders that are replaced whole."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from autograder.common.files import replaced
from autograder.common.writing import write_atomically


@pytest.fixture
def places(tmp_path: Path) -> dict[Path, Path]:
    """Two folders and a file, of which one folder is new; and what comes there."""
    for name in ("a", "b"):
        (tmp_path / "made" / name).mkdir(parents=True)
        (tmp_path / "made" / name / "text").write_text("new")
    (tmp_path / "made" / "c").write_text("new")
    (tmp_path / "there" / "a").mkdir(parents=True)
    (tmp_path / "there" / "a" / "text").write_text("old")
    (tmp_path / "there" / "a" / "stray").write_text("old")
    (tmp_path / "there" / "c").write_text("old")
    return {tmp_path / "there" / n: tmp_path / "made" / n for n in ("a", "b", "c")}


def contents(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text()
        for path in root.rglob("*")
        if path.is_file()
    }


OLD = {"a/text": "old", "a/stray": "old", "c": "old"}
NEW = {"a/text": "new", "b/text": "new", "c": "new"}


def test_all_is_replaced(places: dict[Path, Path], tmp_path: Path) -> None:
    with replaced(places):
        pass
    assert contents(tmp_path / "there") == NEW


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_the_old_comes_back_if_the_block_fails(
    error: type[BaseException], places: dict[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(error), replaced(places):
        assert contents(tmp_path / "there").items() >= NEW.items()
        raise error
    assert contents(tmp_path / "there") == OLD


@pytest.mark.parametrize("step", ["shutil.move", "Path.rename"])
@pytest.mark.parametrize("number", range(5))
def test_the_old_comes_back_whatever_step_fails(
    step: str,
    number: int,
    places: dict[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = 0
    owner, name = (shutil, "move") if step == "shutil.move" else (Path, "rename")
    real = getattr(owner, name)

    def failing(*arguments: object) -> object:
        nonlocal done
        done += 1
        if done == number + 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(owner, name, failing)
    fails = step == "Path.rename" or number < len(places)
    try:
        with replaced(places):
            pass
    except OSError:
        assert fails
        assert contents(tmp_path / "there") == OLD
    else:
        assert not fails
        assert contents(tmp_path / "there") == NEW


def test_what_a_killed_run_left_is_put_right(
    places: dict[Path, Path], tmp_path: Path
) -> None:
    there = tmp_path / "there"
    (there / "a").rename(there / ".a.old")  # between the two steps of an exchange
    (there / ".b.new").mkdir()
    with pytest.raises(ValueError, match="again"), replaced(places):
        raise ValueError("again")
    assert contents(there) == OLD


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "place").symlink_to("elsewhere")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "text").write_text("new")
    with replaced({tmp_path / "place": tmp_path / "made"}):
        pass
    assert (tmp_path / "place").is_symlink()
    assert contents(tmp_path / "elsewhere") == {"text": "new"}


def test_a_text_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_atomically(tmp_path / "text", "old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert contents(tmp_path) == {"text": "old"}
