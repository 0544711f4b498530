"""What a page must not do: complain, fail to load, or show what is broken."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Error, Page, Response

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

# What frontends complain of by themselves, with an empty notebook too.
_NOTEBOOK_7 = "Cannot read properties of undefined (reading 'schema')"
_MATHJAX_2 = "about:blank"  # it tries a font that it does not have


class Watch:
    """Collects what a page's console says of errors, and what could not be loaded.

    Attributes:
        errors: One line for each; a test that ends well has none.
    """

    def __init__(self, page: Page) -> None:
        self.errors: list[str] = []
        self._page = page
        page.on("console", self._console)
        page.on("pageerror", self._uncaught)
        page.on("response", self._response)

    def _uncaught(self, error: Error) -> None:
        if str(error) != _NOTEBOOK_7:
            self.errors.append(f"uncaught: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        line = f"{message.text} ({message.location['url']})"
        if message.type == "error" and _MATHJAX_2 not in line:
            self.errors.append(line)

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def broken(self) -> list[str]:
        """Return the images that show nothing and the formulas that are errors."""
        found: list[str] = self._page.evaluate(_BROKEN)
        return found
