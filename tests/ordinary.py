"""An ordinary user, whom root becomes to test as one."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from pathlib import Path
from typing import Any

ORDINARY = 54321


def become_ordinary() -> None:
    """Turn a child of root into an ordinary user who can read root's Python.

    The interpreter may lie in root's home, closed to others: in a mount namespace of
    its own the child sees a home that holds nothing else, and is open.
    """
    libc: Any = ctypes.CDLL(None, use_errno=True)
    python = Path(sys.base_prefix).resolve()
    closed = [
        folder
        for folder in (*reversed(python.parents), python)
        if not folder.stat().st_mode & stat.S_IXOTH
    ]
    if closed:
        _check(libc.unshare(0x20000))  # CLONE_NEWNS
        _check(libc.mount(b"none", b"/", None, 0x44000, None))  # private, all of it
        held = os.open(python, os.O_PATH | os.O_DIRECTORY)
        top = os.fsencode(closed[0])
        _check(libc.mount(b"tmpfs", top, b"tmpfs", 0, b"mode=755"))
        os.umask(0o022)
        python.mkdir(parents=True)
        source = f"/proc/self/fd/{held}".encode()
        _check(libc.mount(source, os.fsencode(python), None, 0x5000, None))  # bind
        os.close(held)
    os.setgroups([])
    os.setresgid(ORDINARY, ORDINARY, ORDINARY)
    os.setresuid(ORDINARY, ORDINARY, ORDINARY)


def _check(result: int) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
