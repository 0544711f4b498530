"""Cells of the course's own, read once in the zygote for all notebooks.

A setup cell of some hundred lines is the same in every notebook, and to turn it into
Python and parse it takes longer than to run most cells. So the zygote does that for
what students were handed out, and a child takes what is ready. Nothing hidden is among
it, for students inherit it. A shell that was told to read cells in another way (by an
extension) reads them itself.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable
from typing import Any

from IPython.core.compilerop import CachingCompiler

from autograder.engine import tracebacks


class PreparedCompiler(CachingCompiler):
    """A compiler that has parsed some texts before."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._usual = self.flags
        self._trees: dict[str, ast.AST] = {}

    def prepare(self, text: str) -> None:
        """Parse a text ahead.

        Raises:
            SyntaxError: It is not Python.
        """
        self._trees[text] = super().ast_parse(text)

    def ast_parse(
        self, source: str, filename: str = "<unknown>", symbol: str = "exec"
    ) -> ast.AST:
        """Parse a text, or take the tree that is there; once, for it may be changed."""
        if symbol == "exec" and self.flags == self._usual and source in self._trees:
            return self._trees.pop(source)
        return super().ast_parse(source, filename, symbol)

    def cache(
        self, transformed_code: str, number: int = 0, raw_code: str | None = None
    ) -> str:
        """Keep a cell's text for tracebacks; return the name of its code."""
        name: str = super().cache(transformed_code, number, raw_code)
        tracebacks.belongs_to_no_module(name)
        return name


class PreparedCells:
    """The texts of cells with the Python that a shell makes of them."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._ready: dict[str, str] = {}
        self._rules = self._rules_now()

    def prepare(self, sources: Iterable[str]) -> None:
        """Read cells ahead; what cannot be read is left to who runs it."""
        for source in sources:
            # What is one line may mean something else in every namespace.
            if source not in self._ready and len(source.splitlines()) > 1:
                with contextlib.suppress(Exception):
                    text = self._shell.transform_cell(source)
                    self._shell.compile.prepare(text)
                    self._ready[source] = text

    def python(self, source: str) -> str:
        """Return the Python of a cell.

        Raises what the shell raises where it is none.
        """
        text = self._ready.get(source)
        if text is None or self._rules != self._rules_now():
            text = self._shell.transform_cell(source)
        return str(text)

    def _rules_now(self) -> list[object]:
        """Return how the shell reads cells; an extension may change it."""
        manager = self._shell.input_transformer_manager
        return [
            *manager.cleanup_transforms,
            *manager.line_transforms,
            *manager.token_transformers,
            *self._shell.input_transformers_post,
        ]
