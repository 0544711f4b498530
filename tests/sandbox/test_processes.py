"""Other processes: seeing, signalling, outliving and multiplying."""

import contextlib
import ctypes
import encodings.idna  # noqa: F401 (getaddrinfo imports it when called)
import errno
import mmap
import os
import re
import resource
import signal
import socket
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from worlds import HANGS, LIMITS, names, wait_for

from autograder.sandbox import numbers, seccomp, syscalls, tree
from autograder.sandbox.limits import MIB
from autograder.sandbox.policy import Layer


def denied(act) -> str:
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"


def call(name: str, *arguments: int) -> int:
    """Make a system call as a student would with ctypes; return errno or 0."""
    libc = ctypes.CDLL(None, use_errno=True)
    failed = libc.syscall(numbers.number(name), *map(ctypes.c_long, arguments)) == -1
    return ctypes.get_errno() if failed else 0


def test_no_one_else_is_seen(full):
    assert full.run(lambda: names("/proc")).value == [
        "1",
        "self",
        "thread-self",
    ]


def test_proc_is_closed_without_a_namespace(bare):
    for path in ("/proc", "/proc/self", f"/proc/{os.getpid()}"):
        outcome = bare.run(lambda path=path: names(path))
        assert outcome.error == "PermissionError"


def test_no_one_else_is_signalled(world):
    targets = (os.getpid(), os.getppid(), 1)

    def attack():
        mine = os.getpid()
        return [
            denied(lambda pid=pid: os.kill(pid, 0)) for pid in targets if pid != mine
        ]

    assert set(world.run(attack).value) <= {"PermissionError", "ProcessLookupError"}


def test_a_signal_to_everyone_reaches_no_one(world):
    # If it does, it ends this zygote and nothing comes back.
    world.run(lambda: denied(lambda: os.kill(-1, signal.SIGKILL)))
    assert world.run(lambda: "alive").value == "alive"


def test_without_scopes_the_filter_keeps_signals_in():
    def attempt():
        seccomp.install(seccomp.pack(seccomp.assemble(seccomp.no_signals(os.getpid()))))
        os.kill(os.getpid(), 0)
        signal.pthread_kill(threading.get_ident(), 0)
        refused = [
            denied(lambda: os.kill(parent, 0)),
            denied(lambda: os.kill(-1, 0)),
            denied(lambda: os.killpg(os.getpgid(0), 0)),
            denied(lambda: signal.pidfd_send_signal(fd, 0)),
        ]
        return refused == ["PermissionError"] * 4

    parent, fd = os.getpid(), os.pidfd_open(os.getpid())
    pid = os.fork()
    if pid == 0:
        syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
        os._exit(0 if attempt() else 1)
    assert os.waitpid(pid, 0)[1] == 0


REFUSED = [
    ("ptrace", (16, 1)),
    ("process_vm_readv", (1, 0, 0, 0, 0, 0)),
    ("pidfd_getfd", (0, 0, 0)),
    ("kcmp", (1, 1, 0, 0, 0)),
    ("prlimit64", (os.getpid(), 0, 0, 0)),
    ("setpriority", (0, os.getpid(), 19)),
    ("sched_setaffinity", (os.getpid(), 0, 0)),
    ("unshare", (syscalls.CLONE_NEWUSER,)),
    ("setns", (0, 0)),
    ("clone", (syscalls.CLONE_NEWUSER | signal.SIGCHLD, 0, 0, 0, 0)),
    ("mount", (0, 0, 0, 0, 0)),
    ("umount2", (0, 0)),
    ("pivot_root", (0, 0)),
    ("chroot", (0,)),
    ("open_by_handle_at", (0, 0, 0)),
    ("keyctl", (0, 0)),
    ("bpf", (0, 0, 0)),
    ("perf_event_open", (0, 0, 0, 0, 0)),
    ("userfaultfd", (0,)),
    ("memfd_create", (0, 0)),
    ("shmget", (0, 4096, 0o1600)),
    ("personality", (0x0040000,)),
    ("prctl", (syscalls.PR_SET_DUMPABLE, 0, 0, 0, 0)),
    ("ioctl", (0, 0x5412, 0)),
    ("reboot", (0, 0, 0, 0)),
]


