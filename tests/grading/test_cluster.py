"""Grading on other machines: the same bytes, whoever dies meanwhile."""

from __future__ import annotations

import errno
import json
import os
import pickle
import platform
import shutil
import socket
import stat
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.engine.handle import ConfinementError
from autograder.grading import parcel
from autograder.grading.batch import Progress, grade_class
from autograder.grading.job import Job, Outcome
from autograder.grading.settings import Settings, settings_for
from autograder.model import MachineError, NotebookResult, Status, UsageError
from tests.attacks.attack import load_attacks
from tests.attacks.course import ANSWERS, filled, make_course, released
from tests.attacks.course import submission as place_of
from tests.texts import Text

from .conftest import RIGHT, Pretended, grade, hand_in

SOUND = ["good", "russian", "untouched", "wrong"]
ATTACKERS = (
    "equality-universal_eq",
    "patching-np_allclose",
    "ending-os_exit",
    "reading-frames",
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    pytest.importorskip("distributed")
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here to make a certificate")
    from tests.dask_cluster import Cluster

    made = Cluster(workers=2)
    yield made
    made.remove()


@pytest.fixture
def encrypted(cluster: Any) -> Iterator[Any]:
    """The cluster, for somebody who has its certificate."""
    import dask

    with dask.config.set(cluster.tls):
        yield cluster


def hostile_class(root: Path) -> NbgraderCourse:
    """A class with attackers, somebody honest, and hand-ins of odd kinds."""
    course = make_course(root)
    release = released(course)
    place_of(root, "ada").write_text(filled(release, ANSWERS, {}, []))
    for attack in load_attacks():
        if attack.student in ATTACKERS:
            text = filled(release, attack.answers, attack.before, attack.end)
            place_of(root, attack.student).write_text(text)
    place_of(root, "broken").write_text("{")
    os.mkfifo(place_of(root, "pipe"))
    linked = place_of(root, "linked")
    linked.symlink_to(place_of(root, "ada"))
    (linked.parent / "data").mkdir()
    (linked.parent / "data" / "größe.txt").write_text("12")
    return course


def quick(course: NbgraderCourse, **options: Any) -> Settings:
    """Settings in which who takes all the time there is takes a second."""
    settings = settings_for(course, workers=1, isolation="separate", **options)
    times = replace(settings.usual.times, cell=1.0, notebook=12.0, given=3.0, grace=0.3)
    return replace(settings, usual=replace(settings.usual, times=times), own={})


def comparable(results: list[NotebookResult]) -> str:
    """What has to be the same."""
    same = [replace(result, seconds=0, previous_score=None) for result in results]
    return json.dumps([result.to_json() for result in same], indent=1)


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_class_with_attackers_and_a_worker_that_is_killed(
    encrypted: Any, tmp_path: Path
) -> None:
    from tests.dask_cluster import kill

    def tell(progress: Progress) -> None:
        if progress.done == 3:
            kill(encrypted.workers[0])

    course = hostile_class(tmp_path)
    local = comparable(grade_class(course, quick(course)))
    laid_out = tree(tmp_path / "autograded")
    there = quick(course, cluster=encrypted.address, force=True)
    assert comparable(grade_class(course, there, tell=tell)) == local
    assert tree(tmp_path / "autograded") == laid_out
    assert len(laid_out) >= len(ATTACKERS) + 1


def test_a_notebook_with_torch_is_graded_by_a_warm_worker(
    encrypted: Any, ungraded: NbgraderCourse
) -> None:
    pytest.importorskip("torch")
    config = ungraded.root / "course_config.py"
    told = Text.of(config).replace("points=8", 'points=8, libraries=["torch"]')
    config.write_text(told)
    warm = "import sys\nprint('torch' in sys.modules)\nimport torch\n"
    squares = {
        "good": "    return torch.tensor([float(x)] * 2).double().square()[0].item()",
        "wrong": "    return torch.tensor([x, x]).sum().item()",
    }
    for student, text in squares.items():
        answer = f"{warm}def square(x):\n{text}"
        hand_in(ungraded.root, student, answers={**RIGHT, "square": answer})
    there = settings_for(ungraded, workers=1, cluster=encrypted.address)
    results = grade_class(ungraded, there, students=[*squares])
    assert [result.score for result in results] == [5, 2]
    laid_out = tree(ungraded.root / "autograded")
    assert len(laid_out) == 2
    assert all(b'"True\\n"' in notebook for notebook in laid_out.values())


def test_a_stranger_without_a_certificate_is_refused(
    cluster: Any, ungraded: NbgraderCourse
) -> None:
    settings = settings_for(ungraded, workers=1, cluster=cluster.address)
    with pytest.raises(UsageError, match="check your TLS configuration"):
        grade_class(ungraded, settings, students=SOUND)


def test_a_worker_without_this_package_is_named(
    encrypted: Any, ungraded: NbgraderCourse
) -> None:
    from tests.dask_cluster import kill

    stranger = encrypted.add_stranger()
    settings = settings_for(ungraded, workers=1, cluster=encrypted.address)
    try:
        with pytest.raises(MachineError) as caught:
            grade_class(ungraded, settings, students=SOUND)
    finally:
        kill(stranger)
    assert str(caught.value) == (
        f"the cluster's workers on {platform.node()} lack this package: "
        "install it there, and the same requirements.txt"
    )


def test_a_scheduler_that_dies_ends_the_run_and_the_next_goes_on(
    encrypted: Any, ungraded: NbgraderCourse
) -> None:
    from tests.dask_cluster import kill

    graded: list[str] = []

    def tell(progress: Progress) -> None:
        if not graded:
            kill(encrypted.scheduler)
        graded.extend(result.student for result in progress.results)

    settings = settings_for(ungraded, workers=1, cluster=encrypted.address)
    with pytest.raises(MachineError) as caught:
        grade_class(ungraded, settings, students=SOUND, tell=tell)
    assert str(caught.value) == (
        f"the cluster's scheduler {encrypted.address} is gone; "
        "run this again: what is graded is kept"
    )
    workers = Pretended()
    results = grade(ungraded, *SOUND, make_executor=workers)
    assert {*graded, *workers.started} == {*SOUND}
    assert not {*graded} & {*workers.started}
    assert {results[student].status for student in graded} == {Status.UNCHANGED}


def test_workers_that_the_command_starts(
    ungraded: NbgraderCourse, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    command = ["grade", "--cluster", "local", "--workers", "1", "--student", "good"]
    with warnings.catch_warnings(), socket.socket() as taken:
        warnings.filterwarnings("error", "Port .* is already in use")
        with suppress(OSError):  # it may be anyway
            taken.bind(("127.0.0.1", 8787))
            taken.listen()
        assert main([*command, "--course-dir", str(ungraded.root)]) == 0
    assert "1 notebook: 1 graded" in capsys.readouterr().out


def test_an_address_at_which_nobody_answers(
    ungraded: NbgraderCourse,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("autograder.grading.cluster.CONNECT_SECONDS", 1)
    place = ["--course-dir", str(ungraded.root)]
    for address, told in {
        "tcp://127.0.0.1:1": "scheduler tcp://127.0.0.1:1 does not answer",
        "tls://127.0.0.1:1": "the cluster tls://127.0.0.1:1: ",
        "no.json": "the cluster no.json: there is no such file",
        "what://x": "the cluster what://x: ",
    }.items():
        assert main(["grade", "--cluster", address, *place]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert told in line


def test_without_dask(
    ungraded: NbgraderCourse,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    place = ["--course-dir", str(ungraded.root)]
    assert main(["grade", "--cluster", "local", *place]) == 2
    assert capsys.readouterr().err == (
        "grading on a cluster needs dask.distributed, which is not installed: "
        'pip install "distributed" (the extra nbverdict[cluster])\n'
    )


# What travels


def job_in(place: Path) -> Job:
    folder = place / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    return Job("ada", "tiny", folder, place / "draft", {})


def as_is(job: Job) -> Outcome:
    """Lay out all files, as graders do with most of them."""
    for name in ("tiny.ipynb", "data/größe.txt"):
        path = job.draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((job.folder / name).read_bytes())
    assert (job.folder / "link").readlink() == Path("/etc/passwd")
    assert stat.S_ISFIFO((job.folder / "pipe").lstat().st_mode)
    assert job.course_files["given.csv"].read_text() == "1,2"
    assert str(job.folder.parents[1]) in job.spec.permissions.hidden
    return Outcome({}, 1.0)


def test_a_folder_travels_as_it_lies_there(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    (job.folder / "tiny.ipynb").write_bytes(b"\xff")
    (job.folder / "data").mkdir()
    (job.folder / "data" / "größe.txt").write_text("12")
    (job.folder / "link").symlink_to("/etc/passwd")
    os.mkfifo(job.folder / "pipe")
    given = tmp_path / "given.csv"
    given.write_text("1,2")
    job = replace(job, course_files={"given.csv": given})
    data = parcel.pack(job)
    shutil.rmtree(tmp_path / "submitted")
    assert parcel.unpack(parcel.work(data, as_is), job.draft) == Outcome({}, 1.0)
    assert tree(job.draft) == {"tiny.ipynb": b"\xff", "data/größe.txt": b"12"}


def test_a_reply_stays_in_the_draft(tmp_path: Path) -> None:
    for place in ("../x", "/x", "a/../../x", ""):
        reply = pickle.dumps(parcel.Reply(Outcome({}, 1.0), {place: b""}))
        with pytest.raises(MachineError, match="sent a file to"):
            parcel.unpack(reply, tmp_path / "draft")
    assert not (tmp_path / "x").exists()


def test_a_worker_with_other_versions_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_in(tmp_path)
    data = parcel.pack(replace(job, spec=replace(job.spec, libraries=("json",))))
    mine = parcel.versions()[0]
    other = ["3.99", *parcel.versions()[1:]]
    monkeypatch.setattr(parcel, "versions", lambda: other)
    monkeypatch.setattr(parcel.libraries, "versions", lambda named: [])
    monkeypatch.setattr(parcel.platform, "node", lambda: "lab7")
    monkeypatch.setattr(parcel, "_Parcel", None)  # what the job's own reading takes
    with pytest.raises(MachineError) as caught:
        parcel.work(data, as_is)
    assert str(caught.value).startswith(
        "the cluster's worker on lab7 might score otherwise: it has Python 3.99, and "
        f"grade has Python {mine}, "
    )
    assert str(caught.value).endswith(
        "; install the same versions there (requirements.txt, requirements-json.txt)"
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "no space", "/tmp/x"), "/tmp/x: no space"),
        (
            ConfinementError("seccomp", "old kernel", "Update it."),
            "the sandbox lacks seccomp: old kernel. Update it.",
        ),
    ],
)
def test_what_hinders_a_worker_names_its_machine(
    error: Exception, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hindered(job: Job) -> Outcome:
        raise error

    monkeypatch.setattr(parcel.platform, "node", lambda: "lab7")
    with pytest.raises(MachineError) as caught:
        parcel.work(parcel.pack(job_in(tmp_path)), hindered)
    assert str(caught.value) == f"the cluster's worker on lab7: {told}"
