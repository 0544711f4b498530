"""The parts of the report: what they say, that all is escaped, and small classes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from tiny_course import Page

from autograder.analysis.answers import Blank, Classwork
from autograder.analysis.inventory import Inventory, Question
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    AssignmentRecord,
    CellKind,
    GradeRecord,
    NotebookRecord,
    SubmissionRecord,
)
from autograder.model import (
    CellResult,
    Counterexample,
    Diagnosis,
    NotebookResult,
    Observation,
    Status,
)
from autograder.pages.diagnoses import Explanation
from autograder.pages.report import Report, Surroundings

SCRIPT = "<script>alert(1)</script>"
EVIL = (
    f"def f(x):\n    '''{SCRIPT}'''\n    y = '{SCRIPT}'\n    return [x for _ in y][0]"
)
NAMES = [f"f{n}" for n in range(6)]
STUDENTS = [Person(f"s{n:02}", f"Ann{n}", f"<b>O{n}</b>") for n in range(14)]
DUE = datetime(2030, 1, 2)


def points(number: int, name: str) -> float:
    """Two points, but for weak students in hard exercises."""
    return 2.0 * (number > 2 * NAMES.index(name)) if number else 0.0


def submission(number: int) -> SubmissionRecord:
    grades = tuple(
        GradeRecord(f"test_{name}", CellKind.CODE, 2.0, points(number, name))
        for name in NAMES
    )
    late = timedelta(days=1) if number == 3 else timedelta(days=-1)
    return SubmissionRecord(
        STUDENTS[number],
        "a",
        (NotebookRecord("nb", grades, late_penalty=0.5 if number == 3 else 0.0),),
        timestamp=DUE + late,
        due=DUE,
    )


def diagnosis(number: int, name: str) -> Diagnosis:
    if number == 0:
        return Diagnosis(observations=(Observation("open", {"name": name}),))
    if name == "f5":
        return Diagnosis((("f5.a", "f5.b"),))
    if name == "f4":
        return Diagnosis(builds_on=("f3",))
    if name == "f3" and number % 2:
        return Diagnosis(observations=(Observation("none", {"printed": SCRIPT}),))
    example = Counterexample(f"{name}('{SCRIPT}')", "1", SCRIPT)
    return Diagnosis(((f"{name}.sign",),), example)


def result(number: int) -> NotebookResult:
    cells = tuple(
        CellResult(
            f"test_{name}",
            points(number, name),
            2.0,
            diagnosis=None if points(number, name) else diagnosis(number, name),
        )
        for name in NAMES
    )
    found = NotebookResult(f"s{number:02}", "a", "nb", Status.GRADED, cells=cells)
    if number == 4:
        return replace(found, flags=(f"forged {SCRIPT}",), notes=("cell 3: mended",))
    return found


def work_of(count: int) -> Classwork:
    exercises = tuple(
        Blank(
            ("nb", name),
            f"def {name}(x):\n    return x",
            f"def {name}(x):\n    ...",
            checks=(f"test_{name}",),
            alternatives={"plus": f"def {name}(x):\n    return +x"},
        )
        for name in NAMES
    )
    answers = {
        f"s{number:02}": {
            e.key: (
                EVIL.replace("f(x)", f"{e.key[1]}(x)")
                if number in (12, 13)
                else e.alternatives["plus"]
                if number == 11
                else e.reference
            )
            for e in exercises
        }
        for number in range(count)
    }
    return Classwork(exercises, answers)


GAIN = Inventory("first", (Question("idea_x", 10, 2, 6, f"What? {SCRIPT} $x^2$"),))
EXPLANATIONS = {
    f"{name}.sign": Explanation(f"The *sign* of {name}.\n\nMore.") for name in NAMES
} | {f"f5.{x}": Explanation(f"Way {x}.") for x in "ab"}


def report(count: int = 14, language: str = "en") -> str:
    record = AssignmentRecord(
        "a",
        DUE,
        12.0,
        tuple(STUDENTS[:count]),
        tuple(submission(number) for number in range(count)),
    )
    return Report(
        record,
        [result(number) for number in range(count)],
        work_of(count),
        about=Surroundings(
            explanations=EXPLANATIONS,
            language=language,
            title="First steps",
            link=lambda student, notebook: f"../feedback/{student}/a/{notebook}.html",
        ),
    ).page(GAIN)


@pytest.fixture
def page() -> str:
    return report()


def section(page: str, name: str) -> str:
    return page.split(f'<section aria-labelledby="{name}">')[1].split("</section>")[0]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_is_sound_and_lets_nothing_through(
    language: str, tmp_path: Path
) -> None:
    text = report(language=language)
    parsed = Page(text)
    assert "script" not in {tag for tag, _ in parsed.elements}
    assert SCRIPT not in text and "<b>O" not in text
    assert all(b - a <= 1 for a, b in pairwise(parsed.levels()))
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for tag, a in parsed.elements if tag == "a"]
    inside = [link for link in links if link and link[0] == "#"]
    assert all(link[1:] in ids for link in inside)
    assert all(link in inside or (link or "")[:12] == "../feedback/" for link in links)
    assert "http" not in re.sub(r'http-equiv="', "", text)
    charts = [a for t, a in parsed.elements if t == "svg" and a.get("role") == "img"]
    assert len(charts) == 4 and all(a["aria-label"] for a in charts)


def test_the_report_begins_with_what_it_comes_to(page: str) -> None:
    head = plain(page.split("<header")[1].split("</header>")[0])
    assert "First steps" in head
    assert "Half of the class has 7 of 12 points or more." in head
    assert "Most points were lost in f5 (22)." in head


def test_what_to_revisit_is_ranked_and_linked(page: str) -> None:
    lines = re.findall(r"<li>(.*?)</li>", section(page, "revisit"), re.S)
    costs = [float(re.search(r"<b>([\d.]+)", line)[1]) for line in lines]  # type: ignore[index]
    assert costs == sorted(costs, reverse=True) and len(lines) == 5
    assert "× no points 10 – no answer 1 See more" in plain(lines[0])
    about = next(line for line in lines if "The <em>sign</em> of f2." in line)
    anchor = re.search(r'href="#(groups-[\w-]+)"', about)
    assert anchor and f'id="{anchor[1]}"' in page
    assert "More." not in plain(about)


def test_what_is_right_but_for_another_answer_is_no_loss(page: str) -> None:
    revisit = plain(section(page, "revisit"))
    assert re.findall(r"[\d.]+ points lost (f\d)", revisit).count("f4") == 0
    assert "↳ Right in itself" in plain(block(page, "f4"))


def block(page: str, name: str) -> str:
    """Return what is told of an exercise's groups."""
    told = section(page, "mistakes")
    return next(c for c in told.split("<article")[1:] if f'-title">{name}' in c)


