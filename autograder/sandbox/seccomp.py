"""The filter of system calls, assembled from a table that says why each is refused.

The filter refuses by name and lets the rest pass: an allow-list would have to follow
every release of NumPy, Python and libc, and break lessons for it. Calls younger than
the table are answered "no such call", which every library knows how to live with.

Most refusals are EPERM, so student code meets an ordinary exception at the line that
asked. A call made under a foreign numbering (32-bit, x32) kills: the table does not
speak of it, and no honest library makes one.
"""

from __future__ import annotations

import errno
import functools
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from autograder.sandbox import numbers, syscalls

KILL = 0x80000000
ALLOW = 0x7FFF0000
_ERRNO = 0x00050000

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000

# struct seccomp_data: nr, arch, instruction pointer, six arguments of 64 bits. Only low
# words are compared: the kernel reads the tested arguments as 32-bit values, and no
# namespace flag of clone lies higher.
_NR, _ARCH, _ARGUMENTS = 0, 4, 16

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMP_EQUAL, _JUMP_GREATER, _JUMP_AT_LEAST, _JUMP_ANY_BIT = 0x15, 0x25, 0x35, 0x45


class Demand(Enum):
    """What an argument must be for the call to pass."""

    ONE_OF = "one of"
    NONE_OF = "none of"
    WITHOUT = "without the bits"


@dataclass(frozen=True)
class Check:
    """A demand on one argument."""

    argument: int
    demand: Demand
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True)
class Refusal:
    """Calls that are refused, always or unless all checks hold, and the reason."""

    names: str
    reason: str
    unless: tuple[Check, ...] = ()
    error: int = errno.EPERM


_NEW_NAMESPACES = (
    syscalls.CLONE_NEWNS
    | syscalls.CLONE_NEWCGROUP
    | syscalls.CLONE_NEWUTS
    | syscalls.CLONE_NEWIPC
    | syscalls.CLONE_NEWUSER
    | syscalls.CLONE_NEWPID
    | syscalls.CLONE_NEWNET
)
_AF_UNIX, _AF_INET, _AF_INET6 = 1, 2, 10
_SOCK_STREAM, _SOCK_DGRAM, _SOCK_SEQPACKET, _SOCK_TYPE_MASK = 1, 2, 5, 0xF
_TIOCSTI, _TIOCLINUX, _TIOCSETD = 0x5412, 0x541C, 0x5423

