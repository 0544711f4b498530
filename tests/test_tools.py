"""The tools that all seminars share, as a graded notebook uses them."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from autograder.engine.handle import ZygoteHandle
from autograder.engine.spec import SessionResult
from autograder.seminar.catalog import Catalog
from autograder.seminar.prose import translate_cell
from tests.engine.notebooks import LIMITS, check, plain, run, scores, setup, solution

SHARED = Path(__file__).parents[1] / "notebooks" / "shared"
TOOLS = (SHARED / "tools.py").read_text(encoding="utf-8")

FIGURE = """\
figure, axes = plt.subplots(figsize=(4, 2), layout="none")
axes.plot([0, 1])
"""
COUNTED = """\
import functools
from matplotlib.backends.backend_agg import FigureCanvasAgg
drawn = []


def counted(print_png):
    @functools.wraps(print_png)  # Matplotlib looks at its arguments
    def count(*args, **options):
        drawn.append(1)
        return print_png(*args, **options)

    return count


FigureCanvasAgg.print_png = counted(FigureCanvasAgg.print_png)
"""


@pytest.fixture
def grade(warm_zygote: ZygoteHandle, tmp_path: Path):
    """Return a function that grades cells behind the shared tools."""

    def run_cells(*cells: dict[str, Any], **settings: Any) -> SessionResult:
        folder = tmp_path / "student"
        folder.mkdir(exist_ok=True)
        settings = {"times": LIMITS.__class__(cell=60.0, notebook=300.0), **settings}
        return run(warm_zygote, folder, setup(TOOLS, "tools"), *cells, **settings)

    return run_cells


def outputs(result: SessionResult, place: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.notebook["cells"][place]["outputs"]
    return found


def pixels(output: dict[str, Any]) -> tuple[int, int]:
    """Return width and height of a PNG."""
    png = base64.b64decode(output["data"]["image/png"])
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_a_graded_figure_has_one_pixel_for_one(grade) -> None:
    result = grade(plain(f'{FIGURE}show(figure, alt="A line")'))
    (output,) = outputs(result, 1)
    width, height = pixels(output)
    # 4 by 2 inches of 100 pixels, cropped; it would be twice that for sharp screens.
    assert 300 < width < 450
    assert 150 < height < 250


def test_other_programs_read_out_what_a_figure_shows() -> None:
    """JupyterLab and nbconvert know the words of a picture in HTML alone.

    LaTeX takes the picture by itself. It is small enough to stand in both.
    """
    figure = f"{FIGURE}show(figure, alt='A \"line\" <b>')"
    notebook = new_notebook(cells=[new_code_cell(TOOLS), new_code_cell(figure)])
    NotebookClient(notebook, kernel_name="python3", timeout=300).execute()
    (output,) = notebook.cells[1].outputs
    assert output.metadata["image/png"]["alt"] == 'A "line" <b>'
    assert f'base64,{output.data["image/png"]}"' in output.data["text/html"]
    assert pixels(output)[0] > 600
    assert base64.b64decode(output["data"]["image/png"])[25] == 3, "it has no palette"
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (tag,) = re.findall("<img[^>]*>", html)
    assert "A &quot;line&quot; &lt;b&gt;" in tag or "'A \"line\" &lt;b&gt;'" in tag


LABELLED = """\
axes.set(title=r"At $x = -0.5$, 2.25 and v1.2.3", xlim=(-0.5, 0.5))
axes.text(0, 0, None)
solid = figure.add_subplot(projection="3d")  # its classes look at what Text can do
solid.set_zlim(0, 0.5)
figure.draw_without_rendering()
for labels in (axes.get_xticklabels(), solid.get_zticklabels()):
    print(labels[1].get_text())
