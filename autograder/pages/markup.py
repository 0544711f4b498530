r"""Markdown, HTML and code of anybody's as safe HTML, in time linear in their length.

The order is: Markdown to HTML with every formula and picture held back behind a
placeholder, the HTML through nh3 with a short list of elements, then what was held
back, which is safe by construction, back in. No image but an inline PNG or JPEG
survives.

markdown-it-py and nh3 are here because they stay linear on text that is written to be
slow (unclosed tags, brackets, emphasis, fences by the ten thousand), as does the lexer
of Python in Pygments; that of IPython does not. Nobody can prove it of all of them, so
pages ask :mod:`~autograder.pages.prose`, which runs these functions in a process that
ends when a piece of text takes too long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight as highlighted
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from autograder.pages.formulas import to_mathml

_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters; removed from what comes in
_PLACEHOLDER = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")
_TAG_NAMES = """
    a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img
    kbd li ol p pre s small span strong sub summary sup table tbody td th thead tr u ul
"""
_TAGS = set(_TAG_NAMES.split())
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    **{tag: {"class"} for tag in ("span", "div", "pre", "code")},
    **{tag: {"style"} for tag in ("td", "th")},
}
_TOKEN_CLASS = re.compile(r" ?highlight( hl-\w+)?|[a-z][a-z0-9]{0,2}|missing-image")
_DATA_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_ALIGNMENT = re.compile(r"text-align: ?(left|right|center);?")
_IMAGE_TYPES = ("image/png", "image/jpeg")
_RAW_HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LANGUAGES = {"ipython3": "python", "python": "python", "py": "python"}
_LANGUAGES |= {name: name for name in ("text", "bash", "json")}


def markdown(
    source: str, attachments: str, top_level: int, open_levels: Sequence[int] = ()
) -> tuple[str, list[int]]:
    """Return Markdown, with LaTeX in it, as safe HTML.

    Args:
        source: Markdown as in a notebook's cell.
        attachments: of the cell, as JSON: name → type → base64 text.
        top_level: of the page's first heading.
        open_levels: levels of the headings, as their authors gave them, below which the
            page stands.

    Returns:
        The HTML, and the open levels after it.
    """
    page = _Page(json.loads(attachments), top_level, list(open_levels))
    source = source.replace(_OPEN, "").replace(_CLOSE, "")
    html = _parser().render(source, {"page": page})
    return _PLACEHOLDER.sub(page.put_back, clean(html)), page.open_levels


def clean(html: str) -> str:
    """Return what of a piece of HTML is safe to show."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes={"https", "http", "mailto", "data"},
        link_rel="noopener noreferrer",
    )


