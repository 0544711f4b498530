"""A notebook open in JupyterLab or Notebook 7, as its user sees and handles it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.settling import settle

MINUTE = 60_000
POLLING = 200
"""Milliseconds between two looks: at each frame, the browser would draw for nothing."""

# The frontends show their own application object to the page when told so
# (--expose-app-in-browser); it knows what a page can only be seen to show.
_READY = """() => {
  const open = window.jupyterapp?.shell.currentWidget;
  return Boolean(open?.content?.model?.cells?.length
    && open.sessionContext?.session?.kernel?.status === 'idle'
    && document.querySelector('.jp-Notebook .jp-RenderedMarkdown'));
}"""

_IDLE = """() => {
  const open = window.jupyterapp.shell.currentWidget;
  return open.sessionContext.session.kernel.status === 'idle'
    && !document.querySelector('.jp-InputPrompt')?.textContent.includes('[*]')
    && !open.content.widgets.some(cell => cell.promptNode?.textContent.includes('*'));
}"""

_INDEX = """id => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return cells.findIndex(cell => cell.getMetadata('nbgrader')?.grade_id === id);
}"""

_FILL = """answers => {
  const open = window.jupyterapp.shell.currentWidget, filled = [];
  for (const cell of open.content.model.cells) {
    const id = cell.getMetadata('nbgrader')?.grade_id;
    if (id in answers) { cell.sharedModel.setSource(answers[id]); filled.push(id); }
  }
  return filled;
}"""

_OUTPUTS = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return cells.filter(cell => cell.type === 'code')
    .flatMap(cell => cell.toJSON().outputs);
}"""

_FOLDED = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .map(cell => cell.inputHidden)"""

# What sticks out of its cell to the right, or out of a box that hides what is too wide.
_CUT_OFF = """() => {
  const found = [];
  const content = '.jp-RenderedMarkdown, .jp-OutputArea-output';
  const unseen = 'mjx-assistive-mml, .MJX_Assistive_MathML, script, style';
  const inner = `${unseen}, svg *, mjx-math *, .math *`;
  // A formula's copy for screen readers is not broken into lines, and makes it wide.
  const without = document.head.appendChild(document.createElement('style'));
  without.textContent = `:is(${unseen}) { display: none !important; }`;
  for (const box of document.querySelectorAll(`.jp-Notebook :is(${content})`)) {
    const right = box.getBoundingClientRect().right;
    for (const part of [box, ...box.querySelectorAll('*')]) {
      if (part.closest(inner)) continue;
      const at = part.getBoundingClientRect();
      const wide = at.width && at.right > right + 1.5;
      const hides = part.clientWidth && part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).overflowX !== 'visible';
      if (wide || hides) {
        const text = part.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60);
        found.push(`${part.tagName.toLowerCase()}.${part.className} ${text}`);
        break;
      }
    }
  }
  without.remove();
  return found;
}"""


_SELECT = """cell => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = notebook.widgets.findIndex(one => one.node === cell);
  notebook.mode = 'command';
  notebook.activate();
}"""
"""Select a cell: a click would open what lies collapsed."""


class NotebookPage:
    """The notebook of a window, from opening it to saving it.

    Args:
        page: The window.
        address: The server's address.
        app: ``lab`` or ``notebook``.
    """

    def __init__(self, page: Page, address: str, app: str = "lab") -> None:
        self.page = page
        self._tree = {
            "lab": f"{address}/lab/tree/",
            "notebook": f"{address}/notebooks/",
        }[app]

    def open(self, path: str) -> None:
        """Open a notebook, in a fresh workspace, and wait until its kernel listens."""
        query = "?reset" if "/lab/" in self._tree else ""
        self.page.goto(f"{self._tree}{path}{query}")
        self.page.wait_for_function(_READY, polling=POLLING, timeout=2 * MINUTE)

    def fill(self, answers: dict[str, str]) -> None:
        """Put answers into the cells of these names, all at once."""
        filled = self.page.evaluate(_FILL, answers)
        assert sorted(filled) == sorted(answers), "a cell to be filled is not there"

    def folded(self) -> list[bool]:
        """Tell of each cell whether its source is folded away."""
        found: list[bool] = self.page.evaluate(_FOLDED)
        return found

    def type_into(self, grade_id: str, text: str) -> None:
        """Type an answer by the keyboard: select what is in the cell, and write."""
        self.show(grade_id).locator(".cm-content").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def cell(self, grade_id: str) -> Locator:
        """Return the cell of a name."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self._index(grade_id))

    def show(self, grade_id: str) -> Locator:
        """Bring a cell into sight and return it."""
        cell = self.cell(grade_id)
        cell.scroll_into_view_if_needed()
        return cell

    def run(self, grade_id: str) -> Locator:
        """Run a cell as students do, by Shift+Enter, and return its output."""
        return self.run_cell(self.show(grade_id))

    def run_cell(self, cell: Locator) -> Locator:
        """Run a cell that may have no name."""
        cell.evaluate(_SELECT)
        self.page.keyboard.press("Shift+Enter")
        self.wait_until_idle()
        return cell.locator(".jp-Cell-outputArea")

    def run_all(self) -> None:
        """Run all cells and wait for the last."""
        self.command("notebook:run-all-cells")
        self.wait_until_idle()

    def command(self, name: str) -> None:
        """Do what a menu's entry does."""
        self.page.evaluate("name => window.jupyterapp.commands.execute(name)", name)

    def wait_until_idle(self) -> None:
        """Wait until no cell runs or waits, and what was shown is typeset."""
        self.page.wait_for_function(_IDLE, polling=POLLING, timeout=3 * MINUTE)
        settle(self.page)

    def save(self) -> None:
        """Save by the keyboard."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+S")
        self.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty",
            polling=POLLING,
        )

    def errors(self) -> list[str]:
        """Return the exceptions that cells ended with."""
        return [
            f"{output['ename']}: {output['evalue']}"
            for output in self._outputs()
            if output["output_type"] == "error"
        ]

    def warnings(self) -> list[str]:
        """Return what cells wrote to standard error."""
        return [
            "".join(output["text"])
            for output in self._outputs()
            if output.get("name") == "stderr"
        ]

    def shut_down(self) -> None:
        """End the kernel, which would keep its memory."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"
        )

    def points(self) -> str:
        """Return the last line of the cell that counts what passes."""
        return "".join(
            "".join(output["text"])
            for output in self._outputs()
            if output.get("name") == "stdout"
        ).splitlines()[-1]

    def _outputs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(_OUTPUTS)
        return found

    def _index(self, grade_id: str) -> int:
        index = self.page.evaluate(_INDEX, grade_id)
        assert isinstance(index, int) and index >= 0, f"no cell {grade_id}"
        return index


def close_side_panel(page: Page) -> None:
    """Give the notebook the whole window, as one does on a narrow screen."""
    page.evaluate("() => window.jupyterapp?.shell.collapseLeft?.()")


def open_details(page: Page) -> None:
    """Open all hints."""
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(one => one.open = true)"
    )


def cut_off(page: Page, width: int) -> list[str]:
    """Return what does not fit, once the window has this width."""
    page.set_viewport_size({"width": width, "height": 900})
    settle(page)
    found: list[str] = page.evaluate(_CUT_OFF)
    return found
