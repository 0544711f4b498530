"""What the formgrader shows of a notebook, made harmless.

nbgrader puts the notebook's Markdown and HTML on its page as they are, and that page
may do all that the instructor may: read the course, run programs. ``nbgrader_settings``
puts these filters in place of nbconvert's, and :class:`PlainSizes` before them.

Formulas come out as MathML: the page needs no MathJax of somebody else's server, and
``templates/formgrade`` leaves it out.
"""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.pages.prose import Prose, clean


@pass_context
def markdown2html(context: Context, source: str) -> Markup:
    """Return Markdown as safe HTML; ``context`` is that of nbconvert's template."""
    cell = context.get("cell") or {}
    return Prose(top_level=1).markdown(source, cell.get("attachments"))


def clean_html(html: str) -> Markup:
    """Return what of a piece of HTML is safe."""
    return clean(str(html))


class PlainSizes(Preprocessor):  # type: ignore[misc]
    """Takes from outputs all metadata but the sizes of images.

    nbconvert writes a size without quotes, so that any text would add attributes.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the cell with plain outputs."""
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode(
                    {kind: _sizes(said) for kind, said in output.metadata.items()}
                )
        return cell, resources


def _sizes(said: Any) -> NotebookNode:
    known = said if isinstance(said, dict) else {}
    sizes = {name: known.get(name) for name in ("width", "height")}
    return NotebookNode(
        {name: size for name, size in sizes.items() if isinstance(size, int)}
    )
