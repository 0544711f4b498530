"""What the formgrader is given to show; ``tests/browser`` sees what comes of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import nbformat
import pytest
from jinja2 import Environment
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from autograder.plugins.formgrade import PlainOutputs, clean_html, markdown2html
from autograder.plugins.settings import safe_settings

DANGER = re.compile(r"<(script|svg|iframe)|\son\w+=|javascript:")
PIXEL = "iVBORw0KGgo="


def rendered(source: str, attachments: dict[str, dict[str, str]] | None = None) -> str:
    """Return what nbconvert's template gets for a cell."""
    environment = Environment()
    environment.filters["markdown2html"] = markdown2html
    template = environment.from_string("{{ cell.source | markdown2html }}")
    return template.render(cell={"source": source, "attachments": attachments})


@pytest.mark.parametrize(
    "source",
    [
        '<img src="x" onerror="alert(1)">',
        "<script>alert(1)</script>",
        "[here](javascript:alert(1))",
        '<a href="https://x.org" onclick="alert(1)">here</a>',
        "<svg onload=alert(1)>",
        "$\\href{javascript:alert(1)}{x}$",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    ],
)
def test_nothing_runs(source: str) -> None:
    for html in (rendered(source), clean_html(source)):
        tags = re.findall(r"<[^>]*>", html)
        assert not [tag for tag in tags if DANGER.search(tag)]


def test_markdown_keeps_its_form_its_formulas_and_attached_pictures() -> None:
    page = rendered(
        "**so** $a<b$ ![a plot](attachment:p.png)", {"p.png": {"image/png": PIXEL}}
    )
    assert "<strong>so</strong>" in page
    assert "<math" in page and "$" not in page
    assert f'src="data:image/png;base64,{PIXEL}"' in page


def test_a_table_of_an_output_stays() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    assert "<td>1</td>" in clean_html(table)


def test_of_an_outputs_metadata_whole_sizes_alone_stay() -> None:
    said = {"width": 640, "height": "1 onerror=alert(1)", "alt": "a plot"}
    output = new_output("display_data", {"image/png": PIXEL})
    output.metadata = {"image/png": said, "isolated": True}
    cell = new_code_cell(outputs=[output, new_output("stream", text="1")])
    cell, _ = PlainOutputs().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].metadata == {"image/png": {"width": 640}, "isolated": {}}


@pytest.mark.parametrize("data", ["\x04\x17", 'a" onerror="b', "aaaa", ["\x04", "a"]])
def test_what_is_no_picture_is_not_shown_as_one(data: object) -> None:
    bundle = {"image/png": data, "image/jpeg": PIXEL, "text/plain": "a plot"}
    cell = new_code_cell(outputs=[new_output("display_data", bundle)])
    cell, _ = PlainOutputs().preprocess_cell(cell, {}, 0)
    assert cell.outputs[0].data == {"text/plain": "a plot"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/markdown", "so $a<b$"),
        ("text/latex", "$\\displaystyle a<b$"),
        ("text/latex", "\\begin{equation}a<b\\end{equation}"),
    ],
)
def test_formulas_of_an_output_are_set_and_nothing_of_it_runs(
    kind: str, text: str, tmp_path: Path
) -> None:
    data = {kind: f"{text}\n\n<img src=x onerror=alert(1)>", "text/plain": "a < b"}
    cell = new_code_cell(outputs=[new_output("display_data", data)])
    exporter = HTMLExporter(config=safe_settings(tmp_path), template_name="classic")
    page, _ = exporter.from_notebook_node(new_notebook(cells=[cell]))
    _, _, shown = page.partition("output_markdown")
    assert "<math" in shown and "&lt;</mo>" in shown
    assert "$" not in shown and "onerror" not in shown


def test_a_link_is_its_text_and_its_address() -> None:
    page = rendered(
        "[the paper](https://x.org/?a=1&b=2), <a href='http://127.0.0.1:8888/'>*here*</a>,"
        " https://y.org, [mail](mailto:a@x.org), [load](/formgrader?path=x), <a>b</a>"
    )
    assert "<a" not in page and "href" not in page
    assert "the paper (<code>https://x.org/?a=1&amp;b=2</code>)" in page
    assert "(<code>http://127.0.0.1:8888/</code>)" in page
    assert "<a" not in clean_html("<a href='https://x.org'><b>x</b></a>")


def exported(folder: Path, cell: NotebookNode, **resources: object) -> str:
    """Return the formgrader's page of a notebook of one cell."""
    path = folder / "ps1.ipynb"
    nbformat.write(new_notebook(cells=[cell]), path)
    known = {"index": 0, "total": 1, "base_url": "", "submission_id": "1"}
    known |= {"assignment_id": "ps1", "notebook_id": "ps1", "notebook_path": "a/b"}
    exporter = HTMLExporter(config=safe_settings(folder), template_name="formgrade")
    page, _ = exporter.from_filename(str(path), resources={**known, **resources})
    return page


def test_names_are_text_on_the_page(tmp_path: Path) -> None:
    hostile = "\"'><img src=x onerror=alert(1)></script><script>alert(1)</script>\\"
    names = dict.fromkeys(
        ("assignment_id", "notebook_id", "student", "first_name", "last_name"), hostile
    )
    mark = {"grade_id": hostile, "grade": True, "solution": True, "points": 1}
    cell = new_markdown_cell("so", metadata={"nbgrader": mark})
    page = exported(tmp_path, cell, **names, notebook_path=f"a/{hostile}/b")
    assert "<img" not in page and "<script>alert" not in page
    assert unescape(page).count(hostile) > 8


def test_a_picture_beside_the_notebook_is_on_the_page(tmp_path: Path) -> None:
    Image.new("RGB", (2, 2)).save(tmp_path / "plot.png")
    page = exported(tmp_path, new_markdown_cell("![a plot](plot.png) ![b](x.png)"))
    assert page.count("<img") == page.count('src="data:image/png;base64,') == 1


def test_of_widgets_nothing_is_loaded_and_nothing_fails(tmp_path: Path) -> None:
    view = {"application/vnd.jupyter.widget-view+json": "x", "text/plain": "Slider()"}
    cell = new_code_cell(outputs=[new_output("display_data", view)])
    state = {"application/vnd.jupyter.widget-state+json": {"state": {"x": 1}}}
    exporter = HTMLExporter(config=safe_settings(tmp_path), template_name="classic")
    for said in ({"widgets": state}, {"widgets": 5}, {}):
        book = new_notebook(cells=[cell], metadata=said)
        page, _ = exporter.from_notebook_node(book)
        assert "Slider()" in page
        assert "html-manager" not in page and "widget-state" not in page


def test_code_is_read_in_the_order_in_which_it_runs(tmp_path: Path) -> None:
    page = exported(tmp_path, new_code_cell("admin = '\u202e⁦# no\u2069' # \u202e"))
    assert not set("\u202e\u2066\u2069") & set(page) and "admin" in page
