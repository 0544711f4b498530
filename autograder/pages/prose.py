"""Markdown and code as safe HTML.

Built on nbconvert's Markdown parser and highlighter. Everything may have been written
by a student, so the order is: Markdown to HTML with every formula held back behind a
placeholder, the HTML through bleach with a short list of elements, then the formulas,
which are safe by construction, back in. No image but an inline PNG or JPEG survives;
one that lies beside the notebook is put inside (:mod:`autograder.pages.pictures`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]
from markupsafe import Markup
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.pages.formulas import to_mathml
from autograder.pages.pictures import Pictures

_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters; removed from what comes in
_PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TAG_NAMES = """
    a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img
    kbd li ol p pre s small span strong sub summary sup table tbody td th thead tr u ul
"""
_TAGS = frozenset(_TAG_NAMES.split())
_TOKEN_CLASS = re.compile(r" ?highlight( hl-\w+)?|[a-z][a-z0-9]{0,2}|missing-image")
_DATA_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_ALIGNMENT = re.compile(r"text-align:(left|right|center)")
_IMAGE_TYPES = ("image/png", "image/jpeg")
_UNSHOWN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_RAW_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>", re.IGNORECASE)
_RAW_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_ORPHAN_IMAGE = re.compile(r"<img(?![^>]*\bsrc=)[^>]*>")
_FIRST_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)

AWAY = 'target="_blank" rel="noopener noreferrer"'
"""The attributes of every link, before its address."""

_CSS = CSSSanitizer(allowed_css_properties=["text-align"])


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
        self._open_levels: list[int] = []

    def markdown(
        self, source: str, attachments: Mapping[str, Any] | None = None
    ) -> Markup:
        """Return Markdown, with LaTeX in it, as safe HTML."""
        renderer = _Renderer(self._heading_level, attachments or {}, self._pictures)
        source = _UNSHOWN.sub("", source.replace(_OPEN, "").replace(_CLOSE, ""))
        html = clean(MarkdownWithMath(renderer=renderer).render(source))
        return Markup(_PLACEHOLDER.sub(renderer.formula, html))

    @staticmethod
    def inline(source: str) -> Markup:
        """Return one line of Markdown as HTML without a block around it."""
        html = Prose(1).markdown(f"# {source.strip()}").strip()
        return Markup(html.removeprefix("<h1>").removesuffix("</h1>"))

    def _heading_level(self, level: int) -> int:
        while self._open_levels and self._open_levels[-1] >= level:
            self._open_levels.pop()
        self._open_levels.append(level)
        return min(6, self._top_level + len(self._open_levels) - 1)


class _Renderer(IPythonRenderer):  # type: ignore[misc]
    """nbconvert's renderer with formulas held back and images kept inside."""

    def __init__(
        self, level: Any, attachments: Mapping[str, Any], pictures: Pictures
    ) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self._level = level
        self._attached = attachments
        self._pictures = pictures
        self._formulas: list[str] = []
        self._sources: list[str] = []

    def formula(self, match: re.Match[str]) -> str:
        """Return the MathML that a placeholder stands for."""
        number = int(match[1])
        return self._formulas[number] if number < len(self._formulas) else ""

    def _hold(self, latex: str, *, block: bool) -> str:
        self._formulas.append(to_mathml(latex, block=block))
        self._sources.append(latex)
        return f"{_OPEN}{len(self._formulas) - 1}{_CLOSE}"

    def block_math(self, body: str) -> str:
        return self._hold(body, block=True)

    def inline_math(self, body: str) -> str:
        return self._hold(body, block=False)

    def latex_environment(self, name: str, body: str) -> str:
        latex = f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return self._hold(body if name.startswith("equation") else latex, block=True)

    def heading(self, text: str, level: int, **_: Any) -> str:
        level = self._level(level)
        return f"<h{level}>{text}</h{level}>\n"

    def block_html(self, html: str) -> str:
        return str(super().block_html(self._tamed(html)))

    def inline_html(self, html: str) -> str:
        return str(super().inline_html(self._tamed(html)))

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)
        return str(highlight(code, language[0] if language else "text"))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        alt = escape(_PLACEHOLDER.sub(lambda m: self._sources[int(m[1])], text))
        alt = re.sub(r"&lt;.*?&gt;", "", alt)
        uri = self._inlined(url)
        if uri:
            return f'<img src="{uri}" alt="{alt}">'
        return f'<span class="missing-image">{alt}</span>'

    def _inlined(self, url: str) -> str:
        """Return a picture as a data URI, or nothing if it may not be shown."""
        attached = self._attached.get(url.removeprefix("attachment:"), {})
        for kind in _IMAGE_TYPES:
            if isinstance(attached, dict) and kind in attached:
                url = f"data:{kind};base64,{attached[kind]}"
        uri = url if url.startswith("data:") else self._pictures.beside(url)
        if _DATA_IMAGE.fullmatch(uri) and self._pictures.shown(uri):
            return uri
        return ""

    def _tamed(self, html: str) -> str:
        """Return raw HTML without headings, and with its pictures inside."""
        return _RAW_IMAGE.sub(self._raw_image, _RAW_HEADING.sub(r"<\1p>", html))

    def _raw_image(self, tag: re.Match[str]) -> str:
        source = _SOURCE.search(tag[0])
        uri = self._inlined(unescape(source[1].strip("\"'"))) if source else ""
        if not source or not uri:
            return ""
        before, after = tag[0][: source.start(1)], tag[0][source.end(1) :]
        return f'{before}"{uri}"{after}'


