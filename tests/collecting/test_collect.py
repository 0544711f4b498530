"""From an LMS's zip to the folder of submissions, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.collecting import collect as collecting
from autograder.collecting.collect import Report, collect
from autograder.collecting.lms import BLACKBOARD, CANVAS, ILIAS, MOODLE, Lms
from autograder.collecting.placing import Placed
from autograder.config.nbgrader_course import NbgraderCourse
from autograder.grading.submissions import find_submissions
from autograder.grading.timestamps import read_timestamp
from autograder.model import UsageError
from tests.notebook.test_untrusted import deep

from .zips import Odd, write_zip

EARLY, LATER = datetime(2026, 11, 20, 10), datetime(2026, 11, 25, 10)
OVERDUE = datetime(2026, 12, 5, 10)


def take(
    course: NbgraderCourse,
    lms: Lms,
    files: Mapping[str, bytes | Odd],
    name: str = "tiny",
    force: bool = False,
) -> Report:
    path = write_zip(course.root.parent / "in.zip", files)
    return collect(course, path, lms, name, force)


def submitted(course: NbgraderCourse) -> dict[str, bytes]:
    """All files of the course's submissions but timestamps."""
    root = course.root / "submitted"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != "timestamp.txt"
    }


def stamps(course: NbgraderCourse) -> dict[str, datetime | None]:
    found = find_submissions(course, "tiny")
    return {one.student: read_timestamp(one.folder) for one in found}


def moodle(name: str, number: int, file: str) -> str:
    return f"{name}_{number}_assignsubmission_file_/{file}"


def test_moodle(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 501, "sums.ipynb"): Odd(b"ann", utc=EARLY),
        moodle("Ann Lee", 501, "data/x.csv"): Odd(b"1,2", utc=LATER),
        "Ray Bob_502_assignsubmission_file_sums (1).ipynb": Odd(b"bob", utc=LATER),
        moodle("Елкин Борис", 503, "sums.ipynb"): Odd(b"boris", utc=EARLY),
    }
    report = take(course, MOODLE, files)
    assert report.complete
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"ann",
        "ann/tiny/data/x.csv": b"1,2",
        "bob/tiny/sums.ipynb": b"bob",
        "yolkin/tiny/sums.ipynb": b"boris",
    }
    assert stamps(course) == {"ann": LATER, "bob": LATER, "yolkin": EARLY}
    assert list(report.lines()) == [
        "tiny: 3 new",
        STAMPED.format("Moodle", "ann, bob, yolkin"),
    ]


STAMPED = (
    "  timestamp.txt has the time of the zip's entry, for {} does not tell when a file "
    "was handed in: {}"
)


