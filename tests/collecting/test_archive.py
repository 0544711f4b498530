"""A zip that nobody vouches for: each entry is judged by itself."""

from __future__ import annotations

import stat
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.collecting import archive
from autograder.collecting.archive import Archive, Entry
from autograder.model import EntryError, UsageError

from .zips import Odd, add, patch, write_zip

GOOD = "good/sums.ipynb"


def entries(path: Path) -> dict[str, Entry]:
    with Archive(path) as opened:
        return {entry.name: entry for entry in opened.entries()}


def unpacked(path: Path, folder: Path) -> dict[str, str]:
    """Unpack what may be; return the reasons of all that was refused."""
    refused = {}
    with Archive(path) as opened:
        for number, entry in enumerate(opened.entries()):
            try:
                if entry.reason:
                    raise EntryError(entry.reason)
                opened.copy(entry, folder / str(number) / entry.name)
            except EntryError as error:
                refused[entry.name] = str(error)
    return refused


NAMES = {
    "/etc/passwd": "an absolute path",
    "C:/x.ipynb": "an absolute path",
    "../x.ipynb": "its name leaves the folder",
    "a/../../x.ipynb": "its name leaves the folder",
    "a/./x.ipynb": "its name leaves the folder",
    "a/..": "its name leaves the folder",
    "..\\x.ipynb": "its name has a backslash or a colon",
    "a/x.ipynb:stream": "its name has a backslash or a colon",
    "a//x.ipynb": "its name has an empty part",
    "a/x\0.ipynb": "its name has unprintable characters",
    "a/x\x1b[2J.ipynb": "its name has unprintable characters",
    "a/" * 20 + "x.ipynb": "its folders are too deep",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_refused(name: str, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {name: b"evil", GOOD: b"{}"})
    assert unpacked(path, tmp_path / "out") == {name: NAMES[name]}
    found = [p for p in tmp_path.rglob("*") if p.is_file() and p != path]
    assert found == [tmp_path / "out" / "1" / GOOD]


KINDS = {
    "link": (Odd(b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "a symbolic link"),
    "pipe": (Odd(b"", mode=stat.S_IFIFO | 0o644), "no plain file"),
    "disk": (Odd(b"", mode=stat.S_IFBLK | 0o644), "no plain file"),
    "lzma": (Odd(packed=zipfile.ZIP_LZMA), "packed in a way that no LMS uses"),
    "bomb": (Odd(bytes(11 * 2**20)), "times larger than its packed bytes: a bomb"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_that_is_refused(kind: str, tmp_path: Path) -> None:
    odd, reason = KINDS[kind]
    path = write_zip(tmp_path / "in.zip", {kind: odd, GOOD: b"{}"})
    (found,) = unpacked(path, tmp_path / "out").items()
    assert found[0] == kind and found[1].endswith(reason)


def test_a_small_file_may_be_packed_tightly(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"zeros.csv": bytes(archive.SMALL)})
    assert unpacked(path, tmp_path / "out") == {}


def test_modes_do_not_come_out(tmp_path: Path) -> None:
    odd = Odd(mode=stat.S_IFREG | stat.S_ISUID | 0o777)
    path = write_zip(tmp_path / "in.zip", {"x.sh": odd})
    assert unpacked(path, tmp_path / "out") == {}
    assert not (tmp_path / "out/0/x.sh").stat().st_mode & (stat.S_ISUID | 0o111)


def test_an_encrypted_entry(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"secret": b"{}", GOOD: b"{}"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert unpacked(path, tmp_path / "out") == {"secret": "it is encrypted"}


def test_a_damaged_entry_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    odd = Odd(b"precious", packed=zipfile.ZIP_STORED)
    path = write_zip(tmp_path / "in.zip", {"bad": odd, GOOD: b"{}"})
    patch(path, b"precious", b"previous")
    (reason,) = unpacked(path, tmp_path / "out").values()
    assert reason == "it cannot be unpacked: Bad CRC-32 for file 'bad'"
    assert not (tmp_path / "out/0/bad").exists()


def test_an_entry_that_claims_to_be_smaller(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"liar": bytes(5000), GOOD: b"{}"})
    patch(path, (5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert list(unpacked(path, tmp_path / "out")) == ["liar"]


def test_of_one_name_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as made, pytest.warns(UserWarning, match="Dup"):
        for text in (b"first", b"second"):
            add(made, "x", text)
    with Archive(path) as opened:
        first, second = opened.entries()
        assert (first.reason, second.reason) == ("a later entry has the same name", "")
        opened.copy(second, tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == b"second"


def test_entries_that_share_their_bytes(tmp_path: Path) -> None:
    odd = Odd(bytes(1000), packed=zipfile.ZIP_STORED)
    path = write_zip(tmp_path / "in.zip", {"aa": odd, "bb": odd, GOOD: b"{}"})
    data = bytearray(path.read_bytes())
    # The directory's first entry claims that its data go on to where the second's are.
    place = data.index(b"PK\1\2")
    data[place + 20 : place + 24] = (1500).to_bytes(4, "little")
    path.write_bytes(data)
    found = {name: entry.reason for name, entry in entries(path).items()}
    assert found == {
        "aa": "it shares its bytes with another entry: a bomb",
        "bb": "",
        GOOD: "",
    }


def test_utf8_that_does_not_say_so(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"Ёлка/ü.ipynb": b"{}"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 9] &= ~0x08
    data[data.index(b"PK\3\4") + 7] &= ~0x08
    path.write_bytes(data)
    assert list(entries(path)) == ["Ёлка/ü.ipynb"]
    assert unpacked(path, tmp_path / "out") == {}


def test_what_says_utf8_and_is_not_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"ü.ipynb": b"{}", GOOD: b"{}"})
    patch(path, "ü".encode(), b"\xfc\xfe")
    refused = unpacked(path, tmp_path / "out")
    assert list(refused.values()) == ["its name is in no known encoding"]
    assert (tmp_path / "out" / "1" / GOOD).is_file()


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"x" * 300: b"{}", GOOD: b"{}"})
    (reason,) = unpacked(path, tmp_path / "out").values()
    assert reason == "it cannot be written: File name too long"


def test_a_file_where_another_has_a_folder(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "in.zip", {"a": b"{}", "a/b": b"{}"})
    with Archive(path) as opened:
        file, inner = opened.entries()
        opened.copy(file, tmp_path / "a")
        with pytest.raises(EntryError, match="it cannot be written"):
            opened.copy(inner, tmp_path / "a" / "b")
    assert (tmp_path / "a").read_bytes() == b"{}"


def test_leavings_of_systems_are_no_entries(tmp_path: Path) -> None:
    names = ["__MACOSX/._x.ipynb", "a/.DS_Store", "Thumbs.db", "folder/", GOOD]
    path = write_zip(tmp_path / "in.zip", dict.fromkeys(names, b""))
    assert list(entries(path)) == [GOOD]


def test_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2026, 11, 20, 12)
    files = {
        "utc": Odd(utc=noon),
        "local": Odd(time=(2026, 11, 20, 12, 0, 0)),
        "none": Odd(time=(1980, 1, 1, 0, 0, 0)),
        "wrong": Odd(time=(2026, 15, 0, 0, 0, 0)),
    }
    found = entries(write_zip(tmp_path / "in.zip", files))
    here = noon.astimezone(UTC).replace(tzinfo=None)
    times = {name: entry.time for name, entry in found.items()}
    assert times == {"utc": noon, "local": here, "none": None, "wrong": None}


def test_nothing_in_it(tmp_path: Path) -> None:
    assert entries(write_zip(tmp_path / "in.zip", {})) == {}


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\3\4" + bytes(30)])
def test_no_zip(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"in\.zip: not a zip file, or damaged"):
        Archive(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        Archive(tmp_path / "nosuch.zip")


@settings(max_examples=50)
@given(data=st.data())
def test_a_damaged_zip_is_refused_or_read_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = write_zip(folder / "in.zip", {"a/b": b"{}" * 40, "ü": b"x"})
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with suppress(UsageError):
        unpacked(path, folder / "out" / "in")
    assert {entry.name for entry in folder.iterdir()} <= {"in.zip", "out"}
    assert {entry.name for entry in folder.glob("out/*")} <= {"in"}
