"""Reading and writing where a notebook must not."""

import contextlib
import os
import pwd
import stat
import sys
from pathlib import Path

from worlds import names

from autograder.sandbox import root
from autograder.sandbox.limits import MIB
from autograder.sandbox.policy import Layer

DENIED = {"PermissionError", "FileNotFoundError", "NotADirectoryError"}


def error_of(act) -> str:
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"


def test_no_file_of_the_machine_is_read(world):
    paths = [
        "/etc/shadow",
        "/etc/hostname",
        "/root/.profile",
        "/proc/version",
        "/sys/kernel/mm/transparent_hugepage/enabled",
        "/dev/kmsg",
        "/var/log/lastlog",
        f"/proc/{os.getpid()}/environ",
        f"/proc/{os.getpid()}/cwd/pyproject.toml",
    ]
    value = world.run(lambda: [error_of(Path(path).read_text) for path in paths]).value
    assert set(value) <= DENIED, dict(zip(paths, value, strict=True))


def test_names_are_those_of_the_sandbox(world):
    def read():
        return Path("/etc/passwd").read_text(), pwd.getpwuid(os.getuid()).pw_name

    outcome = world.run(read)
    if (
        outcome.error in DENIED
    ):  # no mount namespace: the machine's own are out of reach
        assert Layer.MOUNT_NAMESPACE not in outcome.layers
        return
    users, me = outcome.value
    assert (len(users.splitlines()), me) == (1, "student")


def test_no_directory_outside_is_listed(world):
    paths = ["/", "/root", "/home", "/tmp/..", "/etc", "/var", "/sys", "/dev", "/work"]
    outcome = world.run(
        lambda: [error_of(lambda path=path: names(path)) for path in paths]
    )
    assert set(outcome.value) <= DENIED, dict(zip(paths, outcome.value, strict=True))


def test_the_course_is_not_read(world, course):
    outcome = world.run(lambda: (course / "gradebook.db").read_text())
    assert outcome.error in DENIED


def test_the_course_is_not_written(world, course):
    def vandal():
        done = []
        book = course / "gradebook.db"
        for name, act in {
            "write": lambda: book.write_text("mine"),
            "append": lambda: book.open("a"),
            "truncate": lambda: os.truncate(book, 0),
            "create": lambda: (course / "new").write_text("mine"),
            "link": lambda: os.link(book, "link"),
            "rename": lambda: book.rename(course / "gone"),
            "unlink": book.unlink,
            "chmod": lambda: book.chmod(0o600),
            "touch": lambda: os.utime(book, (0, 0)),
            "xattr": lambda: os.setxattr(book, "user.x", b"x"),
            "mkdir": lambda: (course / "folder").mkdir(),
        }.items():
            with contextlib.suppress(OSError):
                act()
                done.append(name)
        return done

    before = (course / "gradebook.db").stat()
    assert world.run(vandal).value == []
    after = (course / "gradebook.db").stat()
    assert (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime)
    assert names(course) == ["gradebook.db"]


def test_links_lead_nowhere(world, course):
    def follow():
        Path("link").symlink_to(course / "gradebook.db")
        return Path("link").read_text()

    assert world.run(follow).error in DENIED


def test_libraries_cannot_be_changed(world):
    readable = world.policy().readable
    folder = next(path for path in readable if path.is_dir() and not path.is_symlink())
    outcome = world.run(lambda: (folder / "planted.py").write_text("evil"))
    assert outcome.error in {"PermissionError", "OSError"}
    assert not (folder / "planted.py").exists()


def test_an_absolute_path_as_root_of_the_old_tree_is_gone(full):
    assert full.run(lambda: names("/proc/1/root/etc")).error in DENIED


def test_scratch_directories_are_ones_own_and_count_as_disk(full):
    def fill():
        found = [names(path) for path in root.SCRATCH]
        for number, folder in enumerate([*root.SCRATCH, "."] * 4):
            Path(folder, str(number)).write_bytes(bytes(2 * MIB))
        return found

    outcome = full.run(fill)
    assert outcome.error == "OSError" and "No space" in outcome.message
    found = full.run(lambda: [names(path) for path in root.SCRATCH]).value
    # A Python that is installed there has to be seen.
    places = map(Path, (full.workdir, sys.prefix, sys.base_prefix))
    seen = {p.relative_to("/tmp").parts[0] for p in places if p.is_relative_to("/tmp")}
    assert found == [sorted(seen), []]


def test_the_work_directory_is_for_work(world):
    def work():
        Path("a").mkdir()
        Path("a/b.txt").write_text("x")
        Path("a/b.txt").rename("c.txt")
        Path("c.txt").chmod(0o600) if world.isolated else None
        os.mkfifo("pipe")
        return [str(Path.cwd()), Path("c.txt").read_text(), names()]

    value = world.run(work).value
    assert value[:2] == [str(world.workdir), "x"]
    assert {"a", "c.txt", "pipe", ".tmp"} <= set(value[2])


def test_what_lay_in_the_work_directory_is_there(world):
    (world.workdir / "data").mkdir()
    (world.workdir / "data" / "points.csv").write_text("1,2\n")
    (world.workdir / "escape").symlink_to("/etc")
    for path in (world.workdir / "data", world.workdir / "data" / "points.csv"):
        os.chown(path, world.workdir.stat().st_uid, world.workdir.stat().st_gid)

    def read():
        Path("data/more.csv").write_text("3")
        return Path("data/points.csv").read_text()

    assert world.run(read).value == "1,2\n"
    if world.isolated:  # the child had a copy
        assert names(world.workdir / "data") == ["points.csv"]


def test_devices_are_harmless_ones(full):
    def look():
        Path("/dev/null").write_text("gone")
        others = ("kvm", "fuse", "vda", "sda", "tty", "ptmx", "shm/x")
        return [
            len(os.urandom(8)),
            Path("/dev/zero").stat().st_size,
            *{error_of(lambda n=name: Path("/dev", n).read_bytes()) for name in others},
        ]

    assert set(full.run(look).value[2:]) <= DENIED


def test_no_device_can_be_made(world):
    outcome = world.run(lambda: os.mknod("mem", stat.S_IFCHR | 0o600, os.makedev(1, 1)))
    assert outcome.error == "PermissionError"


def test_a_directory_handed_down_by_mistake_is_closed(world, course):
    leak = os.open(course, os.O_RDONLY)
    try:
        outcome = world.run(lambda: os.open("gradebook.db", os.O_RDONLY, dir_fd=leak))
        assert outcome.error == "OSError"
        assert "Bad file descriptor" in outcome.message
    finally:
        os.close(leak)