def test_an_exercise_is_divided_into_groups_with_a_bar(page: str) -> None:
    told = block(page, "f2")
    bar = re.search(r'class="bar" role="img" aria-label="(.*?)"', told)
    assert bar and bar[1] == "full marks: 9; no points A: 4; no answer: 1"
    assert "cost 10 points" in plain(told)
    group = told.split('<div class="group">')[1]
    assert "The sign of f2. 4 students" in plain(group)
    assert [f"s{n:02}" in group for n in range(6)] == [False, *[True] * 4, False]
    assert "should be 1" in plain(group) and "More." in plain(group)
    assert '<span class="nf">f2</span>' in group, "the answer of one of them"
    assert "In the exercise f2: The *sign* of f2. Your feedback page" in plain(group)


def test_a_tie_is_a_group_without_a_letter(page: str) -> None:
    group = block(page, "f5").split('<div class="group">')[1]
    assert "× Either: Way a. or: Way b. 10 students" in plain(group)


def test_the_rest_is_told(page: str) -> None:
    assert "It prints a value and returns None" in plain(block(page, "f3"))
    follows = plain(block(page, "f4"))
    assert "↳ Right in itself, built on a wrong answer. 8 students" in follows
    assert "– Left blank. 1 student" in plain(block(page, "f0"))


def row(page: str, name: str) -> str:
    told = section(page, "students")
    return next(r for r in told.split('role="row"')[1:] if name in r)


def test_the_heatmap_says_how_each_answer_stands(page: str) -> None:
    first, fourth = row(page, "Ann0"), row(page, "Ann3")
    assert re.findall(r'class="cell (\w+)"', first) == ["unanswered"] * 6
    states = ["full", "full", "none", "none", "follows", "none"]
    assert re.findall(r'class="cell (\w+)"', fourth) == states
    signs = [plain(cell) for cell in re.findall(r"<a [^>]*>(.*?)</a>", fourth)[1:]]
    assert signs == ["✓", "✓", "A", "×", "↳", "×"]
    assert "f2: no points, mistake A, 0 of 2" in fourth
    assert 'href="../feedback/s03/a/nb.html#exercise-f2"' in fourth
    assert "1 day late, −0.5" in plain(fourth)


def test_rows_are_put_in_three_orders(page: str) -> None:
    rows = [row(page, f"Ann{n} ") for n in range(14)]
    places = [re.findall(r"--\w+:(\d+)", one) for one in rows]
    orders = [[int(p[n]) for p in places] for n in range(3)]
    assert all(sorted(order) == list(range(14)) for order in orders)
    assert orders[0] == list(range(14))
    assert orders[1][11] == 0 and orders[1][0] == 13, "the best first"
    assert orders[2][0] == 0, "who has most to mend first"


def test_ways_are_counted_and_a_new_one_is_shown(page: str) -> None:
    told = section(page, "ways")
    row = plain(told[told.index('<th scope="row">f5') :].split("</tr>")[0])
    assert row == "f5 3 0 plus 1 2"
    assert "&lt;script&gt;" in told


def test_items_have_a_verdict(page: str) -> None:
    told = plain(section(page, "items"))
    assert "13 submissions with at least one point" in told
    assert "too few to tell" in told
    assert "f0 100% – nothing varies" in told


def test_a_pair_is_worded_with_care(page: str) -> None:
    told = plain(section(page, "pairs"))
    assert "a reason to look, not a verdict" in told
    assert "6 of 6 unusual answers alike" in told
    assert "written by nobody else" in told


def test_care(page: str) -> None:
    told = plain(section(page, "care"))
    assert "forged &lt;script&gt;" in told and "cell 3: mended" in told
    assert "1 day −0.5" in told


def test_gain(page: str) -> None:
    told = plain(section(page, "gain"))
    assert "from 20% to 60%, a gain of 0.50" in told
    assert "10 20% 60% 0.50 medium" in told


def test_a_small_class_is_told_so() -> None:
    told = plain(section(report(count=5), "items"))
    assert "4 submissions have points. A class of fewer than ten is too small" in told
    assert "Discrimination" not in told


def test_nothing_alike_is_said_too() -> None:
    told = plain(section(report(count=5), "pairs"))
    assert "No two students wrote the same so often" in told


def test_russian_numbers() -> None:
    page = report(language="ru")
    assert "прирост 0,50" in plain(section(page, "gain"))
    assert "повод посмотреть, а не приговор" in plain(section(page, "pairs"))