def test_canvas(course: NbgraderCourse) -> None:
    files = {
        "leeann_12345_900_sums.ipynb": Odd(b"old", utc=EARLY),
        "leeann_12345_950_sums-1.ipynb": Odd(b"new", utc=EARLY),
        "raybob_LATE_777_901_sums.ipynb": Odd(b"bob", utc=OVERDUE),
        "doejohn_99_902_sums.ipynb": Odd(b"john", utc=EARLY),
        "anon_Ab3dE_903_sums.ipynb": Odd(b"anon", utc=EARLY),
    }
    report = take(course, CANVAS, files)
    assert report.complete
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"new",
        "bob/tiny/sums.ipynb": b"bob",
        "canvas-99/tiny/sums.ipynb": b"john",
        "canvas-anon-Ab3dE/tiny/sums.ipynb": b"anon",
    }
    early = dict.fromkeys(("ann", "canvas-99", "canvas-anon-Ab3dE"), EARLY)
    assert stamps(course) == early | {"bob": OVERDUE}
    assert list(report.lines()) == [
        "tiny: 4 new",
        STAMPED.format("Canvas", "ann, bob, canvas-99, canvas-anon-Ab3dE"),
        "  ann: of two versions the newer was taken: sums-1.ipynb, not sums.ipynb",
        "  bob: Canvas marks it as late",
        "  canvas-99: no student of the gradebook has this number or name: "
        "doejohn (99)",
        "  canvas-anon-Ab3dE: no student of the gradebook has this number or name: "
        "(anon-Ab3dE)",
    ]


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("leeann_12345_2_sums.ipynb", "leeann_12345_1_sums-5.ipynb"),
        ("leeann_12345_1_sums-2.ipynb", "leeann_12345_1_sums-1.ipynb"),
        ("leeann_12345_1_sums-10.ipynb", "leeann_12345_1_sums-9.ipynb"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_newest_version_wins_in_any_order(
    newer: str, older: str, swapped: bool, course: NbgraderCourse
) -> None:
    files = {newer: b"newer", older: b"older"}
    if swapped:
        files = dict(reversed(files.items()))
    assert take(course, CANVAS, files).complete
    assert submitted(course) == {"ann/tiny/sums.ipynb": b"newer"}


def test_what_cannot_be_taken_does_not_stop_the_rest(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 501, "sums.ipynb"): b"ann",
        moodle("Ann Lee", 501, "../../../evil.py"): b"evil",
        moodle("Ann Lee", 501, "Timestamp.TXT"): b"2020-01-01 00:00:00 UTC",
        "Bob Ray_502_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
        moodle("Bob Ray", 502, "link.ipynb"): Odd(b"/etc/passwd", mode=0o120777),
        "/tmp/sums.ipynb": b"evil",
        "grades\x1b[31m.csv": b"?",
        "readme.txt": b"?",
    }
    report = take(course, MOODLE, files)
    assert not report.complete
    assert submitted(course) == {"ann/tiny/sums.ipynb": b"ann"}
    assert sorted(report.lines())[:-2] == [
        "  not taken: /tmp/sums.ipynb: an absolute path",
        "  not taken: Ann Lee_501_assignsubmission_file_/../../../evil.py: its name "
        "leaves the folder",
        "  not taken: Ann Lee_501_assignsubmission_file_/Timestamp.TXT: a student does "
        "not say when it was handed in",
        "  not taken: Bob Ray_502_assignsubmission_file_/link.ipynb: a symbolic link",
        "  not taken: Bob Ray_502_assignsubmission_onlinetext_/onlinetext.html: no "
        "file, but what Moodle calls 'onlinetext'",
        "  not taken: grades\\x1b[31m.csv: its name has unprintable characters",
        "  not taken: readme.txt: Moodle names no submission so",
    ]


@pytest.mark.parametrize("name", ["timestamp.txt/x", "TIMESTAMP.TXT/sums.ipynb"])
def test_a_folder_where_the_date_should_be(name: str, course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 501, name): b"evil",
        moodle("Ann Lee", 501, "sums.ipynb"): Odd(b"ann", utc=EARLY),
        moodle("Bob Ray", 502, "sums.ipynb"): Odd(b"bob", utc=EARLY),
    }
    report = take(course, MOODLE, files)
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"ann",
        "bob/tiny/sums.ipynb": b"bob",
    }
    assert stamps(course) == {"ann": EARLY, "bob": EARLY}
    (refusal,) = report.refusals
    assert refusal.reason == "a student does not say when it was handed in"


def _deep(folder: Path) -> None:
    deep(folder, 1500)


def _sparse(folder: Path) -> None:
    (folder / "data").touch()
    os.truncate(folder / "data", 2**42)


def _odd_date(folder: Path) -> None:
    (folder / "timestamp.txt").mkdir()


def _pipe_as_date(folder: Path) -> None:
    os.mkfifo(folder / "timestamp.txt")


