"""Whole pages of notebooks, people and comments that are anything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.analysis.answers import Blank, Classwork
from autograder.gradebook.people import Person
from autograder.gradebook.records import (
    AssignmentRecord,
    CellKind,
    CommentRecord,
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
from autograder.pages.feedback import feedback_page
from autograder.pages.report import Report, Surroundings
from autograder.plugins.settings import safe_settings
from tests.pathological import MIXED, STRANGE

KINDS = (
    *("text/plain", "text/html", "text/markdown", "text/latex", "text/x-unknown"),
    *("image/png", "image/jpeg", "image/svg+xml", "application/pdf"),
    *("application/javascript", "application/json"),
    *("application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json"),
)
PIXEL = "iVBORw0KGgo="
FLAGS = ("grade", "solution", "locked", "task")
PATIENT = settings(max_examples=12)
A_FEW = settings(max_examples=6)  # charts take half a second

JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), MIXED),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("width", "height", "alt", "language")) | MIXED,
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)
TEXTS = MIXED | st.lists(MIXED, max_size=3)
"""A text as nbformat writes it: whole, or by lines."""

METADATA = st.dictionaries(st.sampled_from(KINDS) | MIXED, JSON, max_size=2)
NAMES = st.sampled_from(("one", "two", "test_one")) | MIXED
STREAM = st.builds(
    new_output,
    st.just("stream"),
    name=st.sampled_from(("stdout", "stderr")),
    text=MIXED,
)
ERROR = st.builds(
    new_output,
    st.just("error"),
    ename=st.sampled_from(("AssertionError", "SyntaxError", "CellTimeoutError"))
    | MIXED,
    evalue=MIXED,
    traceback=st.lists(MIXED, max_size=2),
)
DISPLAY = st.builds(
    new_output,
    st.sampled_from(("display_data", "execute_result")),
    data=st.dictionaries(
        st.sampled_from(KINDS), TEXTS | st.just(PIXEL), min_size=1, max_size=2
    )
    | st.dictionaries(st.just("application/json"), JSON, min_size=1),
    metadata=METADATA,
)


@st.composite
def cells(draw: st.DrawFn) -> NotebookNode:
    """Draw a cell: a sound one, of nbformat, in which all else is anybody's."""
    metadata = draw(METADATA)
    if draw(st.booleans()):
        mark = dict.fromkeys(FLAGS, False) | {"schema_version": 3}
        mark |= dict.fromkeys(draw(st.sets(st.sampled_from(FLAGS))), True)
        metadata["nbgrader"] = {**mark, "grade_id": draw(NAMES), "points": 1}
    if draw(st.booleans()):
        metadata["autograder"] = draw(JSON)
    if draw(st.booleans()):
        outputs = draw(st.lists(STREAM | ERROR | DISPLAY, max_size=2))
        count = draw(st.none() | st.integers(0, 2))
        return new_code_cell(
            draw(MIXED), metadata=metadata, outputs=outputs, execution_count=count
        )
    bundles = st.dictionaries(st.sampled_from(KINDS), MIXED | st.just(PIXEL))
    attached = st.dictionaries(st.just("a.png") | MIXED, bundles, max_size=1)
    return new_markdown_cell(draw(MIXED), metadata=metadata, attachments=draw(attached))


WIDGETS = st.dictionaries(
    st.just("application/vnd.jupyter.widget-state+json"), JSON, min_size=1
)

NOTEBOOKS = st.builds(
    lambda cells, said: new_notebook(cells=cells, metadata=said),
    st.lists(cells(), max_size=4),
    st.fixed_dictionaries(
        {}, optional={"autograder": JSON, "title": MIXED, "widgets": JSON | WIDGETS}
    ),
)

PEOPLE = st.builds(Person, MIXED, MIXED, MIXED, MIXED, MIXED)
DETAILS = (
    *("name", "names", "error", "call", "line", "printed", "expected", "got", "all"),
    *("factor", "offset", "relative", "seconds", "sort", "wrong"),
)

OBSERVATIONS = st.builds(
    Observation,
    st.sampled_from(("raises", "missing", "open", "computed", "unfinished")) | MIXED,
    st.fixed_dictionaries(dict.fromkeys(DETAILS, MIXED)),
)


def written(values: object) -> int:
    """Return how much text there is in values of any kind."""
    return len(str(values).encode("utf-8", "surrogatepass"))


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: Counter[str] = Counter()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: set[str] = set()
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside = tag if tag in ("script", "style") else ""
        if self._inside:
            self.scripts[f"<{tag} {attrs}>"] += 1
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links |= {
            value or "" for name, value in attrs if name in ("href", "src", "srcdoc")
        }

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[data] += 1


ACTING = {
    *("script", "style", "link", "meta", "base", "form"),
    *("iframe", "frame", "object", "embed", "applet"),
}
"""Elements that do, load or send something."""

CHARACTER, CONSTANT = 1_000, 20_000
"""Bytes of a page for one of a text: a formula of one letter has hundreds."""


LINKS = ("https://", "http://", "mailto:", "data:image/", "#", "../feedback/")


def assert_sound(page: str, plain: str, texts: object) -> None:
    """Assert of a page that nothing acts on it but what is on a plain one, too."""
    assert len(page.encode()) < 2 * len(plain) + CONSTANT + CHARACTER * written(texts)
    seen, known = Seen(page), Seen(plain)
    assert seen.scripts == known.scripts
    assert not seen.handlers
    assert not seen.tags & ACTING - known.tags and STRANGE not in seen.tags
    for link in seen.links - known.links:
        assert link.startswith(LINKS)
    odd = {c for c in page if not c.isprintable() and c.isascii()} - {"\n", "\t", "\r"}
    assert not odd