def highlight(code: str, language: str = "python") -> str:
    """Return code as highlighted, escaped HTML."""
    lexer = get_lexer_by_name(_LANGUAGES.get(language, "text"), stripall=False)
    # Lines of spaces, which nobody sees, are what the lexer is slow on.
    lines = "\n".join(map(str.rstrip, code.split("\n")))
    return str(highlighted(lines.strip("\n"), lexer, HtmlFormatter()))


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may keep; placeholders never stay in one."""
    if _OPEN in value:
        return None
    if tag == "a":
        # Where links lead is told nothing; "rel" is nh3's own.
        is_kept = name == "rel" or value.startswith(("https://", "http://", "mailto:"))
    elif tag == "img":
        is_kept = name == "alt" or bool(_DATA_IMAGE.fullmatch(value))
    elif name == "class":
        is_kept = bool(_TOKEN_CLASS.fullmatch(value))
    elif name == "style":
        is_kept = bool(_ALIGNMENT.fullmatch(value))
    else:
        is_kept = value.isdecimal() and len(value) < 10  # where a list starts
    return value if is_kept else None


class _Page:
    """What one piece of Markdown holds back, and where its headings stand."""

    def __init__(
        self, attachments: Any, top_level: int, open_levels: list[int]
    ) -> None:
        self.attachments = attachments if isinstance(attachments, dict) else {}
        self.open_levels = open_levels
        self._top_level = top_level
        self._held: list[str] = []

    def level(self, level: int) -> int:
        """Return the level on the page of a heading; notebooks skip levels."""
        while self.open_levels and self.open_levels[-1] >= level:
            self.open_levels.pop()
        self.open_levels.append(level)
        return min(6, self._top_level + len(self.open_levels) - 1)

    def hold(self, html: str) -> str:
        """Keep safe HTML from the cleaner; return what stands for it meanwhile."""
        self._held.append(html)
        return f"{_OPEN}{len(self._held) - 1}{_CLOSE}"

    def put_back(self, match: re.Match[str]) -> str:
        """Return what a placeholder stands for."""
        number = int(match[1])
        return self._held[number] if number < len(self._held) else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"linkify": False}, renderer_cls=_Renderer)
    parser.disable("linkify")
    parser.use(dollarmath_plugin, allow_labels=False, double_inline=True)
    parser.use(amsmath_plugin)
    parser.inline.ruler.before("escape", "math_brackets", _brackets)
    # What the plugins would render is rendered by our methods.
    for name in ("math_inline", "math_inline_double", "math_block", "amsmath"):
        parser.add_render_rule(name, getattr(_Renderer, name))
    return parser


def _brackets(state: StateInline, silent: bool) -> bool:
    r"""Find ``\\( … \\)`` and ``\\[ … \\]``, as Jupyter does, two backslashes each."""
    opening = state.src[state.pos : state.pos + 3]
    if opening not in ("\\\\(", "\\\\["):
        return False
    closing = "\\\\)" if opening == "\\\\(" else "\\\\]"
    unclosed = state.env.setdefault("unclosed", set())
    start = state.pos + 3
    if (opening, state.src) in unclosed:  # not to search to the end again
        return False
    end = state.src.find(closing, start, state.posMax)
    if end < 0:
        unclosed.add((opening, state.src))
        return False
    if not silent:
        kind = "math_inline" if opening == "\\\\(" else "math_inline_double"
        state.push(kind, "math", 0).content = state.src[start:end]
    state.pos = end + 3
    return True


class _Renderer(RendererHTML):
    """markdown-it's renderer with formulas and images held back."""

    def _formula(self, latex: str, env: Any, *, block: bool) -> str:
        page: _Page = env["page"]
        return page.hold(to_mathml(latex, block=block))

    def math_inline(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return self._formula(tokens[idx].content, env, block=False)

    def math_inline_double(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return self._formula(tokens[idx].content, env, block=True)

    def math_block(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return f"<p>{self._formula(tokens[idx].content, env, block=True)}</p>\n"

    def amsmath(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        latex = tokens[idx].content
        if body := re.fullmatch(
            r"\\begin\{equation\*?\}(.*)\\end\{equation\*?\}", latex.strip(), re.DOTALL
        ):
            latex = body[1]
        return f"<p>{self._formula(latex, env, block=True)}</p>\n"

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        level = env["page"].level(int(tokens[idx].tag[1:]))
        tokens[idx + 2].tag = f"h{level}"  # heading_open, inline, heading_close
        return f"<h{level}>"

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return _RAW_HEADING.sub(r"<\1p", tokens[idx].content)

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return self.html_block(tokens, idx, options, env)

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        words = tokens[idx].info.split(maxsplit=1)
        return highlight(tokens[idx].content, words[0] if words else "text")

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: Any, env: Any
    ) -> str:
        return highlight(tokens[idx].content, "text")

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        page: _Page = env["page"]
        token = tokens[idx]
        words = "".join(child.content for child in token.children or ())
        alt = escape(_TAG.sub("", words))
        url = str(token.attrs.get("src", ""))
        attached = page.attachments.get(url.removeprefix("attachment:"), {})
        for kind in _IMAGE_TYPES:
            if isinstance(attached, dict) and kind in attached:
                url = f"data:{kind};base64,{attached[kind]}"
        if _DATA_IMAGE.fullmatch(url):
            return page.hold(f'<img src="{url}" alt="{alt}">')
        return f'<span class="missing-image">{alt}</span>'
