"""A notebook as a page without a kernel, as nbviewer and ``nbconvert`` show it."""

from __future__ import annotations

from pathlib import Path

import jupyter_server_mathjax
from nbconvert import HTMLExporter
from playwright.sync_api import Page, Route
from traitlets.config import Config

from tests.browser.notebook_page import MINUTE, POLLING
from tests.browser.settling import settle

_HOST = "http://static.test"  # no such host: requests are answered below
_MATHJAX = Path(jupyter_server_mathjax.__file__).parent / "static"
# The fonts that this MathJax brings along.
_FONTS = """window.MathJax = {"HTML-CSS": {
  availableFonts: [], preferredFont: null, imageFont: null, webFont: "STIX-Web"
}};"""


def show_static(page: Page, notebook: Path) -> None:
    """Convert a notebook that was saved, and open what came of it.

    Formulas are set by a MathJax of this machine. What pages load from the network for
    widgets is left out: a widget needs a kernel.
    """
    mathjax = f"{_HOST}/MathJax.js?config=TeX-AMS-MML_HTMLorMML-full"
    exporter = HTMLExporter(
        config=Config(
            HTMLExporter={
                "mathjax_url": mathjax,
                "require_js_url": "",
                "jquery_url": "",
                "widget_renderer_url": "",
            }
        )
    )
    html, _ = exporter.from_filename(str(notebook))

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{_HOST}/").partition("?")[0]
        if name == notebook.name:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif (_MATHJAX / name).is_file():
            route.fulfill(path=_MATHJAX / name)
        else:  # a font that is looked for and not needed
            route.fulfill(body=b"")

    page.route(f"{_HOST}/**", answer)
    page.add_init_script(_FONTS)
    page.goto(f"{_HOST}/{notebook.name}")
    typeset = "() => window.MathJax?.Hub?.queue?.pending === 0"
    page.wait_for_function(typeset, polling=POLLING, timeout=2 * MINUTE)
    settle(page)