def test_the_kernel_refuses(world):
    outcome = world.run(lambda: [call(name, *words) for name, words in REFUSED])
    for (name, _), code in zip(REFUSED, outcome.value, strict=True):
        assert code == errno.EPERM, name


def test_the_kernel_pretends_not_to_know(world):
    calls = ("clone3", "io_uring_setup")
    outcome = world.run(lambda: [call(name, 0, 0) for name in calls])
    assert outcome.value == [errno.ENOSYS] * 2


def test_privileges_cannot_be_had(world):
    def climb():
        return [
            denied(lambda: os.setuid(0)),
            denied(lambda: os.setgid(0)),
            denied(lambda: os.setgroups([0])),
            denied(lambda: os.chown(".", 0, 0)),
            denied(lambda: os.chroot(".")),
            denied(lambda: os.setresuid(0, 0, 0)),
            str(0 in (os.getuid(), *os.getresuid(), *os.getresgid())),
            str(syscalls.prctl(syscalls.PR_GET_NO_NEW_PRIVS)),
        ]

    value = world.run(climb).value
    # Numbers that the user namespace does not have are invalid rather than forbidden.
    assert set(value[:6]) <= {"PermissionError", "OSError"}
    assert value[6:] == ["False", "1"]


def test_a_setuid_program_gives_nothing(full):
    program = Path("/usr/bin/su")
    assert program.stat().st_mode & 0o4000, "choose another setuid program"
    policy = full.policy(allow_exec=True)
    script = "grep -E '^(Uid|CapEff|CapPrm|NoNewPrivs)' /proc/self/status; su -c id"

    def climb():
        run = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True)
        return [run.stdout.split(), run.returncode]

    words, code = full.run(climb, policy=policy).value
    assert code != 0
    assert "0" not in words[1:5]
    assert words[5:] == ["CapPrm:", "0" * 16, "CapEff:", "0" * 16, "NoNewPrivs:", "1"]


def test_no_network(world):
    server = socket.create_server(("127.0.0.1", 0))
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind(f"\0sandbox-test-{os.getpid()}")
    abstract.listen()

    def reach():
        unix, inet = socket.AF_UNIX, socket.AF_INET
        return [
            denied(lambda: socket.socket(inet).connect(server.getsockname())),
            denied(lambda: socket.socket(inet, socket.SOCK_DGRAM).sendto(b"", ("", 9))),
            denied(lambda: socket.socket(socket.AF_INET6)),
            denied(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)),
            denied(lambda: socket.socket(unix).connect(abstract.getsockname())),
            denied(lambda: socket.socketpair(unix, socket.SOCK_DGRAM)),
            denied(lambda: socket.socketpair(unix, socket.SOCK_RAW)),
            denied(lambda: socket.getaddrinfo("example.org", 80)),
        ]

    with server, abstract:
        value = world.run(reach).value
    assert value[:-1] == ["PermissionError"] * 7
    assert value[-1] == "gaierror"


def test_an_inherited_socket_talks_but_does_not_turn(world):
    ours, theirs = socket.socketpair()
    address = f"\0sandbox-test-{os.getpid()}"

    def talk():
        link = socket.socket(fileno=os.dup(theirs.fileno()))
        link.sendall(b"hello")
        return [denied(lambda: link.connect(address)), denied(lambda: link.listen())]

    value = world.run(talk, fds=(theirs.fileno(),)).value
    theirs.close()
    assert value == ["PermissionError"] * 2
    assert ours.recv(5) == b"hello"
    ours.close()


