"""The student's page: what it says, what it must never say, and that it is inert."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from tiny_course import ALT, ASSIGNMENT, HIDDEN, PIXEL, Course, Page

from autograder.gradebook.lateness import LateRule
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    CellKind,
    GradeRecord,
    NotebookRecord,
    SubmissionRecord,
    read_assignment,
)
from autograder.model import (
    Counterexample,
    Curve,
    Diagnosis,
    NotebookResult,
    Observation,
    Status,
    SubmissionError,
)
from autograder.notebook.intake import parse
from autograder.pages.diagnoses import Explanation
from autograder.pages.displays import OutputKind, read_outputs
from autograder.pages.feedback import Sayings, feedback_page, write_feedback
from autograder.pages.formulas import to_mathml
from autograder.pages.hidden import Censor
from autograder.pages.safe_html import Prose


@pytest.fixture(scope="module")
def pages(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("feedback")
    with Gradebook(course.database) as gradebook:
        assignment = read_assignment(gradebook, ASSIGNMENT)
    found = {}
    for record in assignment.submissions:
        [path] = write_feedback(
            autograded=course.autograded(record.student.id),
            record=record,
            destination=folder / record.student.id / ASSIGNMENT,
        )
        assert path == folder / record.student.id / ASSIGNMENT / "tiny.html"
        found[record.student.id] = path.read_text(encoding="utf-8")
    return found


def test_no_page_shows_a_hidden_line(pages: dict[str, str]) -> None:
    for page in pages.values():
        for line in HIDDEN:
            assert line not in page
        for word in ("secret", "4711", "5555", "5557", "HIDDEN TESTS"):
            assert word not in page
        assert "spied -3" not in page


def test_message_raised_by_student_code_in_a_hidden_test_is_not_shown(
    pages: dict[str, str],
) -> None:
    page = pages["boris"]
    assert "leaked [" not in page
    assert "ValueError" in page
    assert "raise ValueError(f'leaked {values}')" in unescape(plain(page))


def test_message_of_a_visible_test_is_shown(pages: dict[str, str]) -> None:
    assert "square(2) is 4, not 6" in pages["cora"]
    assert "The visible check fails:" in pages["cora"]


def test_pages_are_inert(pages: dict[str, str]) -> None:
    for text in pages.values():
        page = Page(text)
        for tag, attributes in page.elements:
            assert tag not in ("script", "iframe", "object", "embed", "link", "base")
            for name, value in attributes.items():
                assert not name.startswith("on"), (tag, name)
                if name in ("src", "srcset", "data", "poster"):
                    assert (value or "").startswith("data:image/"), (tag, value)
                if name in ("href", "xlink:href"):
                    assert (value or "").startswith("#"), (tag, value)
        inside = re.sub(r"url\(data:font/woff;base64,[A-Za-z0-9+/=]+\)", "", text)
        assert "url(" not in inside and "@import" not in text


def test_script_is_only_ever_shown_as_text(pages: dict[str, str]) -> None:
    page = pages["boris"]
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#39;stream&#39;)&lt;/script&gt;" in page
    assert "onclick" not in page
    assert "<img src=x" not in page


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_headings_are_in_order_and_landmarks_there(pages: dict[str, str]) -> None:
    for text in pages.values():
        page = Page(text)
        levels = page.levels()
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
        tags = [tag for tag, _ in page.elements]
        assert tags.count("main") == 1 and "nav" in tags and "header" in tags
        ids = [a["id"] for _, a in page.elements if "id" in a]
        assert len(ids) == len(set(ids))


def test_alt_text_is_kept(pages: dict[str, str]) -> None:
    images = [a for t, a in Page(pages["ada"]).elements if t == "img"]
    assert [image["alt"] for image in images] == [ALT]


def test_page_speaks_the_language_of_the_submission(pages: dict[str, str]) -> None:
    assert '<html lang="ru">' in pages["boris"]
    assert "Видимые примеры пройдены" in pages["boris"]
    assert "Проверки преподавателем ждёт 1 задание (баллов: 2)." in pages["boris"]
    assert "The visible" not in pages["boris"]
    assert '<html lang="en">' in pages["ada"]


def test_hand_graders_comment_and_points_are_shown(pages: dict[str, str]) -> None:
    page = pages["ada"]
    assert "Comment by your instructor" in page
    assert "Nice, but say why <math" in page
    assert "<b>6.5</b>" in page and "of 7" in page
    assert "1.5 of 2" in page and "in part" in page
    assert "Your instructor says why in a comment." in page
    assert page.count('<details class="solved"') == 2


def test_what_waits_is_not_told_as_lost(pages: dict[str, str]) -> None:
    page = pages["boris"]
    assert "– / 2" in page and "0 / 2" not in page
    assert '<span class="waits" style="width: 28.6%">' in page


def test_late_penalty_and_lack_of_answers_are_shown(pages: dict[str, str]) -> None:
    page = pages["cora"]
    told = plain(page)
    assert "Answers 0 Late −0.5 Score 0" in told
    assert "1 day 3 hours after the deadline" in told
    assert "Deadline 2030-01-02, 09:00 UTC" in told
    # In the list to start from, and on the card.
    assert page.count("You left this exercise as it was given.") == 4
    assert "No response." not in page


def _book(tmp_path: Path, *cells: nbformat.NotebookNode) -> Path:
    book = new_notebook()
    book.cells = list(cells)  # not by the constructor, which refuses odd cells
    nbformat.write(book, tmp_path / "n.ipynb")
    return tmp_path


def _record(*grades: GradeRecord) -> SubmissionRecord:
    return SubmissionRecord(
        Person("<b>eve</b>"), "a", (NotebookRecord("n", grades, {}),)
    )


def _cell(source: str, name: str, **marks: object) -> nbformat.NotebookNode:
    cell = new_code_cell(source, execution_count=len(name))
    cell.metadata["nbgrader"] = {"grade_id": name, **marks}
    return cell


def _diagnosed(tmp_path: Path, diagnosis: Diagnosis, score: float = 0.0) -> str:
    """The Russian page of a notebook whose check f was diagnosed."""
    check = _cell("assert f(1) == 1", "test_f", grade=True, points=1)
    check.metadata["autograder"] = {"diagnosis": asdict(diagnosis)}
    folder = _book(tmp_path, _cell("def f(x): return -x", "f", solution=True), check)
    result = NotebookResult("eve", "a", "n", Status.GRADED, language="ru")
    explanations = {
        "f.sign": Explanation(
            "It is $1 - \\sigma(r)$, see `np.exp` <script>x</script>.",
            ("idea", "$-x$", "line"),
        ),
        "f.other": Explanation("Other.", ("one", "two", "three")),
    }
    [path] = write_feedback(
        autograded=folder,
        record=_record(GradeRecord("test_f", CellKind.CODE, 1.0, score)),
        results=[result],
        destination=tmp_path / "out",
        sayings=Sayings(explanations={"ru": explanations}),
    )
    page = path.read_text(encoding="utf-8")
    Page(page)
    return page


def test_a_named_mistake_has_its_message_example_and_hints(tmp_path: Path) -> None:
    example = Counterexample("f(1.0) <b>", "1.0", "-1.0")
    page = _diagnosed(tmp_path, Diagnosis((("f.sign",),), example))
    assert "<math" in page and "<code>np.exp</code>" in page
    assert page.count('<details class="hint">') == 3
    assert "Подсказка 3 из 3" in page
    assert "f(1.0) &lt;b&gt;" in page and "у вас получилось" in page
    assert "<b>eve" not in page and "&lt;b&gt;eve" in page


def test_a_tie_is_told_as_one(tmp_path: Path) -> None:
    page = _diagnosed(tmp_path, Diagnosis((("f.sign", "f.other"),)))
    told = page[page.index("<article") :]
    assert told.index(">Либо<") < told.index("<math") < told.index(">либо<")
    assert page.count('<details class="hint">') == 6


def test_what_was_seen_is_told_in_the_pages_language(tmp_path: Path) -> None:
    seen = Observation("raises", {"error": "E", "line": "<i>`x", "call": "f(1)"})
    page = _diagnosed(tmp_path, Diagnosis(observations=(seen,)))
    assert "останавливается с ошибкой <code>E</code>" in page
    assert "&lt;i&gt;ʹx" in page


def test_a_kind_of_another_version_is_left_out(tmp_path: Path) -> None:
    page = _diagnosed(tmp_path, Diagnosis(observations=(Observation("news"),)))
    assert "news" not in page


def test_what_the_answer_builds_on_is_told(tmp_path: Path) -> None:
    page = _diagnosed(tmp_path, Diagnosis(builds_on=("sigmoid",)))
    assert "сам по себе этот ответ верен" in page and "<code>sigmoid</code>" in page


def test_an_answer_with_full_points_is_not_diagnosed(tmp_path: Path) -> None:
    page = _diagnosed(tmp_path, Diagnosis((("f.sign",),)), score=1.0)
    assert '<details class="hint">' not in page


def test_an_array_is_drawn_with_its_wrong_entry_marked(tmp_path: Path) -> None:
    example = Counterexample("f([1, 2])", "[0.5, 1]", "[0.5, 2]")
    page = _diagnosed(tmp_path, Diagnosis((("f.sign",),), example))
    assert re.findall(r'<td class="off">.*?</span>(.*?)</td>', page) == ["2"]
    assert "<td>0.5</td>" in page and "f([1, 2])" in page


def test_a_function_of_a_number_is_drawn_as_two_curves(tmp_path: Path) -> None:
    example = Counterexample("f(1.0)", "1.0", "-1.0")
    across = (-0.5, 0.5, 1.5)
    curve = Curve("f(r, <b>)", "r", across, (0.0, 1.0, 2.0), (0.0, -1.0, -2.0))
    page = _diagnosed(tmp_path, Diagnosis((("f.sign",),), example, curve=curve))
    assert re.findall(r'<polyline points="([^"]*)" class="got"', page) == [
        "0.0,30.0 50.0,45.0 100.0,60.0"
    ]
    assert "f(r, &lt;b&gt;)" in page and "Две кривые" in page
    ends = re.findall(r"<text [^>]*>(.*?)</text>", page)
    assert ends == ["2", "−2", "−0,5", "1,5"], "numbers are the language's"


def _stopped(*outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    cell = _cell("def f(x):\n    while x:\n        x += 1\nf(1)", "f", solution=True)
    cell.outputs = list(outputs)
    return cell


def _error(name: str, text: str = "", *lines: int) -> nbformat.NotebookNode:
    frames = [f"Cell In[1], line {line}\n----> {line} code" for line in lines]
    return new_output("error", ename=name, evalue=text, traceback=frames)


def test_an_endless_loop_is_told_with_its_line(tmp_path: Path) -> None:
    check = _cell("assert f(1) == 1", "test_f", grade=True, points=1)
    found = Diagnosis(observations=(Observation("missing", {"name": "f"}),))
    check.metadata["autograder"] = {"diagnosis": asdict(found)}
    check.outputs = [_error("NameError", "name 'f' is not defined")]
    limit = _error("CellTimeoutError", "Stopped after 5 s of processor time")
    cell = _stopped(_error("KeyboardInterrupt", "", 4, 2), limit)
    page = _page(tmp_path, cell, check)
    first = plain(page.split("<ol>")[1].split("</ol>")[0])
    assert "stopped This cell ran for 5 s and was stopped." in first
    assert "It was in line 2 ( while x: )." in first
    card = plain(page.split("<article")[1].split('<div class="folds">')[0])
    assert "Because the cell never ended, f was never defined." in card
    assert "NameError" not in card
    assert re.search(r'<span class="hll">.*?while', page)


def test_a_name_that_a_stopped_cell_did_not_define_is_told(tmp_path: Path) -> None:
    check = _cell("assert f(1) == 1", "test_f", grade=True, points=1)
    check.outputs = [
        new_output(
            "error",
            ename="NameError",
            evalue="name 'f' is not defined",
            traceback=[f"Cell In[{len('test_f')}], line 1"],
        )
    ]
    page = _page(tmp_path, _stopped(_error("CellTimeoutError")), check)
    assert "Because the cell never ended, f was never defined." in plain(page)


def test_what_follows_from_another_answer_is_a_state_of_its_own(tmp_path: Path) -> None:
    page = _diagnosed(tmp_path, Diagnosis(builds_on=("sigmoid",)))
    assert 'class="verdict follows"' in page and 'class="verdict none"' not in page
    assert "пока не засчитано" in page


def test_lost_points_are_listed_the_dearest_first(tmp_path: Path) -> None:
    cells, grades = [], []
    for name, most, got in (("a", 1, 0), ("b", 3, 0), ("c", 2, 2), ("d", 2, 0)):
        cells.append(_cell(f"def {name}(): return 1", name, solution=True))
        cells.append(_cell("assert 0", f"test_{name}", grade=True, points=most))
        grades.append(GradeRecord(f"test_{name}", CellKind.CODE, most, got))
    page = _page(tmp_path, *cells, grades=grades)
    listed = page.split("<ol>")[1].split("</ol>")[0]
    assert re.findall(r'<span class="lost">−(\d)</span>', listed) == ["3", "2", "1"]
    assert page.count("<article") == 3 and page.count('<details class="solved"') == 1


def test_who_keeps_others_from_counting_comes_first_and_says_so(tmp_path: Path) -> None:
    cells, grades = [], []
    for name, most in (("a", 3), ("b", 1), ("c", 4)):
        cells.append(_cell(f"def {name}(): return 1", name, solution=True))
        cells.append(_cell("assert 0", f"test_{name}", grade=True, points=most))
        grades.append(GradeRecord(f"test_{name}", CellKind.CODE, most, 0))
    cells[-1].metadata["autograder"] = {
        "diagnosis": asdict(Diagnosis(builds_on=("b",)))
    }
    page = _page(tmp_path, *cells, grades=grades)
    listed = page.split("<ol>")[1].split("</ol>")[0]
    assert re.findall(r'<span class="lost">(.+?)</span>', listed) == ["−1", "−3", "4"]
    first, *others = listed.split("</li>")
    assert "It also keeps c (4 points) from counting." in re.sub("<.*?>", "", first)
    assert "from counting" not in "".join(others)


def test_the_rule_of_lateness_is_told_where_the_penalty_is_by_it(
    tmp_path: Path,
) -> None:
    due = datetime(2030, 1, 1, 12)
    grade = GradeRecord("test_f", CellKind.CODE, 10.0, 10.0)
    notebook = NotebookRecord("n", (grade,), {}, late_penalty=2.0)
    late = due + timedelta(days=1, hours=2)
    record = SubmissionRecord(Person("eve"), "a", (notebook,), late, due)
    _book(tmp_path, _cell("assert f(1)", "test_f", grade=True, points=10))
    told = {
        rate: plain(
            feedback_page(
                source=tmp_path / "n.ipynb",
                record=record,
                notebook=notebook,
                sayings=Sayings(late=LateRule(per_day=rate)),
            )
        )
        for rate in (0.1, 0.3)
    }
    assert "Answers 10 Late, 2 days begun, 10% a day −2 Score 8" in told[0.1]
    assert "Answers 10 Late −2 Score 8" in told[0.3]


def test_an_exercise_is_called_as_the_course_calls_it(tmp_path: Path) -> None:
    cell = _cell("def f(x): return x", "f", solution=True)
    check = _cell("assert f(1)", "test_f", grade=True, points=1)
    page = _page(tmp_path, cell, check, titles={"f": "The square of $x$"})
    assert '<a href="#exercise-f"><code>f</code> · The square of <math' in page


def _page(
    folder: Path,
    *cells: nbformat.NotebookNode,
    grades: Sequence[GradeRecord] = (GradeRecord("test_f", CellKind.CODE, 1.0, 0.0),),
    titles: Mapping[str, str] | None = None,
) -> str:
    record = _record(*grades)
    page = feedback_page(
        source=_book(folder, *cells) / "n.ipynb",
        record=record,
        notebook=record.notebooks[0],
        sayings=Sayings(titles={"en": titles or {}}),
    )
    Page(page)
    return page


def test_page_of_a_failed_notebook_gives_the_reason(tmp_path: Path) -> None:
    result = NotebookResult("eve", "a", "n", Status.FAILED, reason="<i>not JSON</i>")
    [path] = write_feedback(
        autograded=tmp_path / "nowhere",
        record=_record(),
        results=[result],
        destination=tmp_path / "out",
        sayings=Sayings(called={"en": "The <b>neuron</b>"}),
    )
    page = path.read_text(encoding="utf-8")
    assert "could not be graded" in page and "&lt;i&gt;not JSON" in page
    assert "<h1>The &lt;b&gt;neuron&lt;/b&gt;</h1>" in page
    assert "breaks off" not in page


def test_a_file_without_its_end_is_told_in_the_students_words(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError) as refused:
        parse(b'{"cells":\n["cut')
    page = feedback_page(
        source=tmp_path / "nowhere.ipynb",
        record=_record(),
        notebook=NotebookRecord("n"),
        result=NotebookResult(
            "eve", "a", "n", Status.FAILED, reason=str(refused.value)
        ),
        sayings=Sayings(language="ru"),
    )
    assert "Файл обрывается на строке 2" in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "No answer of yours is to blame: there is no score yet"),
        ("ru", "Ваши ответы тут ни при чём: оценки пока нет"),
    ],
)
def test_page_of_what_is_nobodys_fault_says_so(
    language: str, sentence: str, tmp_path: Path
) -> None:
    result = NotebookResult(
        "eve", "a", "n", Status.FAILED, "too slow", is_nobodys_fault=True
    )
    [path] = write_feedback(
        autograded=tmp_path / "nowhere",
        record=_record(),
        results=[result],
        destination=tmp_path / "out",
        sayings=Sayings(language=language),
    )
    page = path.read_text(encoding="utf-8")
    assert sentence in page
    assert "too slow" not in page and 'class="score"' not in page


def test_only_real_png_and_jpeg_are_shown() -> None:
    def outputs(**data: object) -> list[OutputKind]:
        shown = new_output(
            "display_data", {k.replace("_", "/"): v for k, v in data.items()}
        )
        cell = new_code_cell("", outputs=[shown])
        return [output.kind for output in read_outputs(cell, Censor([]), ())]

    assert outputs(image_png="PHN2Zz4=", text_plain="figure") == [OutputKind.TEXT]
    assert outputs(image_png='"><script>', text_plain="figure") == [OutputKind.TEXT]
    assert outputs(text_html="<script>") == []
    widget = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "x"}
    cell = new_code_cell("", outputs=[new_output("display_data", widget)])
    assert [o.kind for o in read_outputs(cell, Censor([]), ())] == [OutputKind.WIDGET]


@pytest.mark.parametrize(
    "source",
    [
        '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
        '<img src="https://evil.example/x.png">',
        "![x](https://evil.example/x.png)",
        '![$\\text{" onerror=alert(1) x="}$](data:image/png;base64,AAAA)',
        '<a href="java&#10;script:alert(1)">x</a>',
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<style>@import url(https://evil.example)</style>",
        '<form action="https://evil.example"><input></form>',
        "$\\text{</math><script>alert(1)</script>}$",
        "$\\href{javascript:alert(1)}{x}$",
        '<div style="background:url(https://evil.example)">x</div>',
        "\ue0000\ue001",
    ],
)
def test_markdown_is_tame(source: str) -> None:
    page = Page(str(Prose().markdown(source)))
    for tag, attributes in page.elements:
        assert tag not in ("script", "style", "svg", "form", "input", "iframe")
        assert not any(name.startswith("on") for name in attributes)
        assert "javascript" not in str(attributes)
        source_of = attributes.get("src") or "data:image/png"
        assert source_of.startswith(("data:image/png", "data:image/jpeg"))
        assert "url(" not in str(attributes)


def test_headings_of_prose_never_skip_a_level() -> None:
    html = str(Prose(3).markdown("# a\n\n#### b\n\n## c\n\n# d"))
    assert re.findall(r"<h(\d)>", html) == ["3", "4", "4", "3"]


@pytest.mark.parametrize(
    "latex",
    [
        r"P(L = 1|X) = Y(X, w) = \sigma(r) = \frac{1}{1 + e^{-r}}",
        r"r = w_0 + \sum_{i=1}^{N} X_i w_i",
        r"-r = \log(\frac{1}{P} - 1) = \log\frac{1 - P}{P}",
        r"\begin{cases} -\log Y, & L = 1\\ -\log(1 - Y), & L = 0 \end{cases}",
        r"W = \underset{W}{\operatorname{argmin}} f(W), \forall W_0",
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"W_{i+1} = W_i - \lambda \nabla f(W_i),\ f: \mathbb{R}^{N} \to \mathbb{R}",
        r"Y'_{w_i}(X, w) = \sigma(r)(1 - \sigma(r)) X_i, i \ge 1",
    ],
)
def test_formulas_of_the_lecture_become_mathml(latex: str) -> None:
    html = to_mathml(latex, block=True)
    assert html.startswith("<math") and "\\" not in html
    Page(html)


@pytest.mark.parametrize("latex", [r"\frac{1}{", "{" * 5000, r"\begin{cases}"])
def test_broken_formula_is_shown_as_it_was_written(latex: str) -> None:
    assert to_mathml(latex).startswith('<code class="formula">')


def test_other_names_than_ours_are_grouped_by_place(tmp_path: Path) -> None:
    folder = _book(
        tmp_path,
        new_markdown_cell("## Part A"),
        _cell("def f(): return 1", "answer-a", solution=True),
        _cell("assert f()", "correct", grade=True, points=1),
        _cell("assert f() == 1", "correct-too", grade=True, points=2),
    )
    [path] = write_feedback(
        autograded=folder,
        record=_record(
            GradeRecord("correct", CellKind.CODE, 1.0, 1.0),
            GradeRecord("correct-too", CellKind.CODE, 2.0, 2.0),
        ),
        destination=tmp_path / "out",
    )
    page = path.read_text(encoding="utf-8")
    assert page.count('<details class="solved"') == 1
    assert "3 / 3" in page and "Part A" in page


def test_strange_metadata_does_not_stop_a_page(tmp_path: Path) -> None:
    image = new_output("display_data", {"image/png": base64.b64encode(PIXEL).decode()})
    image.metadata["image/png"] = "not a dict"
    odd = new_code_cell("f()", outputs=[image], execution_count=1)
    odd.metadata["nbgrader"] = "not a dict"
    folder = _book(tmp_path, odd, new_markdown_cell("![x](attachment:a)"))
    assert write_feedback(
        autograded=folder, record=_record(), destination=tmp_path / "out"
    )


def test_a_picture_beside_the_notebook_is_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "plot.png").write_bytes(PIXEL)
    (tmp_path / "link.png").symlink_to(tmp_path / "plot.png")
    text = "![mine](plot.png) ![no](link.png) [there](https://x.org)"
    nbformat.write(new_notebook(cells=[new_markdown_cell(text)]), tmp_path / "a.ipynb")
    page = feedback_page(
        source=tmp_path / "a.ipynb",
        record=SubmissionRecord(Person("ada"), "a", (NotebookRecord("a"),)),
        notebook=NotebookRecord("a"),
    )
    pixel = base64.b64encode(PIXEL).decode()
    assert page.count(f'src="data:image/png;base64,{pixel}"') == 1
    assert '<span class="missing-image">no</span>' in page
    away = 'target="_blank" rel="noopener noreferrer" href="https://x.org"'
    assert f"<a {away}>there</a>" in page
