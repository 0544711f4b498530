"""Files that a student handed in: whatever lies there, a reader ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.model import SubmissionError
from autograder.notebook import untrusted


def deep(folder: Path, levels: int) -> Path:
    """Make folders inside each other, with a file in the innermost."""
    number = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d", dir_fd=number)
        inner = os.open("d", os.O_RDONLY, dir_fd=number)
        os.close(number)
        number = inner
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=number))
    os.close(number)
    return folder


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"four")
    assert untrusted.read(tmp_path / "x", 4) == b"four"


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to(Path(__file__))


def _large(path: Path) -> None:
    path.write_bytes(b"12345")


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**42)


def _nothing(path: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_folder, "it is a folder, not a notebook"),
        (_pipe, "it is not a regular file"),
        (_link, "it is a symbolic link, not a notebook"),
        (_large, "it is larger than 4 bytes"),
        (_sparse, "it is larger than 4 bytes"),
        (_nothing, "it cannot be opened: No such file or directory"),
    ],
)
def test_what_is_not_read(
    make: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    make(tmp_path / "x")
    with pytest.raises(SubmissionError) as caught:
        untrusted.read(tmp_path / "x", 4, "notebook")
    assert str(caught.value) == reason


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"12345")
    before = descriptors()
    for most in (4, 5):
        with suppress(SubmissionError):
            untrusted.read(tmp_path / "x", most)
    assert descriptors() == before


def test_a_folder_is_listed(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "2").touch()
    (tmp_path / "a").touch()
    (tmp_path / "link").symlink_to(tmp_path / "b")
    os.mkfifo(tmp_path / "pipe")
    os.utime(tmp_path / "b" / "c" / "2", (0, 4_000_000_000))
    found = untrusted.listing(tmp_path)
    assert found.files == (Path("a"), Path("b/c/2"))
    assert found.folders == (Path("b"), Path("b/c"))
    assert found.newest == 4_000_000_000


def test_folders_inside_each_other(tmp_path: Path) -> None:
    assert len(untrusted.listing(deep(tmp_path, untrusted.MAX_DEPTH)).folders) == 64
    (tmp_path / "one").mkdir()
    with pytest.raises(SubmissionError, match="its folders are too deep"):
        untrusted.listing(deep(tmp_path / "one", 1500))
    untrusted.remove(tmp_path / "one")  # pytest could not


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_FILES", 2)
    for name in "ab":
        (tmp_path / name).symlink_to("nowhere")
    assert untrusted.listing(tmp_path).files == ()
    (tmp_path / "c").touch()
    with pytest.raises(SubmissionError, match="it has more than 2 files"):
        untrusted.listing(tmp_path)


def test_untrusted_that_are_too_large_together(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, 2**28)
    assert len(untrusted.listing(tmp_path).files) == 2
    os.truncate(tmp_path / "b", 2**28 + 1)
    with pytest.raises(SubmissionError, match="its files are larger than 512 MB"):
        untrusted.listing(tmp_path)


def test_removing_what_is_deeper_than_python_can_call(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    deep(folder, 1500)
    (folder / "d" / "link").symlink_to(outside)
    (folder / "other").mkdir()
    untrusted.remove(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["outside"]
    assert (outside / "kept").exists()


def test_removing_a_link_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    untrusted.remove(tmp_path / "link")
    untrusted.remove(tmp_path / "nothing")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