def test_a_fork_bomb_is_bounded(world):
    def bomb():
        for count in range(10_000):
            try:
                if os.fork() == 0:
                    time.sleep(HANGS)
                    os._exit(0)  # or it would go on as a bomb of its own
            except OSError:
                return count
        return count

    def count(pid):
        most = 0

        def is_full() -> bool:
            nonlocal most
            most = max(most, tree.usage(pid).tasks)
            return most >= 24

        wait_for(is_full)
        return [most, tree.excess(pid, replace(LIMITS, processes=4), 1 << 40)]

    outcome = world.run(bomb, meanwhile=count)
    # Without a user namespace the kernel counts the user's other processes too, and
    # those of a test beside this one come and go.
    slack = 0 if world.kind == "full" else 6
    assert abs(outcome.value - (LIMITS.processes - 1)) <= slack
    most, excess = outcome.zygote["seen"]
    assert abs(most - LIMITS.processes) <= slack
    assert re.fullmatch(r"processes: \d+ alive, 4 allowed", excess)


def test_a_thread_bomb_is_bounded(world):
    def bomb():
        gate = threading.Event()
        for count in range(10_000):
            try:
                threading.Thread(target=gate.wait, daemon=True).start()
            except RuntimeError:
                return count
        return count

    # As above: without a user namespace, others of the user come and go.
    slack = 0 if world.kind == "full" else 6
    assert 8 <= world.run(bomb).value <= LIMITS.processes - 1 + slack


def daemonise(hold: int) -> None:
    """Leave behind a process that nobody waits for and that ignores all it can."""
    if os.fork() == 0:
        with contextlib.suppress(OSError):
            os.setsid()
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            time.sleep(HANGS)
        os._exit(0)
    os.wait()


def test_daemons_die_with_the_child(world):
    reader, writer = os.pipe()
    outcome = world.run(lambda: daemonise(writer), fds=(writer,))
    assert outcome.error is None, outcome.message
    os.close(writer)
    os.set_blocking(reader, False)
    # Everyone who held the other end is gone: end of file, not "try again".
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_everyone_dies_with_the_zygote(full):
    reader, writer = os.pipe()

    def kill_keeper(pid):
        os.close(writer)
        os.kill(os.getpid(), signal.SIGKILL)  # refused to an init: the keeper must go
        os._exit(0)

    pid = os.fork()
    if pid == 0:
        os.close(reader)
        full.run(lambda: daemonise(writer), fds=(writer,), meanwhile=kill_keeper)
        os._exit(0)
    os.close(writer)
    os.waitpid(pid, 0)
    assert os.read(reader, 1) == b""
    os.close(reader)


@pytest.mark.parametrize(
    ("end", "check"),
    [
        (lambda: os._exit(7), lambda status: os.waitstatus_to_exitcode(status) == 7),
        (lambda: ctypes.string_at(0), os.WIFSIGNALED),
        (os.abort, os.WIFSIGNALED),
    ],
    ids=["exit", "segfault", "abort"],
)
def test_the_zygote_sees_the_real_end(world, end, check):
    assert check(world.run(end).status)


def test_the_zygote_can_interrupt(world):
    reader, writer = os.pipe()

    def wait():
        # Where the tests run in the background, a shell has it ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.write(writer, b".")
        time.sleep(HANGS)

    def interrupt(pid):
        os.read(reader, 1)
        os.kill(pid, signal.SIGINT)

    outcome = world.run(wait, meanwhile=interrupt, fds=(writer,))
    assert outcome.error == "KeyboardInterrupt"
    os.close(reader)
    os.close(writer)


def test_layers_are_named(world):
    expected = {str(layer) for layer in Layer}
    if not world.isolated:
        expected = {"unprivileged", "rlimits", "no_new_privs", "landlock", "seccomp"}
    outcome = world.run(lambda: None)
    assert set(outcome.layers) == expected


def test_processor_time_is_bounded(full):
    policy = full.policy(limits=replace(LIMITS, cpu_seconds=1))

    def spin():
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    outcome = full.run(spin, policy=policy)
    assert os.WTERMSIG(outcome.status) == signal.SIGKILL


