from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.config import Assignment, Course, LatePolicy, Limits, load_course
from autograder.model import ConfigError, UsageError

ROOT = Path(__file__).parents[2]

GOOD = """\
from datetime import datetime
from zoneinfo import ZoneInfo

from autograder.config import Assignment, Course, LatePolicy, Limits

course = Course(
    id="neuron",
    title={"en": "The neuron", "ru": "Нейрон"},
    languages=["en", "ru"],
    assignments=[
        Assignment(
            id="l1_2_sigmoid",
            title={"en": "The sigmoid", "ru": "Сигмоида"},
            points=20,
            due=datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow")),
        ),
    ],
)
"""

CONFLICT = """\
<<<<<<< HEAD
            points=20,
=======
            points=21,
>>>>>>> theirs
"""

# What stands in place of a part of GOOD, and the whole message.
WRONG = {
    "unknown key": (
        ("points=20", "point=20, points=20"),
        "FILE:14: assignments → l1_2_sigmoid → point: unknown key; "
        "did you mean 'points'?",
    ),
    "unknown key like no other": (
        ('id="neuron"', 'id="neuron", xyz=1'),
        "FILE:7: xyz: unknown key; keys: id, title, languages, assignments, database, "
        "isolation, cluster, limits, late",
    ),
    "missing key": (
        ("points=20,", ""),
        "FILE:11: assignments → l1_2_sigmoid → points: is missing; "
        "write for example points=20",
    ),
    "missing id": (
        ('id="l1_2_sigmoid",', ""),
        "FILE:11: assignments → ? → id: is missing; "
        'write for example id="l1_2_sigmoid"',
    ),
    "wrong type": (
        ("points=20", 'points="20"'),
        "FILE:14: assignments → l1_2_sigmoid → points: must be a number, not '20'; "
        "write for example points=20",
    ),
    "wrong type inside": (
        ('"en": "The neuron"', '"en": 5'),
        "FILE:8: title → en: must be text, not 5; "
        'write for example title={"en": "The neuron"}',
    ),
    "not an assignment": (
        ("assignments=[", "assignments=['l1',"),
        "FILE:10: assignments → no. 1: must be Assignment(…), not 'l1'; "
        "write for example assignments=[Assignment(…)]",
    ),
    "negative points": (
        ("points=20", "points=-5"),
        "FILE:14: assignments → l1_2_sigmoid → points: must be at least 0, not -5; "
        "write for example points=20",
    ),
    "endless points": (
        ("points=20", 'points=float("inf")'),
        "FILE:14: assignments → l1_2_sigmoid → points: "
        "must be a finite number, not inf; write for example points=20",
    ),
    "date without zone": (
        (', tzinfo=ZoneInfo("Europe/Moscow")', ""),
        "FILE:15: assignments → l1_2_sigmoid → due: has no time zone; write for "
        'example due=datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow"))',
    ),
    "date as text": (
        ('datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow"))', '"7 May"'),
        "FILE:15: assignments → l1_2_sigmoid → due: "
        "must be a date and time, not '7 May'; write for "
        'example due=datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow"))',
    ),
    "id of an assignment": (
        ('id="l1_2_sigmoid"', 'id="1.2"'),
        "FILE:12: assignments → 1.2 → id: '1.2' cannot be an id; start with a letter "
        "and use only Latin letters, digits and underscores",
    ),
    "id of the course": (
        ('id="neuron"', 'id="нейрон"'),
        "FILE:7: id: 'нейрон' cannot be an id; start with a letter "
        "and use only Latin letters, digits and underscores",
    ),
    "unknown language in a title": (
        ('"ru": "Сигмоида"', '"ru": "Сигмоида", "rus": "Сигмоида"'),
        "FILE:13: assignments → l1_2_sigmoid → title → rus: unknown language; "
        "did you mean 'ru'?",
    ),
    "title not in every language": (
        (', "ru": "Нейрон"', ""),
        "FILE:8: title → ru: is missing; "
        "a title is needed in each of the course's languages",
    ),
    "empty title": (
        ('"Нейрон"', '""'),
        'FILE:8: title → ru: is empty; write for example title={"en": "The neuron"}',
    ),
    "no languages": (
        ('languages=["en", "ru"]', "languages=[]"),
        "FILE:9: languages: is empty; "
        'name the language of the masters: languages=["en"]',
    ),
    "a language twice": (
        ('languages=["en", "ru"]', 'languages=["en", "ru", "en"]'),
        "FILE:9: languages: 'en' stands twice; write each language once",
    ),
    "not a library": (
        ("points=20", 'points=20, libraries=["scikit-learn"]'),
        "FILE:14: assignments → l1_2_sigmoid → libraries → no. 1: 'scikit-learn' is "
        'not the name of a library in an import; write for example "torch"',
    ),
    "languages as text": (
        ('languages=["en", "ru"]', 'languages="en"'),
        "FILE:9: languages: must be a list, not 'en'; "
        'write for example languages=["en", "ru"]',
    ),
    "not a language": (
        ('languages=["en", "ru"]', 'languages=["en", "../ru"]'),
        "FILE:9: languages → no. 2: '../ru' is not a language code; "
        'write "en", "ru" or "pt_BR"',
    ),
    "late fraction": (
        ('id="neuron"', 'id="neuron", late=LatePolicy(per_day=10)'),
        "FILE:7: late → per_day: must be at most 1, not 10; "
        "write for example per_day=0.1",
    ),
    "limit of nothing": (
        ("points=20", "points=20, limits=Limits(cell_seconds=0)"),
        "FILE:14: limits → cell_seconds: must be more than 0, not 0; "
        "write for example cell_seconds=30",
    ),
    "limit that is no whole number": (
        ("points=20", "points=20, limits=Limits(memory_mb=0.5)"),
        "FILE:14: limits → memory_mb: must be a whole number, not 0.5; "
        "write for example memory_mb=2048",
    ),
    "isolation": (
        ('id="neuron"', 'id="neuron", isolation="seperate"'),
        "FILE:7: isolation: must be 'separate', 'shared' or 'auto', not 'seperate'; "
        "did you mean 'separate'?",
    ),
    "database": (
        ('id="neuron"', 'id="neuron", database="gradebook.db"'),
        "FILE:7: database: is not a database URL; "
        'write for example database="sqlite:///gradebook.db"',
    ),
    "kind of database": (
        ('id="neuron"', 'id="neuron", database="postgrsql://u:secret@host/db"'),
        "FILE:7: database: 'postgrsql' is not a kind of database; "
        "did you mean 'postgresql'?",
    ),
    "driver of a database": (
        ('id="neuron"', 'id="neuron", database="postgresql+psycop://u:secret@host/db"'),
        "FILE:7: database: 'psycop' is not a driver of postgresql; "
        "write postgresql:// without one",
    ),
    "two mistakes": (
        ("points=20", "points=-5, tittle=1"),
        "FILE:14: assignments → l1_2_sigmoid → points: must be at least 0, not -5; "
        "write for example points=20\n"
        "FILE:14: assignments → l1_2_sigmoid → tittle: unknown key; "
        "did you mean 'title'?",
    ),
    "syntax": (
        ('id="neuron",', 'id="neuron'),
        "FILE:7: not valid Python: unterminated string literal (detected at line 7)",
    ),
    "conflict": (
        ("            points=20,\n", CONFLICT),
        "FILE:14: Git's marks of a conflict stand here; choose between the two, and "
        "remove them",
    ),
    "null byte": (
        ('id="neuron"', 'id="neu\0ron"'),
        "FILE: not valid Python: source code string cannot contain null bytes",
    ),
    "no course": (
        ("course = Course(", "dict("),
        "FILE: there is no `course` in it; write course = Course(…)",
    ),
    "course by another name": (
        ("course = Course(", "cuorse = Course("),
        "FILE: there is no `course` in it; rename `cuorse`",
    ),
    "not a course": (
        ("course = Course(", "course = dict("),
        "FILE: `course` is of type dict, not a Course; write course = Course(…)",
    ),
    "other exceptions": (
        ('ZoneInfo("Europe/Moscow")', "Moscow"),
        "FILE:15: NameError: name 'Moscow' is not defined",
    ),
    "unknown zone": (
        ("Europe/Moscow", "Europe/Moskow"),
        "FILE:15: ZoneInfoNotFoundError: 'No time zone found with key Europe/Moskow'",
    ),
    "exit": (
        ("course = Course(", "raise SystemExit(3)\ncourse = Course("),
        "FILE:6: SystemExit: 3",
    ),
    "change of a value": (
        ("course = Course(", "x = Limits()\nx.processes = 3\ncourse = Course("),
        "FILE:7: processes: cannot be changed; write it in Limits(…)",
    ),
}


