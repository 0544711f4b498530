"""What the formgrader shows of a notebook, made harmless.

nbgrader puts the notebook's Markdown and HTML, and the names of people, on its page as
they are, and that page may do all that the instructor may: read the course, run
programs. ``settings`` puts these filters in place of nbconvert's, and
:class:`PlainOutputs` before them; ``templates/formgrade`` has what stands around.

Formulas come out as MathML: the page needs no MathJax of somebody else's server. A link
is shown as its text and its address, not to be clicked: whatever it leads to would be
opened in a browser that holds the gradebook.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from nbconvert.filters import ansi
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.common.printable import visible
from autograder.pages import bounded
from autograder.pages.bounded import ExceededError
from autograder.pages.displays import (
    PICTURES,
    WIDGET,
    is_overwritten,
    on_terminal,
    picture,
)
from autograder.pages.pictures import Pictures
from autograder.pages.safe_html import Prose, clean, highlight, without_links

_PICTURES = "autograder_pictures"
_DRAWING = "image/svg+xml"
_NAMES = ("assignment_id", "notebook_id", "student", "first_name", "last_name")


class _Clean(Markup):
    """HTML that is safe already; cleaned again it would lose its formulas."""


def _seen(html: str) -> Markup:
    return Markup(visible(html))


@pass_context
def markdown2html(context: Context, source: str) -> Markup:
    """Return Markdown as safe HTML; ``context`` is that of nbconvert's template."""
    cell, resources = context.get("cell") or {}, context.get("resources") or {}
    prose = Prose(top_level=1, pictures=resources.get(_PICTURES))
    return _plain(prose.markdown(source, cell.get("attachments")))


def clean_html(html: str) -> Markup:
    """Return what of a piece of HTML is safe."""
    return html if isinstance(html, _Clean) else _plain(clean(str(html)))


def _plain(html: Markup) -> _Clean:
    return _Clean(visible(without_links(html)))


def highlight_code(source: str, *_: Any, **__: Any) -> Markup:
    """Return code as highlighted HTML; nbconvert's lexer stands still on some code."""
    return _seen(highlight(source))


def ansi2html(text: str) -> Markup:
    """Return what a program printed, as a terminal shows it in the end, as safe HTML.

    It has its colours, unless it has written over itself.
    """
    text = on_terminal(str(text)) if is_overwritten(str(text)) else str(text)
    try:
        return _seen(bounded.call(ansi.ansi2html, text))
    except ExceededError:
        return _seen(escape(ansi.strip_ansi(text)))


class PlainOutputs(Preprocessor):  # type: ignore[misc]
    """Leaves of outputs' metadata the sizes of images alone, and makes LaTeX Markdown.

    What says it is a picture and is none goes: nbconvert writes it as it stands.

    nbconvert writes a size without quotes, so that any text would add attributes; and
    LaTeX it leaves to MathJax. For widgets it loads scripts of somebody else's server,
    and fails where their state is none: the notebook's metadata go, and controls, which
    need a kernel. nbgrader writes names as they are: they come escaped.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook, and the resources with the page's pictures.

        A page begins here: its pieces have a time in common.
        """
        bounded.start_page()
        folder = resources.get("metadata", {}).get("path")
        resources[_PICTURES] = Pictures(*([Path(folder)] if folder else []))
        for name in _NAMES:
            if isinstance(resources.get(name), str):
                resources[name] = _seen(escape(resources[name]))
        nb.metadata = NotebookNode()
        shown: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return shown

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the cell with plain outputs."""
        said = cell.metadata.get("nbgrader", {})
        if isinstance(said, dict) and "grade_id" in said:
            said["grade_id"] = _seen(escape(str(said["grade_id"])))
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode(
                    {kind: _sizes(said) for kind, said in output.metadata.items()}
                )
            data = output.get("data", {})
            data.pop(WIDGET, None)
            for kind in PICTURES.keys() & data.keys():
                data[kind] = picture(kind, data[kind])
                if not data[kind]:
                    del data[kind]
            if isinstance(drawing := data.get(_DRAWING), str):
                data[_DRAWING] = visible(drawing)  # half a surrogate pair is no text
            if "text/latex" in data:
                data.setdefault("text/markdown", data.pop("text/latex"))
        return cell, resources


def _sizes(said: Any) -> NotebookNode:
    known = said if isinstance(said, dict) else {}
    sizes = {name: known.get(name) for name in ("width", "height")}
    return NotebookNode(
        {name: size for name, size in sizes.items() if isinstance(size, int)}
    )
