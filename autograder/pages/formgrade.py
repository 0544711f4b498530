"""What the formgrader shows of a notebook, made harmless.

nbgrader puts the notebook's Markdown and HTML on its page as they are, and that page
may do all that the instructor may: read the course, run programs. ``nbgrader_settings``
puts these filters in place of nbconvert's, and :class:`PlainOutputs` before them.

Formulas come out as MathML: the page needs no MathJax of somebody else's server, and
``templates/formgrade`` leaves it out.
"""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from nbconvert.filters import ansi
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.pages import bounded
from autograder.pages.bounded import ExceededError
from autograder.pages.prose import Prose, clean, highlight


class _Clean(Markup):
    """HTML that is safe already; cleaned again it would lose its formulas."""


@pass_context
def markdown2html(context: Context, source: str) -> Markup:
    """Return Markdown as safe HTML; ``context`` is that of nbconvert's template."""
    cell = context.get("cell") or {}
    return _Clean(Prose(top_level=1).markdown(source, cell.get("attachments")))


def clean_html(html: str) -> Markup:
    """Return what of a piece of HTML is safe."""
    return html if isinstance(html, _Clean) else clean(str(html))


def highlight_code(source: str, *_: Any, **__: Any) -> Markup:
    """Return code as highlighted HTML; nbconvert's lexer stands still on some code."""
    return highlight(source)


def ansi2html(text: str) -> Markup:
    """Return what a program printed, with its colours, as safe HTML."""
    try:
        return Markup(bounded.call(ansi.ansi2html, str(text)))
    except ExceededError:
        return escape(ansi.strip_ansi(str(text)))


class PlainOutputs(Preprocessor):  # type: ignore[misc]
    """Leaves of outputs' metadata the sizes of images alone, and makes LaTeX Markdown.

    nbconvert writes a size without quotes, so that any text would add attributes; and
    LaTeX it leaves to MathJax.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Begin a page: from here on its pieces have a time in common."""
        bounded.start_page()
        nb, resources = super().preprocess(nb, resources)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the cell with plain outputs."""
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode(
                    {kind: _sizes(said) for kind, said in output.metadata.items()}
                )
            data = output.get("data", {})
            if "text/latex" in data:
                data.setdefault("text/markdown", data.pop("text/latex"))
        return cell, resources


def _sizes(said: Any) -> NotebookNode:
    known = said if isinstance(said, dict) else {}
    sizes = {name: known.get(name) for name in ("width", "height")}
    return NotebookNode(
        {name: size for name, size in sizes.items() if isinstance(size, int)}
    )
