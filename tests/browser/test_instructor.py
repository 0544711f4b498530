"""The instructor's afternoon in the formgrader, on two seminars and three students.

Ada is right, Boris loses a minus, Chen hands in the blank; Mallory does not come to
learn.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from PIL import Image, ImageStat
from playwright.sync_api import Browser, Page

from autograder.config import load_course
from autograder.config.nbgrader_course import open_course
from autograder.course.release import release
from autograder.demo.classroom import Member, hand_in
from autograder.seminar.master import Purpose
from autograder.seminar.reader import load_seminar
from tests.browser.conftest import ROOT, SIZE, Picture, window
from tests.browser.formgrader import FormgraderPage, formgrader
from tests.browser.watch import Watch

SEMINAR, OTHER = "l1_2_sigmoid", "l1_1_neuron"
NOTEBOOK = f"{SEMINAR}.ipynb"
QUESTION = "clinic"
MISTAKE, MESSAGE = "plus_in_exponent", "The exponent has lost its minus"
ANSWER = (
    "In training the log of the prior odds was $0$. In the clinic it is "
    "$\\log\\frac{0.01}{0.99} = -4.60$: add that to $w_0$ and leave the other weights."
)
COMMENT = "The shift of $w_0$ is **right**; which probability follows is missing."

COURSE_CONFIG = """\
from datetime import UTC, datetime

from autograder.config import Assignment, Course, Limits

due = datetime(2026, 12, 7, 23, 59, tzinfo=UTC)
titles = {{"en": "A seminar", "ru": "Семинар"}}
course = Course(
    id="neuron",
    title=titles,
    languages=["en", "ru"],
    isolation="separate",
    limits=Limits(cell_seconds=30, notebook_seconds=300, memory_mb=2048),
    assignments=[
        Assignment(id=id, title=titles, points=20, due=due)
        for id in {ids}
    ],
)
"""

# What runs in the page is as good as the instructor. Each place where nbgrader or
# nbconvert show what a student wrote, or made to be shown.
RUN = '<img src="x" onerror="window.ran = true">'
HOSTILE = (
    "from IPython.display import HTML, Javascript, Markdown, display\n"
    f"display(HTML({RUN!r}))",
    "display(Javascript('window.ran = true'))",
    f"display(Markdown({RUN!r}))",
    "display({'image/png': 'iVBORw0KGgo='}, raw=True, metadata={'image/png':"
    " {'width': '1 src=x onerror=window.ran=true'}})",
)


def furnish(folder: Path) -> Path:
    """Lay out a course that has been handed in, as it is before anything is graded."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for step in ("source", "release"):
        for language in ("en", "ru"):
            for seminar in (SEMINAR, OTHER):
                place = Path(step, language, seminar)
                shutil.copytree(ROOT / place, folder / place)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    config = COURSE_CONFIG.format(ids=[OTHER, SEMINAR])
    (folder / "course_config.py").write_text(config, "utf-8")
    with (folder / "nbgrader_config.py").open("a") as written:
        written.write(f"c.Exchange.root = {str(folder / 'exchange')!r}\n")
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    hand_in_all(folder)
    return folder


def hand_in_all(folder: Path) -> None:
    """Write the submissions of all four."""
    seminar = load_seminar(folder / "notebooks" / SEMINAR)
    asked = (*seminar.of(Purpose.SOLUTION), *seminar.of(Purpose.MANUAL))
    right = dict.fromkeys((cell.name for cell in asked), "reference")
    answers = {
        "ada": right,
        "boris": {**right, "sigmoid": MISTAKE},
        "chen": dict.fromkeys(right, "blank"),
        "mallory": right,
    }
    assignment = load_course(folder).assignment(SEMINAR)
    for name, given in answers.items():
        hand_in(Member(name, name, "en", "", given), seminar, assignment, folder)
    look = f"import os\nprint('course in sight:', os.path.exists({str(folder)!r}))"
    add_cells(folder, "ada", look)
    add_cells(folder, "boris", answer=ANSWER)
    add_cells(folder, "mallory", *HOSTILE, answer=RUN)


