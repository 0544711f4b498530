"""A file system of its own: a small tree of mounts that becomes the process's root.

The tree is built over the work directory, from a mount point every caller has::

    /                    tmpfs, read-only
    ├── usr/lib, …       the readable paths, bound read-only at their own names
    ├── dev/null, …      devices that hold nothing
    ├── etc/passwd, …    who we are and what this machine is called
    ├── proc             the process's own PID namespace, read-only
    ├── <workdir>        tmpfs of limited size with a copy of what lay in workdir
    └── tmp, dev/shm      two more directories of that tmpfs

What a notebook writes therefore never reaches a disk by itself: its size is bounded as
a whole, and it is gone with the last process that holds a part of it open.
"""

# A child counts microseconds, and pathlib takes several a call.
# ruff: noqa: PTH102, PTH103, PTH118, PTH119, PTH120, PTH211
from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import syscalls

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

#: Where programs write by custom; ``/dev/shm`` is what semaphores are made in.
SCRATCH = ("/tmp", "/dev/shm")

#: What programs ask for names: whose number ours is, and what is called localhost.
PAPERS = ("/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf")

#: What of the kernel's own files concerns nobody; container engines hide them too.
_MASKED = ("kcore", "keys", "kmsg", "timer_list", "sched_debug", "interrupts")

#: Files a private work directory may hold: each costs the kernel about a kilobyte.
FILES = 16384

Owner = tuple[int, int]  # user and group

_STAGE = "/.own"

_LOCKED = syscalls.MS_NOSUID | syscalls.MS_NODEV
_READ_ONLY = (
    syscalls.MOUNT_ATTR_RDONLY | syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV
)