@pytest.mark.parametrize("make", [_deep, _sparse, _odd_date, _pipe_as_date])
def test_what_is_there_may_be_anything(
    make: Callable[[Path], None], course: NbgraderCourse
) -> None:
    there = course.root / "submitted/ann/tiny"
    there.mkdir(parents=True)
    make(there)
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): Odd(b"ann", utc=EARLY),
        moodle("Bob Ray", 2, "sums.ipynb"): Odd(b"bob", utc=EARLY),
    }
    report = take(course, MOODLE, files)
    assert [(f.student, f.placed) for f in report.folders] == [
        ("ann", Placed.KEPT),
        ("bob", Placed.NEW),
    ]
    assert take(course, MOODLE, files, force=True).complete
    assert set(submitted(course)) == {"ann/tiny/sums.ipynb", "bob/tiny/sums.ipynb"}


def test_what_stops_one_submission_stops_no_other(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(stage: Path, folder: Path, *_: object, **__: object) -> Placed:
        if "ann" in folder.parts:
            raise PermissionError(13, "Permission denied", str(folder))
        return Placed.NEW

    monkeypatch.setattr(collecting, "place", refuse)
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): b"ann",
        moodle("Bob Ray", 2, "sums.ipynb"): b"bob",
    }
    report = take(course, MOODLE, files)
    assert [folder.student for folder in report.folders] == ["bob"]
    assert report.refusals[0].reason == "it cannot be put in place: Permission denied"


ATTEMPT = "HW_1_{}_attempt_2026-11-{}-10-00-00"


def test_blackboard(course: NbgraderCourse) -> None:
    with course.gradebook() as gradebook:
        gradebook.add_student("kim_park")
    files = {
        ATTEMPT.format("ann", 20) + "_sums.ipynb": b"first",
        ATTEMPT.format("ann", 20) + "_data.csv": b"first",
        ATTEMPT.format("ann", 20) + ".txt": b"Name: Ann Lee (ann)",
        ATTEMPT.format("ann", 25) + "_sums.ipynb": b"second",
        ATTEMPT.format("ann", 25) + ".txt": b"Name: Ann Lee (ann)",
        ATTEMPT.format("kim_park", 20) + "_sums.ipynb": b"kim",
        ATTEMPT.format("nobody", 20) + "_sums.ipynb": b"nobody",
    }
    report = take(course, BLACKBOARD, files)
    assert report.complete
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"second",
        "kim_park/tiny/sums.ipynb": b"kim",
        "blackboard-nobody/tiny/sums.ipynb": b"nobody",
    }
    handed_in = datetime(2026, 11, 25, 10).astimezone(UTC).replace(tzinfo=None)
    assert stamps(course)["ann"] == handed_in
    assert list(report.lines())[1:3] == [
        "  2 receipts of Blackboard were left out; what students typed there is in "
        "them alone",
        "  timestamp.txt has the time of the attempt, which Blackboard gives without "
        "a zone: this machine's was taken",
    ]


def test_ilias(course: NbgraderCourse) -> None:
    folder = "Sums_1/Submissions/"
    files = {
        folder + "Lee_Ann_ann_l_4711/sums.ipynb": Odd(b"ann", utc=EARLY),
        folder + "Team 3/Ray_Bob_b.ray_777/Late Submission - sums.ipynb": Odd(
            b"bob", utc=OVERDUE
        ),
        folder + "_____________yolkin_9/sums.ipynb": Odd(b"boris", utc=EARLY),
        "Sums_1/Sums_1.xlsx": b"?",
    }
    report = take(course, ILIAS, files)
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"ann",
        "bob/tiny/sums.ipynb": b"bob",
        "yolkin/tiny/sums.ipynb": b"boris",
    }
    assert stamps(course) == {"ann": EARLY, "bob": OVERDUE, "yolkin": EARLY}
    (refusal,) = report.refusals
    assert refusal.reason == "ILIAS names no submission so"