def add_cells(folder: Path, student: str, *sources: str, answer: str = "") -> None:
    """Add code at a notebook's end, and put in a free-text answer."""
    path = folder / "submitted" / student / SEMINAR / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == QUESTION:
            cell.source = answer or cell.source
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course without a gradebook, and without a release."""
    folder = furnish(tmp_path_factory.mktemp("course"))
    shutil.rmtree(folder / "release" / "en")
    return folder


@pytest.fixture(scope="module")
def address(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with formgrader(course, tmp_path_factory.mktemp("instructor")) as said:
        yield said


@pytest.fixture
def desk(page: Page, address: str) -> FormgraderPage:
    """The formgrader in a window of its own."""
    return FormgraderPage(page, address)


@pytest.fixture(scope="module")
def afternoon(browser: Browser, address: str) -> dict[str, str]:
    """Generate and autograde by the buttons; what came up, and the console's errors."""
    with window(browser, "afternoon") as page:
        watch = Watch(page)
        desk = FormgraderPage(page, address)
        desk.assignments()
        said = {"generate": desk.press(SEMINAR, "assign")}
        for student in desk.submissions(SEMINAR):
            said[student] = desk.press(student, "autograde")
        said["errors"] = "\n".join(watch.errors)
    return said


def scores(course: Path) -> dict[str, dict[str, float | None]]:
    """Return the points that grading gave, by student and cell."""
    with open_course(course).gradebook() as gradebook:
        return {
            submission.student.id: {
                grade.cell.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.assignment_submissions(SEMINAR)
        }


def each_attack(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the notebook's hostile parts, each as a notebook of its own."""
    *_, html, script, markdown, size = notebook.cells
    assert "text/html" in html.outputs[0].data
    assert "application/javascript" in script.outputs[0].data
    assert "text/markdown" in markdown.outputs[0].data
    assert "onerror" in size.outputs[0].metadata["image/png"]["width"]
    (answer,) = (cell for cell in notebook.cells if cell.source == RUN)
    for cell in (html, script, markdown, size, answer):
        yield nbformat.v4.new_notebook(cells=[cell])


def unreadable(page: Page) -> list[str]:
    """Return what axe-core finds on a page, but heads of tables that are formulas."""
    return [
        f"{found['id']}: {node['html']}"
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
        if not (found["id"] == "empty-table-header" and "<math" in node["html"])
    ]


def autograded(course: Path, student: str) -> str:
    return (course / "autograded" / student / SEMINAR / NOTEBOOK).read_text("utf-8")


def test_a_course_without_a_gradebook_opens(desk: FormgraderPage, watch: Watch) -> None:
    assert desk.assignments() == [OTHER, SEMINAR]
    assert watch.errors == []


def test_generate_makes_the_release(course: Path, afternoon: dict[str, str]) -> None:
    assert afternoon["generate"] == "Success"
    place = Path("release", "en", SEMINAR, NOTEBOOK)
    assert (course / place).read_bytes() == (ROOT / place).read_bytes()


def test_no_list_complains(afternoon: dict[str, str]) -> None:
    assert afternoon["errors"] == ""


def test_autograde_gives_what_the_command_gives(
    course: Path, afternoon: dict[str, str], tmp_path: Path
) -> None:
    assert [afternoon[name] for name in ("ada", "boris", "chen")] == ["Success"] * 3
    other = furnish(tmp_path / "other")
    plan = load_course(other)
    release(plan, other, plan.assignment(SEMINAR), "en")
    command = [sys.executable, "-m", "autograder", "grade", SEMINAR]
    subprocess.run([*command, "--course-dir", other], check=True, capture_output=True)
    assert scores(course) == scores(other)
    assert scores(course)["boris"]["test_sigmoid"] == 0


@pytest.mark.usefixtures("afternoon")
def test_autograde_runs_in_the_sandbox(course: Path) -> None:
    assert "course in sight: False" in autograded(course, "ada")
    assert f"sigmoid.{MISTAKE}" in autograded(course, "boris")


@pytest.mark.usefixtures("afternoon")
def test_points_and_a_comment_given_by_hand_reach_the_student(
    desk: FormgraderPage, watch: Watch, course: Path, picture: Picture
) -> None:
    desk.page.set_viewport_size({"width": 1280, "height": 560})
    desk.assignments()
    picture("formgrader")
    desk.page.set_viewport_size(SIZE)
    desk.grade_by_hand(SEMINAR, "boris")
    desk.give(QUESTION, points="1.5", comment=COMMENT)
    desk.look_at(QUESTION)
    picture("by-hand")
    before = sum(points or 0 for points in scores(course)["boris"].values())
    assert desk.submissions(SEMINAR)["boris"] == f"{before + 1.5:g} / 20"
    assert desk.press("boris", "generate-feedback") == "Success"
    page = course / "feedback" / "boris" / SEMINAR / f"{SEMINAR}.html"
    written = page.read_text("utf-8")
    assert "is <strong>right</strong>; which" in written
    assert MESSAGE in written

    page.unlink()
    command = [sys.executable, "-m", "autograder", "feedback", "--course-dir", course]
    subprocess.run(command, check=True, capture_output=True)
    assert page.read_text("utf-8") == written
    assert watch.errors == []


@pytest.mark.usefixtures("afternoon")
def test_the_feedback_page_shows_points_and_comment(
    desk: FormgraderPage, course: Path, page: Page
) -> None:
    desk.grade_by_hand(SEMINAR, "ada")
    desk.give(QUESTION, points="2", comment=COMMENT)
    desk.submissions(SEMINAR)
    desk.press("ada", "generate-feedback")
    page.goto((course / "feedback" / "ada" / SEMINAR / f"{SEMINAR}.html").as_uri())
    assert page.get_by_text("20 of 20").first.is_visible()
    assert page.get_by_text("which probability follows is missing").is_visible()


@pytest.mark.usefixtures("afternoon")
def test_formulas_are_set_and_the_keyboard_works_without_a_network(
    desk: FormgraderPage, watch: Watch
) -> None:
    desk.grade_by_hand(SEMINAR, "ada")
    answer = desk.page.locator(".nbgrader_cell", has=desk.page.locator(f"#{QUESTION}"))
    assert answer.locator("math").count() > 3
    desk.page.locator(f"#{QUESTION}").focus()
    desk.page.keyboard.press("Control+.")
    desk.page.wait_for_url("**/submissions/*/?index=*")
    assert watch.errors == []


def test_what_mallory_wrote_would_run_without_our_filters(
    course: Path, afternoon: dict[str, str], page: Page
) -> None:
    assert afternoon["mallory"] == "Success"
    notebook = nbformat.reads(autograded(course, "mallory"), as_version=4)
    for attack in each_attack(notebook):
        html, _ = HTMLExporter(template_name="classic").from_notebook_node(attack)
        page.goto("about:blank")  # forgets what ran before
        page.evaluate("window.$ = () => []")  # jQuery, which the formgrader brings
        page.set_content(html, wait_until="commit")
        page.wait_for_function("window.ran")


@pytest.mark.usefixtures("afternoon")
def test_nothing_of_a_student_runs_on_the_instructors_page(
    desk: FormgraderPage, watch: Watch
) -> None:
    desk.grade_by_hand(SEMINAR, "mallory")
    desk.page.wait_for_load_state("networkidle")
    assert desk.page.evaluate("window.ran") is None
    assert desk.page.locator("[onerror]").count() == 0
    assert watch.errors == []


@pytest.mark.usefixtures("afternoon")
@pytest.mark.parametrize(
    "place",
    [
        "manage_assignments",
        f"manage_submissions/{SEMINAR}",
        "gradebook",
        f"gradebook/{SEMINAR}/{SEMINAR}",
        "manage_students",
    ],
)
def test_axe_finds_nothing_on_the_lists(desk: FormgraderPage, place: str) -> None:
    desk.page.goto(f"{desk.root}/{place}")
    desk.page.wait_for_load_state("networkidle")
    assert unreadable(desk.page) == []


@pytest.mark.usefixtures("afternoon")
def test_axe_finds_nothing_where_answers_are_graded(desk: FormgraderPage) -> None:
    desk.grade_by_hand(SEMINAR, "chen")
    assert unreadable(desk.page) == []


@pytest.mark.usefixtures("afternoon")
def test_a_phone_scrolls_up_and_down_only(desk: FormgraderPage) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.grade_by_hand(SEMINAR, "chen")
    assert desk.page.evaluate(_WIDER) == 0
    desk.submissions(SEMINAR)
    assert desk.page.evaluate(_WIDER) == 0


_CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
"""How many of some elements have lines that are cut off."""

_WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"
"""Pixels by which a page is wider than its window."""


@pytest.mark.usefixtures("afternoon")
def test_pages_are_dark_at_night_and_plain_on_paper(desk: FormgraderPage) -> None:
    desk.page.emulate_media(color_scheme="dark")
    desk.grade_by_hand(SEMINAR, "chen")
    seen = Image.open(BytesIO(desk.page.screenshot())).convert("L")
    assert ImageStat.Stat(seen).median[0] < 60, "of 255"
    desk.page.emulate_media(media="print")
    assert desk.page.locator(".help, .btn").filter(visible=True).count() == 0
    assert desk.page.locator("pre").evaluate_all(_CUT) == 0
