"""What a page must not do: complain, fail to load, or show what is broken."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Response

_BROKEN = """() => {
  const found = [];
  for (const image of document.images)
    if (image.isConnected && image.getAttribute('src') && image.complete
        && !image.naturalWidth)
      found.push('image ' + (image.alt || image.src).slice(0, 80));
  const wrong = 'mjx-merror, [data-mml-node="merror"], .MathJax_Error, .merror';
  for (const formula of document.querySelectorAll(wrong))
    found.push('formula ' + formula.textContent.slice(0, 80));
  return found;
}"""


class Watch:
    """Collects what a page's console says of errors, and what could not be loaded.

    Attributes:
        errors: One line for each; a test that ends well has none.
    """

    def __init__(self, page: Page) -> None:
        self.errors: list[str] = []
        self._page = page
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def broken(self) -> list[str]:
        """Return the images that show nothing and the formulas that are errors."""
        found: list[str] = self._page.evaluate(_BROKEN)
        return found