@pytest.mark.parametrize(
    "grab",
    [
        lambda: len(bytearray(400 * MIB)),
        lambda: len(mmap.mmap(-1, 2048 * MIB)),
        lambda: [bytearray(MIB) for _ in range(400)] and None,
    ],
    ids=["one", "shared", "many"],
)
def test_a_memory_bomb_is_bounded(world, grab):
    assert world.run(grab).error in {"MemoryError", "OSError"}


def test_the_watchdog_sees_the_memory_of_a_tree(world):
    def spread():
        data = []
        for _ in range(3):
            if os.fork() == 0:
                data.append(bytearray(b"x" * (100 * MIB)))
                time.sleep(HANGS)
        time.sleep(HANGS)

    def watch(pid):
        said = []
        wait_for(lambda: bool(say(pid, said)))
        tree.kill_tree(pid)
        return said[-1]

    def say(pid, said):
        said.append(tree.excess(pid, LIMITS, 64 * MIB))
        return said[-1]

    assert world.run(spread, meanwhile=watch).zygote["seen"].startswith("memory: ")


def test_memory_is_seen_when_the_first_thread_has_ended(world):
    def hide():
        threading.Thread(target=hoard, daemon=True).start()
        exit_thread = {"x86_64": 60, "aarch64": 93}[numbers.machine()]
        ctypes.CDLL(None).syscall(exit_thread, 0)

    def hoard():
        data = bytearray(b"x" * (100 * MIB))
        time.sleep(HANGS)
        del data

    def watch(pid):
        def least():
            return min(tree.usage(pid).memory, tree.exact_usage(pid).memory)

        wait_for(lambda: least() >= 100 * MIB)
        seen = least()
        tree.kill_tree(pid)
        return [seen, tree.usage(pid).tasks]

    least, left = world.run(hide, meanwhile=watch).zygote["seen"]
    assert least >= 100 * MIB
    assert left == 0


def fill() -> list[int]:
    sizes = []
    with contextlib.suppress(OSError):
        for index in range(100):
            with Path(f"file{index}").open("wb", buffering=0) as file:
                sizes.append(0)
                while written := file.write(b"x" * 65536):
                    sizes[-1] += written
                    if sizes[-1] >= LIMITS.file_size:
                        break
    return sizes


def test_one_file_is_bounded(world):
    def grow():
        with Path("file").open("wb", buffering=0) as file:
            while file.write(b"x" * 65536):
                pass

    outcome = world.run(grow)
    assert outcome.error == "OSError"
    assert "File too large" in outcome.message


def test_all_files_are_bounded_and_gone(full):
    assert sum(full.run(fill).value) <= LIMITS.disk
    assert names(full.workdir) == []


def test_the_number_of_files_is_bounded(full):
    def litter():
        for index in range(100_000):
            try:
                Path(f"f{index}").touch()
            except OSError:
                return index
        return index

    assert full.run(litter).value < 20_000


def test_descriptors_are_bounded_and_cores_are_not_dumped(world):
    def count():
        opened = []
        with contextlib.suppress(OSError):
            while True:
                opened.append(os.open("/dev/null", os.O_RDONLY))
        limits = [resource.getrlimit(resource.RLIMIT_CORE)]
        os.close(opened[0])
        return [len(opened), limits]

    number, limits = world.run(count).value
    assert number < LIMITS.open_files
    assert limits == [[0, 0]]


def test_limits_cannot_be_raised(world):
    def rise():
        resource.setrlimit(resource.RLIMIT_NPROC, (10_000, 10_000))

    assert world.run(rise).error == "ValueError"


def test_the_time_of_a_tree_is_told(world):
    """Children count, those that were waited for and those that live."""

    def work():
        for ends in (True, False):
            if (pid := os.fork()) == 0:
                spin(0.3)
                time.sleep(0 if ends else HANGS)
                os._exit(0)
            if ends:
                os.waitpid(pid, 0)
        time.sleep(HANGS)

    def spin(seconds):
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    def watch(pid):
        wait_for(lambda: tree.times(pid).used >= 0.5)  # of 0.6, in whole ticks
        tree.kill_tree(pid)
        return tree.times(pid).waited

    assert world.run(work, meanwhile=watch).zygote["seen"] >= 0
