"""The class report: right counts, nothing foreign in the page, the same bytes twice."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event
from tiny_course import ASSIGNMENT, Page

from autograder.gradebook.records import read_assignment
from autograder.model import (
    CellResult,
    Diagnosis,
    NotebookResult,
    Status,
    UsageError,
)
from autograder.pages.diagnoses import Explanation
from autograder.pages.index import Overview, index_page, overview, step
from autograder.pages.lessons import Lessons
from autograder.pages.report import Report, Surroundings

RESULTS = (
    NotebookResult(
        "ada",
        ASSIGNMENT,
        "tiny",
        Status.GRADED,
        seconds=1.25,
        cells=(CellResult("test_square", 3, 3), CellResult("test_mean", 2, 2)),
    ),
    NotebookResult(
        "boris",
        ASSIGNMENT,
        "tiny",
        Status.GRADED,
        seconds=9.5,
        cells=(
            CellResult(
                "test_square", 0, 3, diagnosis=Diagnosis((("square.constant",),))
            ),
            CellResult("test_mean", 0, 2),
        ),
    ),
    NotebookResult(
        "<zed>", ASSIGNMENT, "tiny", Status.FAILED, reason="not <JSON>: line 3"
    ),
    NotebookResult("ada", "another", "tiny", Status.FAILED, reason="elsewhere"),
)


@pytest.fixture
def page(gradebook: Gradebook) -> str:
    return Report(
        read_assignment(gradebook, ASSIGNMENT),
        RESULTS,
        about=Surroundings(
            explanations={"square.constant": Explanation("Always $4$.")}
        ),
    ).page()


def test_counts(page: str) -> None:
    counts = dict(re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", page))
    assert counts == {
        "submitted": "4",
        "graded": "3",
        "could not be graded": "1",
        "to be graded by hand": "1",
        "late": "1",
    }


def test_failures_have_a_reason_and_a_remedy(page: str) -> None:
    assert "not &lt;JSON&gt;: line 3" in page
    assert "--student &#39;&lt;zed&gt;&#39;" in page
    assert "elsewhere" not in page and "<zed>" not in page


def test_a_failure_is_told_by_name(gradebook: Gradebook) -> None:
    record = read_assignment(gradebook, ASSIGNMENT)
    named = next(person for person in record.students if person.name)
    failed = NotebookResult(named.id, ASSIGNMENT, "tiny", Status.FAILED, reason="cut")
    page = Report(record, (failed,)).page()
    told = page[page.index('<div class="failure">') :]
    assert named.name in told[: told.index("cut")]


def test_a_reply_that_cannot_be_read_is_told_by_its_exercise(
    gradebook: Gradebook,
) -> None:
    flags = ("test_square: broken or forged reply: a frame", "another <word>")
    page = Report(
        read_assignment(gradebook, ASSIGNMENT),
        (replace(RESULTS[0], flags=flags),),
    ).page()
    assert "what came back could not be read: square." in page
    assert "another &lt;word&gt;" in page


def seen(gradebook: Gradebook, href: str) -> Overview:
    """Return what an index says of the class."""
    record = read_assignment(gradebook, ASSIGNMENT)
    about = Surroundings(explanations={"square.constant": Explanation("Always $4$.")})
    report = Report(record, RESULTS, about=about)
    return overview(record, report.map, href=href, lessons=report.lessons)


def test_the_index_says_what_to_revisit(gradebook: Gradebook, page: str) -> None:
    one = seen(gradebook, "tiny.html")
    index = index_page([one])
    Page(index)
    told = index[index.index('<ol class="topics"') : index.index("</ol>")]
    assert "Always <math" in told
    anchors = re.findall(r'href="tiny.html#([^"]+)"', told)
    assert len(anchors) == len(one.lessons.topics)
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_before_the_next_class_comes_what_cost_most_of_several_assignments(
    gradebook: Gradebook,
) -> None:
    first, second = (seen(gradebook, href) for href in ("1.html", "2.html"))
    (dear, *rest), topics = first.lessons.topics, second.lessons.topics
    dearer = replace(dear, lost=99.0)
    first = replace(first, lessons=replace(first.lessons, topics=(dearer, *rest)))
    index = index_page([first, replace(second, title="Later")])
    Page(index)
    agenda = index[
        index.index('<ol class="agenda"') : index.index('<ol class="topics"')
    ]
    leads = re.findall(r'href="(\d.html)#([^"]+)"', agenda)
    assert leads[:2] == [("1.html", dear.anchor), ("2.html", topics[0].anchor)]
    assert len(leads) == min(5, len(rest) + 1 + len(topics))
    assert "<b>99</b>" in agenda and "Later" in agenda


def test_of_one_assignment_there_is_no_list_before_the_next_class(
    gradebook: Gradebook,
) -> None:
    other = replace(seen(gradebook, "2.html"), lessons=Lessons())
    assert '<ol class="agenda"' not in index_page([seen(gradebook, "1.html"), other])


def test_letters_are_explained_at_the_map(gradebook: Gradebook, page: str) -> None:
    for told in (page, index_page([seen(gradebook, "tiny.html")])):
        (meanings,) = re.findall(
            r'<details class="meanings">(.*?)</details>', told, re.S
        )
        (dt,) = re.findall(r"<dt>(.*?)</dt>", meanings)
        assert dt == "square" and ">A</span>" in meanings and "Always <math" in meanings


def test_a_students_index_has_no_letters_of_the_report(gradebook: Gradebook) -> None:
    record = read_assignment(gradebook, ASSIGNMENT)
    map_ = Report(record, RESULTS).map
    assert {cell.letter for row in map_.rows for cell in row.cells} == {"", "A"}
    taken = [step(record, map_, row) for row in map_.rows]
    assert not any(cell.letter for one in taken for cell in one.cells)


def test_exercises_stand_in_the_notebooks_order(page: str) -> None:
    heads = re.findall(r'<span class="up">(.*?)</span>', page)
    assert heads == ["square", "mean", "reason"]
    assert re.findall(r'<span class="most">(.*?)</span>', page) == ["3", "2", "2"]


def test_numbers_of_an_exercise(page: str) -> None:
    row = page[page.index('<th scope="row">square</th>') :].split("</tr>")[0]
    assert re.findall(r'<td class="n">(.*?)</td>', row) == [
        "3",
        "1",
        "0",
        "2",
        "0",
        "33%",
    ]


def test_mistakes_slowest_and_absent_students(page: str) -> None:
    assert "Always <math" in page
    assert page.index(">9.5<") < page.index(">1.25<")
    assert "nothing submitted" in page and "Zhuk" in page


def test_page_is_whole_and_alone(page: str) -> None:
    parsed = Page(page)
    levels = parsed.levels()
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    ids = [a["id"] for _, a in parsed.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert "http" not in re.sub(r'http-equiv="', "", page)
    charts = [a for t, a in parsed.elements if t == "svg" and a.get("role") == "img"]
    assert len(charts) == 2
    assert all("chart" in (a["aria-label"] or "") for a in charts)


def test_same_numbers_give_the_same_bytes(gradebook: Gradebook) -> None:
    record = read_assignment(gradebook, ASSIGNMENT)
    first, second = (Report(record, RESULTS).page() for _ in range(2))
    assert first == second


def test_russian(gradebook: Gradebook) -> None:
    record = read_assignment(gradebook, ASSIGNMENT)
    page = Report(record, about=Surroundings(language="ru")).page()
    assert '<html lang="ru">' in page
    assert "4 студента" in page and "Как справилась группа" in page


def test_empty_class(gradebook: Gradebook) -> None:
    record = read_assignment(gradebook, ASSIGNMENT, students=())
    page = Report(record).page()
    assert "<svg role" not in page and "Class report" in page


def test_queries_do_not_grow_with_the_class(gradebook: Gradebook) -> None:
    asked: list[str] = []
    event.listen(
        gradebook.engine,
        "before_cursor_execute",
        lambda *args: asked.append(args[2]),
    )
    read_assignment(gradebook, ASSIGNMENT)
    assert len(asked) == 6


def test_unknown_assignment_is_a_usage_error(gradebook: Gradebook) -> None:
    with pytest.raises(UsageError, match="no assignment 'nope'"):
        read_assignment(gradebook, "nope")
