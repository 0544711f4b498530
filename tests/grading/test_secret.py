"""The secret of a course: one, its own, shown by nothing."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

from autograder.config.nbgrader_course import open_course
from autograder.grading.secret import SECRET_FILE, course_secret
from autograder.grading.settings import settings_for


def test_a_course_has_one_secret_that_is_its_own(built, tiny) -> None:
    course = open_course(built.root)
    secret = course_secret(course)
    path = built.root / SECRET_FILE
    assert path.is_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert course_secret(course) == settings_for(course, workers=1).secret == secret
    assert course_secret(open_course(tiny.root)) != secret
    assert not any(SECRET_FILE in str(p) for p in (built.root / "release").rglob("*"))


def test_it_is_shown_by_no_setting_and_no_key(built) -> None:
    course = open_course(built.root)
    settings = settings_for(course, workers=1)
    assert settings.secret not in repr(settings)
    assert settings.secret not in repr(settings.identity(course, "tiny"))


def test_runs_that_begin_at_the_same_time_agree(tiny) -> None:
    course = open_course(tiny.root)
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(course_secret, [course] * 32))
    assert len(secrets) == 1
    assert [p.name for p in tiny.root.iterdir() if SECRET_FILE in p.name] == [
        SECRET_FILE
    ]
