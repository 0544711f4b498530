"""A notebook as a page without a kernel, as nbviewer and ``nbconvert`` show it."""

from __future__ import annotations

from pathlib import Path

import jupyter_server_mathjax
from nbconvert import HTMLExporter
from playwright.sync_api import Page
from traitlets.config import Config

_MATHJAX = Path(jupyter_server_mathjax.__file__).parent / "static" / "MathJax.js"
_MATHJAX_CONFIG = "TeX-AMS-MML_HTMLorMML-full"


def show_static(page: Page, notebook: Path, place: Path) -> None:
    """Convert a notebook that was saved, into ``place``, and open what came of it.

    Formulas are set by a MathJax of this machine. What pages load from the network for
    widgets is left out: a widget needs a kernel.
    """
    exporter = HTMLExporter(
        config=Config(
            HTMLExporter={
                "mathjax_url": f"{_MATHJAX.as_uri()}?config={_MATHJAX_CONFIG}",
                "require_js_url": "",
                "jquery_url": "",
                "mermaid_js_url": "",
                "widget_renderer_url": "",
            }
        )
    )
    html, _ = exporter.from_filename(str(notebook))
    made = place / f"{notebook.stem}.html"
    made.write_text(html, "utf-8")
    page.goto(made.as_uri())
    page.wait_for_function("() => window.MathJax?.Hub?.queue?.pending === 0")
    page.wait_for_timeout(300)
