"""Which files a confined process may open, enforced by Landlock.

Everything is refused but what a rule allows. A rule names a file or a directory with
all beneath it; where the file system was rebuilt by mounts this is the second lock, and
where it was not, the only one. Landlock does not hide names: ``stat`` still works on
paths one can guess.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping

from autograder.sandbox import syscalls

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
REMOVE_DIR = 1 << 4
REMOVE_FILE = 1 << 5
MAKE_DIR = 1 << 7
MAKE_REG = 1 << 8
MAKE_SOCK = 1 << 9
MAKE_FIFO = 1 << 10
MAKE_SYM = 1 << 12
REFER = 1 << 13
TRUNCATE = 1 << 14
IOCTL_DEV = 1 << 15

READ = READ_FILE | READ_DIR
DEVICE = READ_FILE | WRITE_FILE
# No device files, even in the work directory; sockets and programs by permission.
OWN = READ | WRITE_FILE | TRUNCATE | REFER | REMOVE_DIR | REMOVE_FILE
OWN |= MAKE_DIR | MAKE_REG | MAKE_FIFO | MAKE_SYM

_FILE_RIGHTS = EXECUTE | READ_FILE | WRITE_FILE | TRUNCATE | IOCTL_DEV
_TCP = 1 | 2  # to bind, and to connect
_SCOPE_ABSTRACT_SOCKETS, _SCOPE_SIGNALS = 1, 2


def abi() -> int:
    """Return Landlock's version here, 0 when the kernel has none or has it off."""
    try:
        return syscalls.landlock_abi()
    except OSError:
        return 0


def handled(version: int) -> int:
    """Return all rights over files that a version can refuse."""
    newest = {1: REFER, 2: TRUNCATE, 3: IOCTL_DEV, 4: IOCTL_DEV}.get(version)
    return (newest or IOCTL_DEV << 1) - 1


def restrict(rules: Mapping[str, int], *, network: bool = False) -> bool:
    """Refuse this thread, and all it starts, every file without a rule.

    Args:
        rules: Rights by path; a path that does not exist is an error.
        network: Whether TCP is left alone, by a process that has a network of its own.

    Returns:
        Whether signals to processes outside are refused too (ABI 6).

    Raises:
        OSError: The kernel has no Landlock, or a path could not be opened.
    """
    version = syscalls.landlock_abi()
    rights = handled(version)
    ruleset, scoped = _create(version, rights, 0 if network else _TCP)
    try:
        for path, access in rules.items():
            _allow(ruleset, path, access & rights)
        syscalls.landlock_restrict_self(ruleset)
    finally:
        os.close(ruleset)
    return scoped


def _create(version: int, rights: int, network: int) -> tuple[int, bool]:
    """Return a rule set, and whether it keeps signals in."""
    attr = syscalls.LandlockRulesetAttr(
        handled_access_fs=rights, handled_access_net=network
    )
    if version >= 6:
        attr.scoped = _SCOPE_ABSTRACT_SOCKETS | _SCOPE_SIGNALS
        try:
            return syscalls.landlock_create_ruleset(attr, 24), True
        except OSError as error:
            # Some vendors' kernels say 6 and cannot confine signals.
            if error.errno != errno.EINVAL:
                raise
    return syscalls.landlock_create_ruleset(attr, 16 if version >= 4 else 8), False


def _allow(ruleset: int, path: str, access: int) -> None:
    """Add one rule; a rule for a file may not speak of directories."""
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            access &= _FILE_RIGHTS
        if access:
            syscalls.landlock_add_rule(ruleset, fd, access)
    finally:
        os.close(fd)


def rules(
    readable: Iterable[str],
    devices: Iterable[str],
    own: Iterable[str],
    *,
    allow_exec: bool,
    allow_sockets: bool,
) -> dict[str, int]:
    """Return a notebook's rules: libraries, harmless devices, its own directories."""
    program = EXECUTE if allow_exec else 0
    mine = OWN | program | (MAKE_SOCK if allow_sockets else 0)
    return {
        **dict.fromkeys(readable, READ | program),
        **dict.fromkeys(devices, DEVICE),
        **dict.fromkeys(own, mine),
    }