def record(names: Iterable[str], comments: dict[str, str]) -> NotebookRecord:
    """Return grades without points, by cell, and comments."""
    return NotebookRecord(
        "a",
        tuple(GradeRecord(name, CellKind.CODE, 1.0, 0.0) for name in names),
        {name: CommentRecord(text) for name, text in comments.items()},
    )


COMMENTS = st.dictionaries(NAMES, MIXED, max_size=2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def feedback(source: Path, person: Person, notebook: NotebookRecord) -> str:
    return feedback_page(
        source=source,
        record=SubmissionRecord(
            person, "a", (notebook,), timestamp=datetime(2030, 1, 2)
        ),
        notebook=notebook,
    )


@cache
def plain_feedback(folder: Path) -> str:
    """Return the page of a notebook without cells."""
    source = write(folder / "plain.ipynb", new_notebook())
    return feedback(source, Person("ada"), record((), {}))


@PATIENT
@given(notebook=NOTEBOOKS, person=PEOPLE, comments=COMMENTS)
def test_the_feedback_page(
    folder: Path, notebook: NotebookNode, person: Person, comments: dict[str, str]
) -> None:
    source = folder / "a.ipynb"
    names = [
        cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells
    ]
    graded = record(dict.fromkeys(filter(None, names)), comments)
    page = feedback(write(source, notebook), person, graded)
    assert_sound(page, plain_feedback(folder), [notebook, person, comments])


def write(path: Path, notebook: NotebookNode) -> Path:
    """Write a notebook; JSON can hold half of a surrogate pair."""
    path.write_text(json.dumps(notebook), "utf-8")
    return path


@pytest.fixture(scope="module")
def exporter(folder: Path) -> HTMLExporter:
    """What the formgrader makes its pages with."""
    return HTMLExporter(config=safe_settings(folder), template_name="formgrade")


def formgraded(exporter: HTMLExporter, source: Path, person: Person) -> str:
    known = {"index": 0, "total": 1, "base_url": "", "submission_id": "1"}
    known |= {"assignment_id": "a", "notebook_id": "a", "notebook_path": "a/b"}
    known |= {"student": person.id, "first_name": person.first_name}
    known |= {"last_name": person.last_name}
    page, _ = exporter.from_filename(str(source), resources=known)
    return str(page)


@cache
def plain_formgraded(exporter: HTMLExporter, folder: Path) -> str:
    """Return the page of a notebook without cells."""
    source = write(folder / "plain.ipynb", new_notebook())
    return formgraded(exporter, source, Person("ada"))


def half_a_pair() -> NotebookNode:
    """Return a notebook with a drawing that no file can hold."""
    output = new_output("display_data", {"image/svg+xml": "\ud800"})
    return new_notebook(cells=[new_code_cell("", outputs=[output])])


@PATIENT
@given(notebook=NOTEBOOKS, person=PEOPLE)
@example(notebook=half_a_pair(), person=Person("ada"))
def test_the_formgraders_page(
    folder: Path, exporter: HTMLExporter, notebook: NotebookNode, person: Person
) -> None:
    source = folder / "b.ipynb"
    page = formgraded(exporter, write(source, notebook), person)
    assert_sound(page, plain_formgraded(exporter, folder), [notebook, person])


@st.composite
def results(draw: st.DrawFn, student: str) -> NotebookResult:
    """Draw what the grader says of one notebook."""
    texts = st.lists(MIXED, max_size=2).map(tuple)
    found = st.builds(
        Diagnosis,
        st.lists(st.just(("square.doubled",)) | texts, max_size=2).map(tuple),
        st.none() | st.builds(Counterexample, MIXED, MIXED, MIXED),
        st.lists(OBSERVATIONS, max_size=2).map(tuple),
        texts,
    )
    checks = st.builds(
        CellResult, st.just("square"), st.just(0.0), st.just(1.0), MIXED, found
    )
    return NotebookResult(
        student,
        "a",
        "a",
        draw(st.sampled_from(Status)),
        reason=draw(MIXED),
        is_nobodys_fault=draw(st.booleans()),
        notes=draw(texts),
        flags=draw(texts),
        language=draw(MIXED),
        cells=tuple(draw(st.lists(checks, max_size=1))),
    )


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    """Draw all that there is to report of a class."""
    people = draw(st.lists(PEOPLE, max_size=3, unique_by=lambda person: person.id))
    square = record(["square"], {})
    submissions = tuple(SubmissionRecord(one, "a", (square,)) for one in people)
    answers = {one.id: {("a", "square"): draw(MIXED)} for one in people}
    blank = "def square(x):\n    return ..."
    exercise = Blank(("a", "square"), "def square(x):\n    return x * x", blank)
    explained = {"square.doubled": Explanation(draw(MIXED), (draw(MIXED),))}
    about = Surroundings(
        explanations=explained,
        exercises={"square": draw(MIXED)},
        title=draw(MIXED),
        link=lambda student, notebook: (
            "../feedback/" + quote(f"{student}/{notebook}", errors="replace")
        ),
        root=Path(draw(MIXED)),
    )
    return {
        "record": AssignmentRecord("a", None, 1.0, tuple(people), submissions),
        "results": [draw(results(one.id)) for one in people],
        "work": Classwork((exercise,), answers),
        "about": about,
    }


@A_FEW
@given(known=reports())
def test_the_report(known: dict[str, Any]) -> None:
    assert_sound(Report(**known).page(), plain_report(), known)


@cache
def plain_report() -> str:
    """Return the report on a class without students."""
    return Report(AssignmentRecord("a", None, 1.0)).page()