print(axes.get_title(loc="left"))
show(figure, alt="From (−0.5, 1) to (1, 0).")
"""


@pytest.mark.parametrize(
    ("language", "told", "alt"),
    [
        ("en", "At $x = -0.5$, 2.25 and v1.2.3", "From (−0.5, 1) to (1, 0)."),
        ("ru", "At $x = -0{,}5$, 2,25 and v1.2.3", "From (−0,5; 1) to (1, 0)."),
    ],
)
def test_numbers_in_figures_are_those_of_the_language(grade, language, told, alt):
    translate = Catalog(SHARED / f"{language}.po", language).get
    tools = translate_cell(TOOLS, translate, is_code=True)
    result = grade(plain(tools), plain(FIGURE + LABELLED))
    printed, figure = outputs(result, 2)
    x, z, title = printed["text"].splitlines()
    assert title == told
    for tick in (x, z):
        assert tick.count("." if language == "en" else ",") == 1, tick
    assert figure["metadata"]["image/png"]["alt"] == alt


def test_of_a_graded_film_the_last_picture_alone_is_drawn(grade) -> None:
    film = "seen = []\nanimate(figure, seen.append, 20, alt='A film')\nprint(seen)"
    result = grade(plain(COUNTED), plain(f"{FIGURE}{film}"), plain("print(len(drawn))"))
    assert [output.get("text") for output in outputs(result, 2)] == [None, "[19]\n"]
    assert outputs(result, 3)[0]["text"] == "1\n"


@pytest.mark.parametrize(
    "configures",
    [
        "",
        "set_matplotlib_formats('retina')\n",
        "set_matplotlib_formats('svg', 'pdf', 'jpg')\n",
        "%config InlineBackend.figure_formats = {'png', 'svg'}\n",
        "%matplotlib inline\n",
    ],
)
def test_figures_off_draws_none_whatever_is_configured(grade, configures: str) -> None:
    result = grade(
        plain(COUNTED),
        plain(f'{configures}{FIGURE}show(figure, alt="A line")'),
        plain(f"{FIGURE}animate(figure, lambda k: None, 9, alt='A film')"),
        plain("print(len(drawn))"),
        figures=False,
    )
    for place in (2, 3):
        (output,) = outputs(result, place)
        assert list(output["data"]) == ["text/plain"]
    assert outputs(result, 4)[0]["text"] == "0\n"


EXPLORED = f"""\
def draw(a, b):
    {FIGURE.replace(chr(10), chr(10) + "    ")}axes.set_title(f"{{a}}, {{b}}")
    show(figure, alt=f"A line for {{a}} and {{b}}")