REFUSALS: tuple[Refusal, ...] = (
    # Other processes' memory, files and limits.
    Refusal("ptrace process_vm_readv process_vm_writev", "memory of other processes"),
    Refusal("process_madvise process_mrelease", "memory of other processes"),
    Refusal("kcmp pidfd_getfd", "descriptors of other processes"),
    Refusal(
        "prlimit64",
        "limits of another process of the same user, such as the grader",
        unless=(Check(0, Demand.ONE_OF, (0,)),),
    ),
    Refusal("sched_setaffinity sched_setscheduler", "may starve the grader"),
    Refusal("sched_setparam sched_setattr", "may starve the grader"),
    Refusal("setpriority ioprio_set", "may starve the grader"),
    Refusal("migrate_pages move_pages mbind", "placement of memory is not theirs"),
    Refusal("set_mempolicy set_mempolicy_home_node", "placement of memory"),
    Refusal(
        "prctl",
        "a process that is not dumpable hides its memory use from the watchdog",
        unless=(Check(0, Demand.NONE_OF, (syscalls.PR_SET_DUMPABLE,)),),
    ),
    # Ways out of, or around, the other layers.
    Refusal("unshare setns", "new namespaces bring back capabilities"),
    Refusal(
        "clone",
        "new namespaces bring back capabilities",
        unless=(Check(0, Demand.WITHOUT, (_NEW_NAMESPACES,)),),
    ),
    Refusal(
        "clone3",
        "its flags lie in memory a filter cannot read; libc falls back to clone",
        error=errno.ENOSYS,
    ),
    Refusal("mount umount2 pivot_root chroot move_mount", "the view of files is fixed"),
    Refusal("open_tree open_tree_attr mount_setattr", "the view of files is fixed"),
    Refusal("fsopen fsconfig fsmount fspick", "the view of files is fixed"),
    Refusal("statmount listmount listns", "tells of mounts and namespaces outside"),
    Refusal(
        "open_by_handle_at name_to_handle_at", "opens files past their directories"
    ),
    Refusal(
        "io_uring_setup io_uring_enter io_uring_register",
        "makes calls that no filter sees",
        error=errno.ENOSYS,
    ),
    Refusal("keyctl add_key request_key", "keys are shared outside namespaces"),
    Refusal(
        "ioctl",
        "types into, or changes, the terminal of whoever started the grader",
        unless=(Check(1, Demand.NONE_OF, (_TIOCSTI, _TIOCLINUX, _TIOCSETD)),),
    ),
    # Memory that no limit counts.
    Refusal("memfd_create memfd_secret", "files in memory outside the work directory"),
    Refusal(
        "shmget shmat shmctl mq_open mq_unlink", "memory that outlives its process"
    ),
    Refusal("msgget msgsnd msgrcv msgctl", "queues of other processes"),
    Refusal("semget semop semtimedop semctl", "semaphores of other processes"),
    # The machine. Capabilities forbid most of these too; a second lock costs nothing.
    Refusal("bpf perf_event_open userfaultfd vmsplice", "where kernel holes are found"),
    Refusal("kexec_load kexec_file_load reboot", "the machine"),
    Refusal("init_module finit_module delete_module create_module", "the kernel"),
    Refusal("swapon swapoff acct quotactl quotactl_fd", "the machine's resources"),
    Refusal("settimeofday clock_settime clock_adjtime adjtimex", "the clock"),
    Refusal("sethostname setdomainname vhangup syslog", "the machine"),
    Refusal("iopl ioperm modify_ldt", "hardware and segments"),
    Refusal("personality", "turns address randomisation off"),
    Refusal("fanotify_init lookup_dcookie", "watches files of others"),
    Refusal("uselib sysfs _sysctl nfsservctl", "obsolete"),
)

#: Added unless the policy gives notebooks a network of their own.
NO_NETWORK = (
    Refusal("socket", "every network, netlink and Unix socket begins here"),
    Refusal(
        "connect bind listen accept accept4", "inherited sockets stay what they are"
    ),
    Refusal(
        "socketpair",
        "a pair of streams is a pipe; a datagram one can be sent to abstract addresses",
        unless=(
            Check(0, Demand.ONE_OF, (_AF_UNIX,)),
            Check(1, Demand.ONE_OF, (_SOCK_STREAM, _SOCK_SEQPACKET), _SOCK_TYPE_MASK),
        ),
    ),
)

#: Added where it does: who is alone there may speak with itself.
OWN_NETWORK = Refusal(
    "socket",
    "raw packets, netlink and rarer families are where kernel holes are found",
    unless=(
        Check(0, Demand.ONE_OF, (_AF_UNIX, _AF_INET, _AF_INET6)),
        Check(
            1,
            Demand.ONE_OF,
            (_SOCK_STREAM, _SOCK_DGRAM, _SOCK_SEQPACKET),
            _SOCK_TYPE_MASK,
        ),
    ),
)

#: Added unless the policy lets notebooks run programs.
NO_PROGRAMS = Refusal("execve execveat", "the policy allows no programs")


#: Added without a PID namespace, where a daemon is found by its session alone.
ONE_SESSION = Refusal("setsid setpgid", "a daemon is found, and killed, by its session")


def no_signals(pid: int) -> tuple[Refusal, ...]:
    """Return the refusals that stand in for a PID namespace and Landlock's scopes.

    Without those a process can signal every other one of its user. What is left is to
    signal itself or, with 0, its own session.
    """
    reason = "would reach the grader, which has the same user"
    itself = (Check(0, Demand.ONE_OF, (pid, 0)),)
    return (
        Refusal("kill tgkill", reason, unless=itself),
        Refusal("tkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal", reason),
    )