def clean(html: str) -> Markup:
    """Return what of a piece of HTML is safe to show.

    A link opens in a window that knows neither this page nor its address.
    """
    safe = _ORPHAN_IMAGE.sub("", _sanitise(_UNSHOWN.sub("", html)))
    return Markup(safe.replace('<a href="', f'<a {AWAY} href="'))


def highlight(code: str, language: str = "ipython3") -> Markup:
    """Return code as highlighted, escaped HTML."""
    if language not in ("ipython3", "python", "py", "text", "bash", "json"):
        language = "text"
    return Markup(Highlight2HTML(pygments_lexer=language)(code.strip("\n")))


def inline_code(text: str) -> Markup:
    """Return plain text, escaped, in which `words in backticks` are code."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escape(text)))


def first_heading(source: str) -> str:
    """Return the text of the first Markdown heading, without its marks, or nothing."""
    found = _FIRST_HEADING.search(source)
    return re.sub(r"[*_`]", "", found[2]) if found else ""


def without_first_heading(source: str) -> str:
    """Return Markdown without its first heading's line."""
    return _FIRST_HEADING.sub("", source, count=1)


def last_heading(source: str) -> str:
    """Return the Markdown of the last heading, or nothing."""
    found = list(_FIRST_HEADING.finditer(source))
    return found[-1][2] if found else ""


def _sanitise(html: str) -> str:
    safe: str = bleach.clean(
        html,
        tags=_TAGS,
        attributes=_allow,
        protocols=("https", "http", "mailto", "data"),
        css_sanitizer=_CSS,
        strip=True,
    )
    return safe


def _allow(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute may stay; placeholders of formulas never do."""
    if _OPEN in value:
        return False
    if tag == "a" and name == "href":
        return value.startswith(("https://", "http://", "mailto:"))
    if tag == "img":
        return name == "alt" or (name == "src" and bool(_DATA_IMAGE.fullmatch(value)))
    if name == "class":
        return tag in ("span", "div", "pre", "code") and bool(
            _TOKEN_CLASS.fullmatch(value)
        )
    if tag in ("td", "th"):
        return name == "style" and bool(_ALIGNMENT.fullmatch(value))
    return (tag, name) == ("ol", "start")