def test_nothing_is_written_outside_submitted(course: NbgraderCourse) -> None:
    before = set(course.root.parent.rglob("*"))
    take(course, MOODLE, {moodle("Ann Lee", 1, "sums.ipynb"): b"{}"})
    made = set(course.root.parent.rglob("*")) - before
    made -= {course.root.parent / "in.zip"}
    place = course.root / "submitted"
    own = course.root / ".autograder"
    made = {path for path in made if path != own and not path.is_relative_to(own)}
    assert all(path == place or path.is_relative_to(place) for path in made)
    names = sorted(path.relative_to(place).as_posix() for path in made)
    files = ["ann/tiny/sums.ipynb", "ann/tiny/timestamp.txt"]
    assert names == [".", "ann", "ann/tiny", *files]


@pytest.mark.parametrize("link", ["submitted/ann", "submitted/ann/tiny"])
def test_a_link_that_leads_out_is_not_followed(
    link: str, course: NbgraderCourse, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (course.root / link).parent.mkdir(parents=True)
    (course.root / link).symlink_to(outside)
    files = {moodle("Ann Lee", 1, "sums.ipynb"): b"{}"}
    report = take(course, MOODLE, files, force=True)
    assert not report.complete
    assert "leads out of" in report.refusals[0].reason
    assert list(outside.iterdir()) == []


def test_submissions_may_be_kept_elsewhere(
    course: NbgraderCourse, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    (course.root / "submitted").symlink_to(tmp_path / "disk")
    assert take(course, MOODLE, {moodle("Ann Lee", 1, "sums.ipynb"): b"{}"}).complete
    assert (tmp_path / "disk/ann/tiny/sums.ipynb").is_file()


def test_another_order_of_folders(course: NbgraderCourse) -> None:
    structure = "{nbgrader_step}/{assignment_id}/{student_id}"
    course.config.CourseDirectory.directory_structure = structure
    assert take(course, MOODLE, {moodle("Ann Lee", 1, "sums.ipynb"): b"{}"}).complete
    assert submitted(course) == {"tiny/ann/sums.ipynb": b"{}"}
    assert [found.student for found in find_submissions(course, "tiny")] == ["ann"]


def test_the_same_zip_again_changes_nothing(course: NbgraderCourse) -> None:
    files = {moodle("Ann Lee", 1, "sums.ipynb"): Odd(b"ann", utc=EARLY)}
    take(course, MOODLE, files)
    place = course.root / "submitted/ann/tiny/sums.ipynb"
    before = place.stat().st_ino
    report = take(course, MOODLE, files)
    assert report.complete
    assert list(report.lines()) == ["tiny: 1 as before"]
    assert place.stat().st_ino == before


def there(
    course: NbgraderCourse, stamp: datetime | None, data: bytes = b"mine"
) -> None:
    folder = course.root / "submitted/ann/tiny"
    folder.mkdir(parents=True)
    (folder / "sums.ipynb").write_bytes(data)
    (folder / "extra.txt").write_bytes(b"extra")
    if stamp:
        text = f"{stamp:%Y-%m-%d %H:%M:%S.%f} UTC"
        (folder / "timestamp.txt").write_text(text, encoding="utf-8")


ZIPPED: dict[str, bytes | Odd] = {
    moodle("Ann Lee", 1, "sums.ipynb"): Odd(b"theirs", utc=LATER)
}


@pytest.mark.parametrize("stamp", [OVERDUE, LATER])
def test_what_is_newer_is_kept_and_said(
    stamp: datetime, course: NbgraderCourse
) -> None:
    there(course, stamp)
    report = take(course, MOODLE, ZIPPED)
    assert not report.complete
    assert list(report.lines()) == [
        "tiny: 1 kept",
        "  ann: what is there is newer; replace it with --force",
    ]
    assert submitted(course)["ann/tiny/sums.ipynb"] == b"mine"
    assert stamps(course) == {"ann": stamp}


def test_what_is_newer_is_replaced_by_force(course: NbgraderCourse) -> None:
    there(course, OVERDUE)
    report = take(course, MOODLE, ZIPPED, force=True)
    assert report.complete
    assert "  ann: what was there was replaced" in report.lines()
    assert submitted(course) == {"ann/tiny/sums.ipynb": b"theirs"}
    assert stamps(course) == {"ann": LATER}
    assert [path.name for path in (course.root / "submitted/ann").iterdir()] == ["tiny"]


def test_what_is_older_is_replaced(course: NbgraderCourse) -> None:
    there(course, EARLY)
    report = take(course, MOODLE, ZIPPED)
    assert [folder.placed for folder in report.folders] == [Placed.REPLACED]
    assert submitted(course) == {"ann/tiny/sums.ipynb": b"theirs"}


def test_without_a_timestamp_the_files_dates_count(course: NbgraderCourse) -> None:
    there(course, None)
    files = {moodle("Ann Lee", 1, "sums.ipynb"): Odd(b"{}", utc=datetime(2001, 1, 1))}
    assert take(course, MOODLE, files).folders[0].placed is Placed.KEPT
    files = {moodle("Ann Lee", 1, "sums.ipynb"): Odd(b"{}", utc=datetime(2037, 1, 1))}
    assert take(course, MOODLE, files).folders[0].placed is Placed.REPLACED


def test_without_any_time_nothing_is_replaced(course: NbgraderCourse) -> None:
    there(course, EARLY)
    name = moodle("Ann Lee", 1, "sums.ipynb")
    timeless = {name: Odd(time=(1980, 1, 1, 0, 0, 0))}
    assert take(course, MOODLE, timeless).folders[0].placed is Placed.KEPT


def test_a_zip_made_after_the_deadline_makes_nobody_late(
    course: NbgraderCourse,
) -> None:
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): Odd(utc=OVERDUE),
        moodle("Bob Ray", 2, "sums.ipynb"): Odd(utc=OVERDUE),
    }
    report = take(course, MOODLE, files)
    assert stamps(course) == {"ann": None, "bob": None}
    assert list(report.lines())[1:] == [
        "  no timestamp.txt, so it counts as in time: the zip was made after the "
        "deadline and does not tell who was late: ann, bob"
    ]