#: Added where no mount namespace hides and freezes the files of the grader's user.
EXPOSED_FILES = Refusal(
    "chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes"
    " futimesat utimensat setxattr lsetxattr fsetxattr setxattrat removexattr"
    " lremovexattr fremovexattr removexattrat file_setattr truncate",
    "Landlock does not judge changes of owner, mode, time (before ABI 3: length)",
)


Instruction = tuple[int, int, int, int]  # code, steps if true, steps if false, k


def _check(check: Check, refuse: Instruction) -> list[Instruction]:
    """Assemble one check: fall through when it holds, else return the refusal."""
    code = [(_LOAD, 0, 0, _ARGUMENTS + 8 * check.argument)]
    if check.mask != 0xFFFFFFFF:
        code.append((_AND, 0, 0, check.mask))
    if check.demand is Demand.ONE_OF:
        last = len(check.values)
        for index, value in enumerate(check.values):
            code.append((_JUMP_EQUAL, last - index, 0, value))
        return [*code, refuse]
    jump = _JUMP_ANY_BIT if check.demand is Demand.WITHOUT else _JUMP_EQUAL
    for value in check.values:
        code += [(jump, 0, 1, value), refuse]
    return code


def _refusal(refusal: Refusal, on: str) -> list[Instruction]:
    """Assemble one row of the table; other calls step over it."""
    refuse = (_RETURN, 0, 0, _ERRNO | refusal.error)
    body: list[Instruction] = [refuse]
    if refusal.unless:
        body = [line for check in refusal.unless for line in _check(check, refuse)]
        body.append((_RETURN, 0, 0, ALLOW))
    code: list[Instruction] = []
    for name in refusal.names.split():
        number = numbers.number(name, on)
        if number is not None:
            code += [(_JUMP_EQUAL, 0, len(body), number), *body]
    return code


def assemble(refusals: Iterable[Refusal], on: str | None = None) -> list[Instruction]:
    """Return the program that enforces the refusals on a machine."""
    on = on or numbers.machine()
    kill, allow = (_RETURN, 0, 0, KILL), (_RETURN, 0, 0, ALLOW)
    unknown = (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)
    code = [
        (_LOAD, 0, 0, _ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[on]),
        kill,
        (_LOAD, 0, 0, _NR),
    ]
    if on == "x86_64":
        code += [(_JUMP_AT_LEAST, 0, 1, _X32_BIT), kill]
    code += [(_JUMP_GREATER, 0, 1, numbers.NEWEST), unknown]
    for refusal in refusals:
        code += _refusal(refusal, on)
    return [*code, allow]


def pack(program: Iterable[Instruction]) -> bytes:
    """Return the program as the kernel reads it."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


@functools.cache
def program(*, programs: bool, sockets: bool, own_pids: bool, own_files: bool) -> bytes:
    """Return the filter for a child, packed; assembling takes longer than installing.

    Args:
        programs: Whether it may run programs.
        sockets: Whether it has a network of its own, and may open sockets there.
        own_pids: Whether it has a PID namespace of its own.
        own_files: Whether it has a mount namespace of its own.
    """
    refusals = list(REFUSALS)
    refusals += [OWN_NETWORK] if sockets else NO_NETWORK
    refusals += [] if programs else [NO_PROGRAMS]
    refusals += [] if own_pids else [ONE_SESSION]
    refusals += [] if own_files else [EXPOSED_FILES]
    return pack(assemble(refusals))


def install(program: bytes) -> None:
    """Enforce a filter on this process, all its threads and all it will start.

    Filters add up; each can only refuse more. Speculation controls are left alone: they
    would guard a process against itself, at a fifth of its speed on kernels before
    5.16, and no secret lives in this one.
    """
    flags = syscalls.SECCOMP_FILTER_FLAG_TSYNC | syscalls.SECCOMP_FILTER_FLAG_SPEC_ALLOW
    syscalls.seccomp_set_filter(program, flags)
