"""System calls that Python's standard library lacks, each wrapped once.

Only translation happens here: numbers and structures in, an :class:`OSError` that names
the call out. What the calls are good for is decided by the modules that use them.
Nothing is loaded on import, so the package imports on any system.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any

from autograder.sandbox import numbers

CLONE_NEWTIME = 0x00000080
CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 1 << 18

MNT_DETACH = 2
AT_FDCWD = -100
AT_RECURSIVE = 0x8000
MOUNT_ATTR_RDONLY = 1
MOUNT_ATTR_NOSUID = 2
MOUNT_ATTR_NODEV = 4

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39

SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_TSYNC = 1
SECCOMP_FILTER_FLAG_SPEC_ALLOW = 4

LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_RULE_PATH_BENEATH = 1

_CAPABILITY_VERSION_3 = 0x20080522

Argument = int | bytes | None | ctypes.Structure


class _MountAttr(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


class LandlockRulesetAttr(ctypes.Structure):
    """``struct landlock_ruleset_attr``; older kernels know only its beginning."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),  # since ABI 4
        ("scoped", ctypes.c_uint64),  # since ABI 6
    )


class _LandlockPathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _SockFprog(ctypes.Structure):
    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_char_p))


@functools.cache
def _syscall() -> Callable[..., int]:
    """Load the C library's ``syscall`` on first use, in the process that forks."""
    function = ctypes.CDLL(None, use_errno=True).syscall
    function.restype = ctypes.c_long
    return function


def _word(argument: Argument) -> Any:
    """Widen an argument to a register: ``syscall`` is variadic and converts nothing."""
    if isinstance(argument, int):
        return ctypes.c_long(argument)
    if isinstance(argument, bytes):
        return ctypes.c_char_p(argument)
    if argument is None:
        return ctypes.c_void_p(None)
    return ctypes.byref(argument)


def _call(name: str, *arguments: Argument) -> int:
    """Make one system call, again when a signal cut it short.

    Raises:
        OSError: The kernel refused; ``filename`` holds the name of the call.
    """
    linux = sys.platform.startswith("linux")  # elsewhere the numbers mean other calls
    number = numbers.number(name) if linux else None
    if number is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), name)
    words = [_word(argument) for argument in (number, *arguments)]
    while (result := _syscall()(*words)) == -1:
        code = ctypes.get_errno()
        if code != errno.EINTR:
            raise OSError(code, os.strerror(code), name)
    return result


def unshare(flags: int) -> None:
    """Put the calling process (for PIDs: its next children) into new namespaces."""
    _call("unshare", flags)


def setns(fd: int, kind: int) -> None:
    """Enter the namespace behind ``fd``, which must be of the given kind."""
    _call("setns", fd, kind)


def mount(
    source: str, target: str, kind: str | None = None, flags: int = 0, data: str = ""
) -> None:
    """Mount a file system, bind a path, or change how a mount propagates."""
    _call(
        "mount",
        os.fsencode(source),
        os.fsencode(target),
        kind.encode() if kind else None,
        flags,
        data.encode() or None,
    )


def mount_setattr(path: str, add: int = 0, clear: int = 0, flags: int = 0) -> None:
    """Change attributes of a mount, or with AT_RECURSIVE of those beneath it too."""
    attr = _MountAttr(attr_set=add, attr_clr=clear)
    size = ctypes.sizeof(attr)
    _call("mount_setattr", AT_FDCWD, os.fsencode(path), flags, attr, size)


def umount2(target: str, flags: int = 0) -> None:
    """Take a mount away."""
    _call("umount2", os.fsencode(target), flags)


def pivot_root(new_root: str, put_old: str) -> None:
    """Make a mount the root; the old root is stacked at ``put_old``."""
    _call("pivot_root", os.fsencode(new_root), os.fsencode(put_old))


def prctl(option: int, value: int = 0) -> int:
    """Set or read an attribute of the calling process or thread."""
    return _call("prctl", option, value, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up every effective, permitted and inheritable capability (``capset``)."""
    header = _CapabilityHeader(version=_CAPABILITY_VERSION_3, pid=0)
    _call("capset", header, bytes(24))


def close_range(first: int, last: int) -> None:
    """Close all descriptors from ``first`` to ``last``, both included."""
    if sys.platform.startswith("linux"):
        _call("close_range", first, last, 0)
    else:
        os.closerange(first, min(last, os.sysconf("SC_OPEN_MAX")) + 1)


def seccomp_set_filter(program: bytes, flags: int) -> None:
    """Install a BPF program, eight bytes an instruction, as a seccomp filter.

    Raises:
        OSError: The kernel refused, or (EBUSY) a thread could not be made to follow.
    """
    fprog = _SockFprog(len=len(program) // 8, filter=program)
    # Under TSYNC a positive result is the thread that holds another filter.
    if _call("seccomp", SECCOMP_SET_MODE_FILTER, flags, fprog):
        raise OSError(errno.EBUSY, "a thread cannot be confined", "seccomp")


def landlock_abi() -> int:
    """Return the version of Landlock this kernel speaks."""
    flags = LANDLOCK_CREATE_RULESET_VERSION
    return _call("landlock_create_ruleset", None, 0, flags)


def landlock_create_ruleset(attr: LandlockRulesetAttr, size: int) -> int:
    """Return a descriptor of a new rule set; ``size`` is what the kernel knows."""
    return _call("landlock_create_ruleset", attr, size, 0)


def landlock_add_rule(ruleset: int, parent: int, access: int) -> None:
    """Allow ``access`` to everything beneath the directory or file ``parent``."""
    rule = _LandlockPathBeneath(allowed_access=access, parent_fd=parent)
    _call("landlock_add_rule", ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0)


def landlock_restrict_self(ruleset: int) -> None:
    """Enforce a rule set on the calling thread and all it will start."""
    _call("landlock_restrict_self", ruleset, 0)