explore(draw, a=widgets.IntSlider(value=3), b=widgets.Dropdown(options="pq"))
"""


def test_nothing_is_explored_to_be_graded(grade) -> None:
    assert outputs(grade(plain(EXPLORED)), 1) == []


def test_where_nobody_can_move_a_slider_the_figure_is_drawn_once() -> None:
    notebook = new_notebook(cells=[new_code_cell(TOOLS), new_code_cell(EXPLORED)])
    NotebookClient(notebook, kernel_name="python3", timeout=300).execute()
    (output,) = notebook.cells[1].outputs
    assert output.metadata["image/png"]["alt"] == "A line for 3 and p"
    widgets = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]
    models = {one["model_name"] for one in widgets["state"].values()}
    # What is displayed in an Output nbclient answers for, and then may wait for ever.
    assert "IntSliderModel" in models and "OutputModel" not in models


FRONT = """\
from types import SimpleNamespace
front = SimpleNamespace(history_manager=SimpleNamespace(hist_file={file!r}))
front.get_parent = lambda: {{"content": {{"allow_stdin": {answers}}}}}
get_ipython, GRADED = lambda: front, {graded}
os.environ.pop("AUTOGRADER_SLIDERS", None)
os.environ.update({told})
print(is_watched())
"""


@pytest.mark.parametrize(
    ("file", "answers", "graded", "told", "is_watched"),
    [
        ("history.sqlite", True, False, {}, True),
        (":memory:", True, False, {}, True),  # a front end on a full disk
        ("history.sqlite", False, False, {}, True),  # Voilà
        (":memory:", False, False, {}, False),  # nbclient
        ("history.sqlite", True, True, {}, False),  # nbgrader
        (":memory:", False, False, {"AUTOGRADER_SLIDERS": "1"}, True),
        ("history.sqlite", True, False, {"AUTOGRADER_SLIDERS": "0"}, False),
    ],
)
def test_who_can_move_a_slider_is_known(
    grade,
    file: str,
    answers: bool,
    graded: bool,
    told: dict[str, str],
    is_watched: bool,
) -> None:
    front = FRONT.format(file=file, answers=answers, graded=graded, told=told)
    (output,) = outputs(grade(plain(front)), 1)
    assert output["text"] == f"{is_watched}\n"


def test_an_answer_works_on_copies_and_what_it_kept_is_known(grade) -> None:
    erase = "def erase(x):\n    x[...] = 0\n    return x"
    test = (
        "_x = np.array([1.0, 2.0])\n_got = ask(erase, _x)\n"
        "assert list(_x) == [1, 2] and list(_got) == [0, 0]\n{}"
    )
    lines = ("", "expect_kept('erase')")
    checks = [check(test.format(line), f"test_{n}") for n, line in enumerate(lines)]
    for isolation in ("separate", "shared"):
        result = grade(solution(erase), *checks, isolation=isolation)
        assert scores(result) == {"test_0": 1, "test_1": 0}


STEP = "def double(x):\n    return {}"
NEXT = "def again(x):\n    return {}"
TEST = "expect('double(3)', ask(double, 3), 6)\ntick('double')"
FOLLOWS = (
    "_own = own('double', lambda x: double(double(x)), 3)\n"
    "expect('again(3)', ask(again, 3), 12, follows=_own)"
)
COUNTS = "count = iter(range(99))\ndef double(x):\n    return next(count)"
TURNS = (
    "used = []\ndef double(x):\n    used.append(x)\n"
    "    return 6 if len(used) == 1 else 5"
)


@pytest.mark.parametrize("isolation", ["separate", "shared"])
@pytest.mark.parametrize(
    ("double", "again", "points"),
    [
        (STEP.format("2 * x"), NEXT.format("4 * x"), {"double": 1, "again": 1}),
        (STEP.format("x + 1"), NEXT.format("x + 2"), {"double": 0, "again": 1}),
        (STEP.format("x + 1"), NEXT.format("4 * x"), {"double": 0, "again": 1}),
        (STEP.format("x + 1"), NEXT.format("x + 3"), {"double": 0, "again": 0}),
        # It is right and paid, so nothing follows from what it says later.
        (TURNS, NEXT.format("5"), {"double": 1, "again": 0}),
        # It says something else each time.
        (COUNTS, NEXT.format("2"), {"double": 0, "again": 0}),
    ],
)
def test_only_what_follows_from_a_lost_exercise_counts(
    grade, isolation: str, double: str, again: str, points: dict[str, float]
) -> None:
    result = grade(
        solution(double, "double"),
        check(TEST, "test_double"),
        solution(again, "again"),
        check(FOLLOWS, "test_again"),
        isolation=isolation,
    )
    assert scores(result) == {f"test_{name}": n for name, n in points.items()}


def test_what_was_lost_is_known_to_the_next_process(grade) -> None:
    """A cell in between ends the process, and fresh ones replay the others."""
    for double, worth in ((STEP.format("x + 1"), 1), (STEP.format("2 * x"), 0)):
        result = grade(
            solution(double, "double"),
            check(TEST, "test_double"),
            solution("import os\nos._exit(1)", "end"),
            solution(NEXT.format("x + 2"), "again"),
            check(FOLLOWS, "test_again"),
        )
        assert scores(result)["test_again"] == worth, double


def test_what_follows_from_what_follows_counts(grade) -> None:
    third = (
        "_own = own('again', lambda x: again(x) + 1, 3)\n"
        "expect('third(3)', ask(third, 3), 13, follows=_own)"
    )
    ticked = f"{FOLLOWS}\nif agree(ask(again, 3), 12):\n    tick('again')"
    result = grade(
        solution(STEP.format("x + 1"), "double"),
        check(TEST, "test_double"),
        solution(NEXT.format("x + 2"), "again"),
        check(ticked, "test_again"),
        solution("def third(x):\n    return again(x) + 1", "third"),
        check(third, "test_third"),
    )
    assert scores(result) == {"test_double": 0, "test_again": 1, "test_third": 1}


def test_a_students_own_variables_are_not_the_tools(grade) -> None:
    result = grade(
        plain("given = begun = ticked = 0.5"),
        solution("def double(x):\n    return 2 * x", "double"),
        check("expect('double(3)', ask(double, 3), 6)", "test_double"),
        plain("ask(double, 3)\ntick('double')"),
        plain("progress(double=1)"),
    )
    assert scores(result) == {"test_double": 1}
    assert "1 of 1 points" in outputs(result, 5)[0]["text"]


def test_a_check_that_fails_behind_its_tick_is_not_passed(grade) -> None:
    result = grade(
        plain("tick('a')\nassert 0"),
        plain("tick('b')"),
        plain("print(_states)"),
    )
    assert outputs(result, 3)[0]["text"] == "{'a': 'wrong', 'b': 'ticked'}\n"
    assert "AssertionError" in json.dumps(outputs(result, 1))
