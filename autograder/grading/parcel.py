"""A job and its outcome as bytes, for a machine that shares no files with this one.

What was handed in goes along as it lies there, links and pipes too: nothing of it is
followed or opened on the way, and the worker says of it what it would say here. What
comes back has the draft of ``autograded``, which holds plain files alone.
"""

from __future__ import annotations

import os
import pickle
import platform
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.engine import libraries
from autograder.engine.handle import ConfinementError
from autograder.grading.job import Job, Outcome, grade
from autograder.grading.versions import versions
from autograder.model import MachineError
from autograder.notebook import untrusted

Grade = Callable[[Job], Outcome]

_ALONE = threading.Lock()
"""A process has one zygote; a worker of several threads grades in one at a time."""


@dataclass(frozen=True)
class _Entry:
    """Something in a folder: a file's bytes, where a link leads, or neither."""

    kind: int
    content: bytes = b""
    target: str = ""


@dataclass(frozen=True)
class _Parcel:
    """A job, what lies in its folder, and the course's files; all by their place."""

    job: Job
    handed_in: Mapping[str, _Entry]
    given: Mapping[str, bytes]


@dataclass(frozen=True)
class Reply:
    """An outcome, and the files of the draft by their place."""

    outcome: Outcome
    draft: Mapping[str, bytes]


def pack(job: Job) -> bytes:
    """Return a job with all that it needs.

    Outside are plain values, which any version can read: what has to be installed.
    """
    given = {name: path.read_bytes() for name, path in job.course_files.items()}
    parcel = pickle.dumps(_Parcel(job, dict(_entries(job.folder)), given))
    named = job.spec.libraries
    return pickle.dumps((tuple(named), _installed(named), parcel))


def work(data: bytes, grade: Grade = grade) -> bytes:
    """Grade, on a worker, what :func:`pack` has packed.

    Raises:
        MachineError: Other versions are installed here: scores might differ. Or this
            machine cannot grade: its disk is full, it lacks a layer of the sandbox.
    """
    named, asked, parcel = pickle.loads(data)
    if told := _differing(asked, _installed(named)):
        files = ["requirements.txt", *(f"requirements-{name}.txt" for name in named)]
        raise MachineError(
            f"{_here()} might score otherwise: {told}; "
            f"install the same versions there ({', '.join(files)})"
        )
    try:
        return _graded(pickle.loads(parcel), grade)
    except ConfinementError as error:
        raise MachineError(f"{_here()}: {error}") from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise MachineError(f"{_here()}: {place}{error.strerror or error}") from error


def _graded(parcel: _Parcel, grade: Grade) -> bytes:
    with _ALONE, _laid_out(parcel) as job:
        outcome = grade(job)
        files = {
            path.relative_to(job.draft).as_posix(): path.read_bytes()
            for path in sorted(job.draft.rglob("*"))
            if path.is_file()
        }
    return pickle.dumps(Reply(outcome, files))


def unpack(data: bytes, draft: Path) -> Outcome:
    """Lay out the draft that a worker has made; return its outcome.

    Raises:
        MachineError: A place leads out of the draft: no worker of ours sent that.
    """
    reply: Reply = pickle.loads(data)
    untrusted.remove(draft)
    for place, content in reply.draft.items():
        parts = PurePosixPath(place).parts
        if not parts or ".." in parts or PurePosixPath(place).is_absolute():
            raise MachineError(f"a worker of the cluster sent a file to {place!r}")
        path = draft.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return reply.outcome


def _installed(named: Sequence[str]) -> tuple[str, ...]:
    """Return the versions here of all that results depend on.

    Args:
        named: Libraries that the course names.
    """
    python, *others = versions()
    return (f"Python {python}", *others, *libraries.versions(named))


def _differing(asked: Sequence[str], here: Sequence[str]) -> str:
    """Say, for whoever asked, what is another version here; "" if nothing is."""
    ours = [each for each in asked if each not in here]
    theirs = [each for each in here if each not in asked]
    if not ours and not theirs:
        return ""
    return f"it has {', '.join(theirs)}, and grade has {', '.join(ours)}"


def _here() -> str:
    """Return what this process is to whoever sent it a job."""
    return f"the cluster's worker on {platform.node()}"


def _entries(folder: Path) -> Iterator[tuple[str, _Entry]]:
    """Yield what lies in a folder, each after the folder that it is in."""
    for top, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(top, name)
            with suppress(OSError):  # it is gone since it was looked at
                yield path.relative_to(folder).as_posix(), _entry(path)


def _entry(path: Path) -> _Entry:
    kind = stat.S_IFMT(path.lstat().st_mode)
    if kind == stat.S_IFREG:
        return _Entry(kind, content=path.read_bytes())
    if kind == stat.S_IFLNK:
        return _Entry(kind, target=str(path.readlink()))
    return _Entry(kind)


@contextmanager
def _laid_out(parcel: _Parcel) -> Iterator[Job]:
    """Put files where the job can find them, out of the notebooks' reach."""
    place = Path(tempfile.mkdtemp(prefix="autograder-job-"))
    try:
        job = parcel.job
        folder = place / "submitted" / job.folder.name
        folder.mkdir(parents=True)
        for name, entry in parcel.handed_in.items():
            _make(folder / name, entry)
        given = {name: place / "given" / name for name in parcel.given}
        for name, path in given.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(parcel.given[name])
        may = job.spec.permissions
        hidden = replace(may, hidden=(*may.hidden, str(place)))
        yield replace(
            job,
            folder=folder,
            course_files=given,
            draft=place / "draft",
            spec=replace(job.spec, permissions=hidden),
            tables=None,  # each worker process has its own
        )
    finally:
        with suppress(OSError):
            untrusted.remove(place)


def _make(path: Path, entry: _Entry) -> None:
    if entry.kind == stat.S_IFDIR:
        path.mkdir()
    elif entry.kind == stat.S_IFREG:
        path.write_bytes(entry.content)
    elif entry.kind == stat.S_IFLNK:
        path.symlink_to(entry.target)
    else:  # a pipe, or what is refused as one
        os.mkfifo(path)