def test_times_that_are_not_those_of_packing_are_believed(
    course: NbgraderCourse,
) -> None:
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): Odd(utc=EARLY),
        moodle("Bob Ray", 2, "sums.ipynb"): Odd(utc=OVERDUE),
    }
    take(course, MOODLE, files)
    assert stamps(course) == {"ann": EARLY, "bob": OVERDUE}


def test_canvas_says_itself_who_is_late(course: NbgraderCourse) -> None:
    files = {
        "leeann_12345_1_sums.ipynb": Odd(utc=OVERDUE),
        "raybob_LATE_777_2_sums.ipynb": Odd(utc=OVERDUE),
    }
    take(course, CANVAS, files)
    assert stamps(course) == {"ann": None, "bob": OVERDUE}


def test_who_cannot_be_told_apart(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): b"one",
        moodle("Ann Lee", 2, "sums.ipynb"): b"two",
        moodle("Bob Ray", 3, "sums.ipynb"): b"bob",
        moodle("Mallory", 3, "sums.ipynb"): b"not bob",
    }
    report = take(course, MOODLE, files)
    assert submitted(course) == {
        "moodle-1/tiny/sums.ipynb": b"one",
        "moodle-2/tiny/sums.ipynb": b"two",
        "bob/tiny/sums.ipynb": b"bob",
    }
    (refusal,) = report.refusals
    assert refusal.reason == "its number is that of 'Bob Ray' in this zip"


def test_nobody_hands_in_for_another_by_a_name(course: NbgraderCourse) -> None:
    files = {
        "mallory_777_666_900_sums.ipynb": b"not bob's",
        "raybob_777_901_sums.ipynb": b"bob's",
    }
    report = take(course, CANVAS, files)
    assert submitted(course) == {"bob/tiny/sums.ipynb": b"bob's"}
    (refusal,) = report.refusals
    assert refusal.reason == "it may be from either of two users: 777 and 666"