@pytest.fixture
def course_root(tmp_path: Path) -> Path:
    write_master(tmp_path, "l1_2_sigmoid")
    return tmp_path


def write_master(root: Path, assignment: str) -> None:
    master = root / "notebooks" / assignment / "master.py"
    master.parent.mkdir(parents=True)
    master.touch()


def write_config(root: Path, text: str) -> Path:
    file = root / "course_config.py"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file(case: str, course_root: Path) -> None:
    (old, new), message = WRONG[case]
    assert old in GOOD
    file = write_config(course_root, GOOD.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        load_course(course_root)
    assert str(caught.value) == message.replace("FILE", str(file))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_course(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'course_config.py'}: there is no such file; run this in the root "
        "directory of the course, or name it with --course-dir"
    )


def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "course_config.py").mkdir()
    with pytest.raises(ConfigError, match=r"course_config\.py: cannot be read: "):
        load_course(tmp_path)


def test_an_id_used_twice(course_root: Path) -> None:
    text = GOOD.replace("    ],\n", "    ] * 2,\n")
    file = write_config(course_root, text)
    with pytest.raises(ConfigError) as caught:
        load_course(course_root)
    assert str(caught.value) == (
        f"{file}:10: assignments → l1_2_sigmoid → id: another assignment has this id; "
        "give each its own"
    )


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        (None, "write it, or take the assignment out of the list"),
        ("l1_2_sigmiod", "did you mean 'l1_2_sigmiod'?"),
    ],
)
def test_no_master(written: str | None, remedy: str, tmp_path: Path) -> None:
    file = write_config(tmp_path, GOOD)
    if written:
        write_master(tmp_path, written)
    with pytest.raises(ConfigError) as caught:
        load_course(tmp_path)
    assert str(caught.value) == (
        f"{file}:12: assignments → l1_2_sigmoid → id: "
        f"notebooks/l1_2_sigmoid/master.py is missing; {remedy}"
    )


