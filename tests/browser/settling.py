"""When a page has come to rest: what is measured or clicked before may still move."""

from __future__ import annotations

from playwright.sync_api import Page

_MINUTES = 180_000

_FRAMES = 12
"""Drawn one after the other without a change. A busy machine draws them more slowly,
as it does all else that could change something."""

_SETTLED = """frames => {
    const boxes = [...document.querySelectorAll(
        "p, pre, table, img, svg, canvas, mjx-container, .MathJax, .jp-Cell, details"
    )].map(part => part.getBoundingClientRect());
    const look = [
        innerWidth, innerHeight, scrollX, scrollY,
        document.documentElement.scrollWidth, document.documentElement.scrollHeight,
        document.fonts.status, window.MathJax?.Hub?.queue?.pending,
        ...boxes.flatMap(box => [box.x, box.y, box.width, box.height]),
    ].join();
    const at = window.__settling ??= {look: "", count: 0};
    at.count = look === at.look ? at.count + 1 : 0;
    at.look = look;
    return document.fonts.status === "loaded" && at.count >= frames;
}"""


def settle(page: Page) -> None:
    """Wait until fonts are there and nothing on a page moves."""
    page.evaluate("() => { delete window.__settling; }")
    page.wait_for_function(_SETTLED, arg=_FRAMES, polling="raf", timeout=_MINUTES)
