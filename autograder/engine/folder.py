"""What a notebook leaves behind for the next one of its submission.

A confined process works on a copy of its folder that is gone with it. Before it runs a
line of a student's it hands over a descriptor of that copy; when it has ended, plain
files are read back through the descriptor. Nothing here follows a link or asks for a
path that a student chose from the root, and all that is copied is counted.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox.root import FILES

MAX_FILES = FILES // 2
"""Files and folders: the next process, which gets them, must be able to write, too."""

MAX_DEPTH = 64
"""Folders inside one another."""

HAND_OVER_SECONDS = 60.0
"""It is sent before its sender tells of its birth: only a lost one is waited for."""

_BLOCK = 1 << 16
_PAGE = 4096
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class TooMuchError(Exception):
    """More than may be kept."""


@dataclass
class _Budget:
    """What may still be copied."""

    bytes: int
    files: int = MAX_FILES

    def spend(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise TooMuchError("it is too much")

    def add_file(self) -> None:
        self.files -= 1
        if self.files < 0:
            raise TooMuchError("there are too many files")
        self.spend(_PAGE)


def take_over(sock: socket.socket) -> int:
    """Return the descriptor that a new process has sent; -1 if it has not."""
    sock.settimeout(HAND_OVER_SECONDS)
    flags = getattr(socket, "MSG_CMSG_CLOEXEC", 0)
    with contextlib.suppress(OSError):
        _, numbers, _, _ = socket.recv_fds(sock, 1, 1, flags)
        return numbers[0] if numbers else -1
    return -1


def bring_back(source: int, folder: Path, most: int) -> str:
    """Make a folder hold the plain files of another, or leave it as it is.

    Args:
        source: A descriptor of the other one.
        folder: What is replaced; may be the same, and is then left alone.
        most: Bytes that may be copied, each file counted in whole pages.

    Returns:
        Why it was left as it is; "" if it was not.
    """
    made = folder.with_name(f"{folder.name}.made")
    try:
        if os.path.samestat(os.fstat(source), folder.stat()):
            return ""
        made.mkdir(mode=0o700)
        _copy_folder(source, made, _Budget(most), MAX_DEPTH)
        shutil.rmtree(folder)
        made.rename(folder)
    except TooMuchError as error:
        return str(error)
    except OSError as error:
        return error.strerror or str(error)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return ""


def _copy_folder(source: int, target: Path, budget: _Budget, depth: int) -> None:
    if not depth:
        raise TooMuchError("its folders are too deep")
    with os.scandir(source) as entries:
        for entry in entries:
            budget.add_file()
            with contextlib.suppress(PermissionError):
                if entry.is_dir(follow_symlinks=False):
                    number = os.open(entry.name, _READ | os.O_DIRECTORY, dir_fd=source)
                    try:
                        (target / entry.name).mkdir(mode=0o700)
                        _copy_folder(number, target / entry.name, budget, depth - 1)
                    finally:
                        os.close(number)
                elif entry.is_file(follow_symlinks=False):
                    number = os.open(entry.name, _READ, dir_fd=source)
                    try:
                        _copy_file(number, target / entry.name, budget)
                    finally:
                        os.close(number)


def _copy_file(source: int, target: Path, budget: _Budget) -> None:
    if not stat.S_ISREG(os.fstat(source).st_mode):
        return
    with target.open("xb") as copy:
        while data := os.read(source, _BLOCK):
            budget.spend(len(data))
            copy.write(data)
