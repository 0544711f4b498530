"""Markdown and code as safe HTML, whatever a student wrote.

:mod:`~autograder.pages.markup` does it, in a process that is ended when a piece takes
too long (:mod:`~autograder.pages.bounded`). A piece that cannot be laid out, or is
longer than anybody reads, is shown as the text it is. No image but a PNG or JPEG inside
the page survives; one that lies beside the notebook is put inside
(:mod:`~autograder.pages.pictures`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from markupsafe import Markup

from autograder.pages import bounded, markup
from autograder.pages.bounded import ExceededError
from autograder.pages.markup import AWAY, Picture, Rendered
from autograder.pages.pictures import Pictures

LONGEST = 100_000
"""Characters of one piece that are laid out: thirty pages."""

LONGEST_SHOWN = 500_000
"""Characters of a piece that are shown at all; a notebook's cell may have as many."""


_IMAGE_TYPES = ("image/png", "image/jpeg")
_LINK = re.compile(f'<a {AWAY} href="([^"]*)">(.*?)</a>', re.DOTALL)
_REST = re.compile(r"</?a\b[^>]*>")  # without an address, or within another
_DATA_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")


class Prose:
    """Renders the Markdown of one page, and keeps its headings in order.

    Notebooks skip heading levels; a page must not. The outline lives as long as the
    object, so one object renders a page from top to bottom.
    """

    def __init__(self, top_level: int = 3, pictures: Pictures | None = None) -> None:
        """Start a page whose first Markdown heading has ``top_level``.

        ``pictures`` are those of the page: all its prose has to share them.
        """
        self._top_level = top_level
        self._pictures = pictures or Pictures()
        self._open_levels: tuple[int, ...] = ()

    def markdown(
        self, source: str, attachments: Mapping[str, Any] | None = None
    ) -> Markup:
        """Return Markdown, with LaTeX in it, as safe HTML."""
        try:
            found = _markdown(_bounded(source), self._top_level, self._open_levels)
        except ExceededError:
            return _as_it_stands(source)
        self._open_levels = tuple(found["open_levels"])
        first, *others = found["pieces"]
        html = [first]
        for picture, piece in zip(found["pictures"], others, strict=True):
            html += [self._picture(picture, attachments or {}), piece]
        return Markup("".join(html))

    def _picture(self, wanted: Picture, attachments: Mapping[str, Any]) -> str:
        """Return a picture inside the page, or what is there in place of it."""
        url = wanted["url"]
        attached = attachments.get(url.removeprefix("attachment:"), {})
        for kind in _IMAGE_TYPES:
            if isinstance(attached, dict) and kind in attached:
                url = f"data:{kind};base64,{attached[kind]}"
        uri = url if url.startswith("data:") else self._pictures.beside(url)
        if _DATA_IMAGE.fullmatch(uri) and self._pictures.shown(uri):
            return f'<img src="{uri}" alt="{wanted["alt"]}">'
        return wanted["instead"]

    @staticmethod
    def inline(source: str) -> Markup:
        """Return one line of Markdown as HTML without a block around it."""
        html = Prose(1).markdown(f"# {source.strip()}").strip()
        return Markup(html.removeprefix("<h1>").removesuffix("</h1>"))


def clean(html: str) -> Markup:
    """Return what of a piece of HTML is safe to show."""
    try:
        return Markup(_clean(_bounded(html)))
    except ExceededError:
        return _as_it_stands(html)


def without_links(html: str) -> Markup:
    """Return safe HTML with each link as its text and its address."""
    return Markup(_REST.sub("", _LINK.sub(_spelt_out, html)))


def _spelt_out(link: re.Match[str]) -> str:
    address, label = link.groups()
    return label if label == address else f"{label} (<code>{address}</code>)"


def highlight(code: str, language: str = "python", marked: int = 0) -> Markup:
    """Return code as highlighted, escaped HTML, with one line marked or none (0)."""
    try:
        return Markup(_highlight(_bounded(code), language, marked))
    except ExceededError:
        return Markup('<div class="highlight">{}</div>').format(_as_it_stands(code))


def inline_code(text: str) -> Markup:
    """Return plain text, escaped, in which `words in backticks` are code."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escape(text)))


def first_heading(source: str) -> str:
    """Return the text of the first Markdown heading, without its marks, or nothing."""
    texts = (_heading(line) for line in source.split("\n"))
    return re.sub(r"[*_`]", "", next(filter(None, texts), ""))


def without_first_heading(source: str) -> str:
    """Return Markdown without its first heading's line."""
    lines = source.split("\n")
    first = next((n for n, line in enumerate(lines) if _heading(line)), None)
    return "\n".join("" if n == first else line for n, line in enumerate(lines))


def last_heading(source: str) -> str:
    """Return the Markdown of the last heading, or nothing."""
    texts = (_heading(line) for line in reversed(source.split("\n")))
    return next(filter(None, texts), "")


def _heading(line: str) -> str:
    """Return the text of a heading such as ``## Text ##``; nothing of another line."""
    marked = line.lstrip(" ")
    text = marked.lstrip("#")
    depth = len(marked) - len(text)
    is_heading = 1 <= depth <= 6 and text[:1] in (" ", "\t")
    if not is_heading or len(line) - len(marked) > 3:
        return ""
    text = text.strip(" \t\r")
    opened = text.rstrip("#")
    return opened.rstrip(" \t") if opened[-1:] in ("", " ", "\t") else text


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise ExceededError(f"it has more than {LONGEST} characters")
    return text


def _as_it_stands(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text[:LONGEST_SHOWN])


# Most pieces are the course's own, and on the page of each of its students.


@lru_cache(maxsize=1024)
def _markdown(source: str, top_level: int, open_levels: tuple[int, ...]) -> Rendered:
    found: Rendered = bounded.call(markup.markdown, source, top_level, open_levels)
    return found


@lru_cache(maxsize=256)
def _clean(html: str) -> str:
    return str(bounded.call(markup.clean, html))


@lru_cache(maxsize=1024)
def _highlight(code: str, language: str, marked: int) -> str:
    return str(bounded.call(markup.highlight, code, language, marked))