@dataclass(frozen=True)
class Plan:
    """What of the real file system appears, as plain strings: a child is in a hurry.

    Attributes:
        folders: Directories to bind.
        files: Files to bind.
        links: Symbolic links to make, with their texts.
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    links: tuple[tuple[str, str], ...]

    @property
    def bound(self) -> tuple[str, ...]:
        """All paths that are bound, none inside another."""
        return (*self.folders, *self.files)


@functools.lru_cache(maxsize=8)
def plan(readable: tuple[Path, ...]) -> Plan:
    """Return how to make the readable paths appear under all their names.

    A path may be a link (``/lib`` on most systems) or lie behind one; then its real
    place is bound as well. Paths inside others that are bound come with them.
    """
    real = [Path(os.path.realpath(path)) for path in readable]
    roots: list[Path] = []
    for path in sorted({*readable, *real}, key=lambda path: len(path.parts)):
        if not any(path.is_relative_to(root) for root in roots):
            roots.append(path)
    solid = [path for path in roots if not path.is_symlink()]
    return Plan(
        folders=tuple(str(path) for path in solid if path.is_dir()),
        files=tuple(str(path) for path in solid if not path.is_dir()),
        links=tuple(
            (str(path), str(path.readlink())) for path in roots if path.is_symlink()
        ),
    )


def build(
    workdir: Path,
    plan: Plan,
    *,
    links: Iterable[tuple[str, str]] = (),
    disk: int,
    owner: Owner,
    proc: bool,
    machine: bool = False,
) -> bool:
    """Make the private tree this process's root.

    Needs a mount namespace of its own and the capability to mount in it.

    Args:
        workdir: An existing directory; its content is copied.
        plan: What appears in it, read-only.
        links: Symbolic links to make where nothing is, with their texts.
        disk: Bytes the private work directory may hold.
        owner: Owner of the private work directory.
        proc: Whether to show ``/proc``: only for a PID namespace of one's own.
        machine: Whether that tells of the machine as well, such as its memory.

    Returns:
        Whether ``/proc`` is there; container engines may forbid to mount it.
    """
    tree = str(workdir)
    content = os.open(workdir, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", tree, "tmpfs", _LOCKED, "size=1m,mode=755")
    mask = os.umask(0o022)  # a root of 0700 would be closed to the user we become
    try:
        _make_scratch(tree, disk, owner)
        _issue_papers(tree, workdir, owner)
        _furnish(tree, plan, workdir)
        for name, text in links:
            if not os.path.lexists(tree + name):
                os.makedirs(os.path.dirname(tree + name), exist_ok=True)
                os.symlink(text, tree + name)
        syscalls.mount_setattr(tree, _READ_ONLY, flags=syscalls.AT_RECURSIVE)
        for device in DEVICES:
            syscalls.mount(device, tree + device, flags=syscalls.MS_BIND)
        _make_own(tree, str(workdir), owner)
        _copy(content, f"{tree}{workdir}", owner)
        has_proc = proc and _mount_proc(f"{tree}/proc", machine)
        _enter(tree)
    except OSError:
        syscalls.umount2(tree, syscalls.MNT_DETACH)
        raise
    finally:
        os.umask(mask)
        os.close(content)
    return has_proc


def _furnish(tree: str, plan: Plan, workdir: Path) -> None:
    """Make the mount points, the links and the bound paths."""
    for name in ("/dev", "/proc", str(workdir), *plan.folders):
        os.makedirs(tree + name, exist_ok=True)
    for name in (*DEVICES, *plan.files):
        os.makedirs(os.path.dirname(tree + name), exist_ok=True)
        os.close(os.open(tree + name, os.O_CREAT | os.O_CLOEXEC, 0o444))
    for name, text in plan.links:
        os.makedirs(os.path.dirname(tree + name), exist_ok=True)
        os.symlink(text, tree + name)
    # Recursive: a mount inherited from a more privileged namespace cannot be bound
    # without those that cover parts of it.
    for name in plan.bound:
        syscalls.mount(name, tree + name, flags=syscalls.MS_BIND | syscalls.MS_REC)


def _issue_papers(tree: str, workdir: Path, owner: Owner) -> None:
    """Write the files that tell names; before what is bound, which may be ``/etc``."""
    user, group = owner
    texts = (
        f"student:x:{user}:{group}::{workdir}:/bin/sh\n",
        f"student:x:{group}:\n",
        f"127.0.0.1 localhost {os.uname().nodename}\n::1 localhost\n",
        "passwd: files\ngroup: files\nhosts: files\n",
    )
    os.makedirs(f"{tree}/etc")
    flags = os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC
    for name, text in zip(PAPERS, texts, strict=True):
        fd = os.open(tree + name, flags, 0o444)
        os.write(fd, os.fsencode(text))
        os.close(fd)


def _make_scratch(tree: str, disk: int, owner: Owner) -> None:
    """Mount what can be written: one file system, so that one size bounds it all.

    Before all else, for what is to be read, or the work directory, may lie in ``/tmp``.
    """
    options = f"size={disk},nr_inodes={FILES},mode=755"
    for name in (_STAGE, *SCRATCH):
        os.makedirs(tree + name)
    syscalls.mount("tmpfs", tree + _STAGE, "tmpfs", _LOCKED, options)
    for name in SCRATCH:
        _bind_own(tree, name, os.path.basename(name), owner)


def _make_own(tree: str, workdir: str, owner: Owner) -> None:
    """Let only the scratch directories and the work directory be written again."""
    for name in (_STAGE, *SCRATCH):
        syscalls.mount_setattr(tree + name, clear=syscalls.MOUNT_ATTR_RDONLY)
    _bind_own(tree, workdir, "work", owner)
    syscalls.umount2(tree + _STAGE, syscalls.MNT_DETACH)


def _bind_own(tree: str, name: str, part: str, owner: Owner) -> None:
    """Make a new directory of the one file system appear under a name."""
    part = f"{tree}{_STAGE}/{part}"
    os.mkdir(part, 0o700)
    os.chown(part, *owner)
    syscalls.mount(part, tree + name, flags=syscalls.MS_BIND)


def _copy(source: int, target: str, owner: Owner) -> None:
    """Copy plain files and directories; links and devices have no business here."""
    if not os.listdir(source):
        return
    for top, folders, files, fd in os.fwalk(dir_fd=source):
        for name in folders:
            place = os.path.join(target, top, name)
            if not stat.S_ISLNK(os.lstat(name, dir_fd=fd).st_mode):
                os.mkdir(place, 0o700)
                os.chown(place, *owner)
        for name in files:
            if stat.S_ISREG(os.lstat(name, dir_fd=fd).st_mode):
                _copy_file(name, fd, os.path.join(target, top, name), owner)


def _copy_file(name: str, folder: int, target: str, owner: Owner) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
    source = os.open(name, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW, dir_fd=folder)
    copy = os.open(target, flags, 0o600)
    try:
        while os.sendfile(copy, source, None, 1 << 30):
            pass
        os.fchown(copy, *owner)
    finally:
        os.close(copy)
        os.close(source)


def _mount_proc(place: str, machine: bool) -> bool:
    """Show the process its own PID namespace; nothing when that is forbidden."""
    flags = _LOCKED | syscalls.MS_NOEXEC | syscalls.MS_RDONLY
    try:
        syscalls.mount("proc", place, "proc", flags, "" if machine else "subset=pid")
    except OSError:
        return False
    for name in _MASKED if machine else ():
        if os.path.lexists(f"{place}/{name}"):
            syscalls.mount("/dev/null", f"{place}/{name}", flags=syscalls.MS_BIND)
    return True


def _enter(tree: str) -> None:
    """Make the tree the root: stack the old root on the new one, then drop it."""
    os.chdir(tree)
    syscalls.pivot_root(".", ".")
    syscalls.umount2(".", syscalls.MNT_DETACH)
    os.chdir("/")