def test_a_submission_too_large(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MAX_BYTES", 100)
    files = {
        moodle("Ann Lee", 1, "aaa.bin"): bytes(90),
        moodle("Ann Lee", 1, "sums.ipynb"): bytes(50),
        moodle("Bob Ray", 2, "sums.ipynb"): bytes(100),
    }
    report = take(course, MOODLE, files)
    assert set(submitted(course)) == {"ann/tiny/sums.ipynb", "bob/tiny/sums.ipynb"}
    (refusal,) = report.refusals
    assert refusal.name.endswith("aaa.bin")
    assert refusal.reason.startswith("the submission is over ")


def test_a_submission_of_too_many_files(
    course: NbgraderCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MAX_FILES", 5)
    files = {moodle("Ann Lee", 1, f"f{n}/x.txt"): b"" for n in range(4)}
    report = take(course, MOODLE, {**files, moodle("Ann Lee", 1, "sums.ipynb"): b"{}"})
    # The folder itself, the notebook, and twice a file in a folder would be six.
    assert set(submitted(course)) == {"ann/tiny/sums.ipynb", "ann/tiny/f0/x.txt"}
    reasons = {refusal.reason for refusal in report.refusals}
    assert reasons == {"the submission has over 5 files"}


def test_what_the_disk_refuses_stops_nothing_else(course: NbgraderCourse) -> None:
    files = {
        moodle("Ann Lee", 1, "sums.ipynb"): b"ann",
        moodle("Ann Lee", 1, "x"): b"a file",
        moodle("Ann Lee", 1, "x/y"): b"where a folder should be",
        moodle("Ann Lee", 1, "z" * 300): b"a name too long",
        moodle("Bob Ray", 2, "sums.ipynb"): b"bob",
    }
    report = take(course, MOODLE, files)
    assert submitted(course) == {
        "ann/tiny/sums.ipynb": b"ann",
        "ann/tiny/x": b"a file",
        "bob/tiny/sums.ipynb": b"bob",
    }
    reasons = [refusal.reason for refusal in report.refusals]
    assert len(reasons) == 2
    assert all(reason.startswith("it cannot be written: ") for reason in reasons)


def test_if_all_is_refused_nothing_is_left(course: NbgraderCourse) -> None:
    files = {moodle("Ann Lee", 1, "timestamp.txt"): b"2020-01-01"}
    assert not take(course, MOODLE, files).complete
    assert not (course.root / "submitted").exists()


def test_a_submission_without_the_notebook_is_told(course: NbgraderCourse) -> None:
    report = take(course, MOODLE, {moodle("Ann Lee", 1, "my work.ipynb"): b"{}"})
    assert report.folders[0].notes == [
        "none of the files is sums.ipynb, by its name or by what is in it"
    ]
    assert not report.complete


def test_the_notebooks_tell_the_assignment(course: NbgraderCourse) -> None:
    files = {moodle("Ann Lee", 1, "curves-1.ipynb"): b"{}"}
    assert take(course, MOODLE, files, name="").assignment == "other"
    assert submitted(course) == {"ann/other/curves.ipynb": b"{}"}


@pytest.mark.parametrize(
    ("files", "told"),
    [(["x.ipynb"], "no assignment"), (["sums.ipynb", "curves.ipynb"], "several")],
)
def test_the_notebooks_do_not_tell_the_assignment(
    files: list[str], told: str, course: NbgraderCourse
) -> None:
    with pytest.raises(UsageError, match=told):
        take(course, MOODLE, {moodle("Ann Lee", 1, f): b"{}" for f in files}, name="")


def test_an_unknown_assignment(course: NbgraderCourse) -> None:
    with pytest.raises(UsageError, match="there is no assignment 'nosuch'"):
        take(course, MOODLE, {}, name="nosuch")