def test_a_right_file(course_root: Path) -> None:
    write_config(course_root, GOOD)
    course = load_course(course_root)
    assert course.languages == ("en", "ru")
    assert course.default_language == "en"
    assert course.isolation == "separate"
    assert course.limits == Limits()
    assert course.late == LatePolicy()
    assert course.assignments == (
        Assignment(
            id="l1_2_sigmoid",
            title={"en": "The sigmoid", "ru": "Сигмоида"},
            points=20,
            due=datetime(2026, 12, 7, 23, 59, tzinfo=ZoneInfo("Europe/Moscow")),
        ),
    )


def test_the_course_of_this_repository(course_root: Path) -> None:
    write_config(course_root, (ROOT / "course_config.py").read_text(encoding="utf-8"))
    for assignment in ROOT.glob("notebooks/*/"):
        if not (course_root / "notebooks" / assignment.name).exists():
            write_master(course_root, assignment.name)
    course = load_course(course_root)
    assert course.languages == ("en", "ru")
    assert course.assignment("l1_2_sigmoid").points == 20


def make_course(**changes: object) -> Course:
    assignment = Assignment(
        id="l1", title={"en": "One"}, points=1, limits=Limits(memory_mb=512)
    )
    values = {
        "id": "c",
        "title": {"en": "A course"},
        "languages": ["en"],
        "assignments": [assignment],
    }
    return Course(**{**values, **changes})


def test_limits_of_an_assignment_differ_only_where_they_say_so() -> None:
    course = make_course(limits=Limits(cell_seconds=7, memory_mb=1024))
    assert course.limits_for("l1") == Limits(cell_seconds=7, memory_mb=512)


def test_an_unknown_assignment_is_met_by_the_nearest() -> None:
    with pytest.raises(UsageError, match="'l11'; did you mean 'l1'"):
        make_course().assignment("l11")


@pytest.mark.parametrize("root", ["plain", "with space", "Курс 100%", "a?b#c"])
def test_a_sqlite_gradebook_lies_in_the_root(root: str, tmp_path: Path) -> None:
    from sqlalchemy import create_engine, text

    (tmp_path / root).mkdir()
    course = make_course()
    engine = create_engine(course.db_url(tmp_path / root))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 60_000
    engine.dispose()
    assert course.db_file(tmp_path / root) == tmp_path / root / "gradebook.db"
    assert (tmp_path / root / "gradebook.db").is_file()


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ("sqlite:////srv/g.db", "sqlite:////srv/g.db?timeout=60"),
        ("sqlite:////srv/g.db?timeout=5", "sqlite:////srv/g.db?timeout=5"),
        ("sqlite://", "sqlite://"),
        ("postgresql://u:p%40w@host/db", "postgresql+psycopg://u:p%40w@host/db"),
        ("postgresql+psycopg2://host/db", "postgresql+psycopg2://host/db"),
    ],
)
def test_other_gradebooks_stay_where_they_are(database: str, url: str) -> None:
    assert make_course(database=database).db_url(Path("root")) == url
