"""When a submission was handed in: what is read, and what is a reason instead."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.grading.timestamps import (
    parse,
    read_timestamp,
    teach_nbgrader,
    write_timestamp,
)
from autograder.model import SubmissionError

NOON = datetime(2026, 12, 7, 12)

READ = [
    "2026-12-07 12:00:00 UTC",
    "2026-12-07 12:00:00",
    "2026-12-07 12:00",
    "2026-12-07 12:00:00 Z",
    "2026-12-07T12:00:00Z",
    "20261207T120000Z",
    "2026/12/07 12:00:00 GMT",
    "2026-12-07 15:00:00 +0300",
    "2026-12-07 15:00:00 +03:00",
    "2026-12-07 15:00:00 +03",
    "2026-12-07T15:00:00+03:00",
    "2026-12-07 08:30:00 -0330",
    "2026-12-07 15:00:00 UTC+3",
    "2026-12-07 15:00:00 GMT+0300",
    "2026-12-07 15:00:00 Europe/Moscow",
    "2026-12-07 13:00:00 Europe/Berlin",
    "2026-12-07 07:00:00 EST",
    "Mon, 07 Dec 2026 15:00:00 +0300",
    "Mon Dec  7 12:00:00 UTC 2026",
    "Dec 7 2026 15:00:00 GMT+0300",
    "7 December 2026 12:00",
]


@pytest.mark.parametrize("text", READ)
def test_a_date_that_can_be_understood(text: str) -> None:
    assert parse(text) == NOON


NOT_READ = {
    "2026-12-07 15:00:00 MSK": "has a time zone that is not known: MSK",
    "Mon Dec  7 15:00:00 MSK 2026": "has a time zone that is not known: MSK",
    "2026-12-07 15:00:00 +2500": "has a time zone that is not known",
    "2026-12-07 15:00:00 ../../etc/passwd": "has a time zone that is not known",
    "2026-12-07 15:00:00 Europe": "has a time zone that is not known",
    "2026-12-07 15:00:00 +03 MSK": "has a time zone that is not known",
    "06/07/2026": "can be read as more than one date",
    "07.12.26 12:00": "can be read as more than one date",
    "12:00": "can be read as more than one date",
    "Monday": "can be read as more than one date",
    "7": "can be read as more than one date",
    "soon": "is no date",
    "2026-13-01": "is no date",
    "2026-12-07 24:01": "is no date",
    "0001-01-01 00:00:00 +1200": "is out of range",
    "9" * 900: "is out of range",
}


@pytest.mark.parametrize("text", NOT_READ)
def test_a_date_that_cannot_be_understood(text: str) -> None:
    with pytest.raises(ValueError, match=NOT_READ[text]):
        parse(text)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))
def test_what_nbgrader_writes_is_read(time: datetime) -> None:
    assert parse(f"{time:%Y-%m-%d %H:%M:%S.%f} UTC") == time


@given(st.text(max_size=60) | st.lists(st.sampled_from(READ)).map(" ".join))
def test_any_text_is_a_date_or_none(text: str) -> None:
    try:
        assert parse(text).tzinfo is None
    except ValueError as error:
        assert str(error)


CONTENTS = {
    "newlines": b"\r\n2026-12-07 12:00:00 UTC\r\n\n",
    "mark": b"\xef\xbb\xbf2026-12-07 12:00:00 UTC\n",
    "utf-16": "2026-12-07 12:00:00 UTC\r\n".encode("utf-16"),
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_how_editors_write_a_line(kind: str, tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_bytes(CONTENTS[kind])
    assert read_timestamp(tmp_path) == NOON


def test_no_date_is_said(tmp_path: Path) -> None:
    assert read_timestamp(tmp_path) is None
    (tmp_path / "timestamp.txt").write_bytes(b"\xef\xbb\xbf\n")
    assert read_timestamp(tmp_path) is None


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_timestamp(tmp_path, NOON)
    assert read_timestamp(tmp_path) == NOON


def test_the_reason_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text("2026-12-07 15:00:00 MSK\n")
    with pytest.raises(SubmissionError) as caught:
        read_timestamp(tmp_path)
    assert str(caught.value) == (
        "timestamp.txt: '2026-12-07 15:00:00 MSK' has a time zone that is not known: "
        "MSK; it can be written as a number, such as +0300; write a date such as "
        "2026-12-07 20:59:00 UTC, or delete the file"
    )


def as_folder(path: Path) -> None:
    path.mkdir()


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def as_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def as_digits(path: Path) -> None:
    path.write_bytes(b"9" * 30_000_000)


def as_terabytes(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**42)


ODD = {
    as_folder: "it is a folder, not a file",
    as_pipe: "it is not a regular file",
    as_link: "it is a symbolic link, not a file",
    as_link_to_nothing: "it is a symbolic link, not a file",
    as_digits: "it is larger than 1000 bytes",
    as_terabytes: "it is larger than 1000 bytes",
}


@pytest.mark.parametrize("make", ODD)
def test_what_is_no_short_file(make: object, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "timestamp.txt")
    with pytest.raises(SubmissionError) as caught:
        read_timestamp(tmp_path)
    assert str(caught.value).startswith(f"timestamp.txt: {ODD[make]}; write a date")


def test_nbgrader_reads_as_we_do_where_it_is_told_to(tmp_path: Path) -> None:
    settings = Config()
    teach_nbgrader(settings)
    stamp = tmp_path / "timestamp.txt"
    stamp.write_text("2026-12-07 15:00:00 +0300")
    ours = CourseDirectory(root=str(tmp_path), config=settings)
    stock = CourseDirectory(root=str(tmp_path))
    assert ours.get_existing_timestamp(str(tmp_path)) == NOON
    assert stock.get_existing_timestamp(str(tmp_path)) != NOON
    assert ours.get_existing_timestamp(str(tmp_path / "nowhere")) is None
    stamp.write_text("2026-12-07 15:00:00 MSK")
    with pytest.raises(SubmissionError, match="time zone that is not known"):
        ours.get_existing_timestamp(str(tmp_path))
