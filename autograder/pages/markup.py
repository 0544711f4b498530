r"""Markdown, HTML and code of anybody's as safe HTML, in time linear in their length.

The order is: Markdown to HTML with every formula and picture held back behind a
placeholder, the HTML through nh3 with a short list of elements, then the formulas,
which are safe by construction, back in. Which pictures are shown is for others to say.

markdown-it-py and nh3 are here because they stay linear on text that is written to be
slow (unclosed tags, brackets, emphasis, fences by the ten thousand), as does the lexer
of Python in Pygments; that of IPython does not. Nobody can prove it of all of them, so
pages ask :mod:`~autograder.pages.safe_html`, which runs these functions in a process
that ends when a piece of text takes too long.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import cache
from html import escape, unescape
from typing import Any, TypedDict

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
_TAG_NAMES = """
    a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i
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
_RAW_HEADING = re.compile(r"<(/?)h[1-6](?=[\s/>])", re.IGNORECASE)
_RAW_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_RAW_ATTRIBUTE = re.compile(
    r"\s(src|alt)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE
)
_ORPHAN_IMAGE = re.compile(r"<img(?![^>]*\bsrc=)[^>]*>")
_TAG = re.compile(r"<[^<>]*>")
_LANGUAGES = {"ipython3": "python", "python": "python", "py": "python"}
_LANGUAGES |= {name: name for name in ("text", "bash", "json")}

AWAY = 'target="_blank" rel="noopener noreferrer"'
"""The attributes of every link, before its address."""


class Picture(TypedDict):
    """A picture that a text wants shown: who holds the pictures decides.

    ``alt`` and ``instead``, which is for one that is not shown, are safe HTML.
    """

    url: str
    alt: str
    instead: str


class Rendered(TypedDict):
    """A piece of a page.

    Attributes:
        pieces: safe HTML; between each two of them comes a picture.
        pictures: one less than the pieces.
        open_levels: of the headings below which the page stands after it.
    """

    pieces: list[str]
    pictures: list[Picture]
    open_levels: list[int]


def markdown(source: str, top_level: int, open_levels: Sequence[int] = ()) -> Rendered:
    """Lay out Markdown, with LaTeX in it.

    Args:
        source: Markdown as in a notebook's cell.
        top_level: of the page's first heading.
        open_levels: levels of the headings, as their authors gave them, below which the
            page stands.
    """
    page = _Page(top_level, list(open_levels))
    source = source.replace(_OPEN, "").replace(_CLOSE, "")
    html = clean(_parser().render(source, {"page": page}), images=False)
    return page.put_back(html)


def clean(html: str, *, images: bool = True) -> str:
    """Return what of a piece of HTML is safe to show; ``images`` as data among it.

    A link opens in a window that knows neither this page nor its address.
    """
    safe = nh3.clean(
        html,
        tags=_TAGS | {"img"} if images else _TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_filtered,
        url_schemes={"https", "http", "mailto", "data"},
        link_rel=None,
    )
    # In an attribute nh3 escapes what would end the tag.
    return _ORPHAN_IMAGE.sub("", safe).replace('<a href="', f'<a {AWAY} href="')


def highlight(code: str, language: str = "python", marked: int = 0) -> str:
    """Return code as highlighted, escaped HTML, with one line marked or none (0)."""
    lexer = get_lexer_by_name(_LANGUAGES.get(language, "text"), stripall=False)
    # Lines of spaces, which nobody sees, are what the lexer is slow on.
    lines = "\n".join(map(str.rstrip, code.split("\n")))
    formatter = HtmlFormatter(hl_lines=[marked] if marked else [])
    return str(highlighted(lines.strip("\n"), lexer, formatter))


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may keep; placeholders never stay in one."""
    if _OPEN in value:
        return None
    if tag == "a":
        is_kept = value.startswith(("https://", "http://", "mailto:"))
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
    """What one piece of Markdown holds back, and where its headings stand.

    What stands for something held back has a mark that no text can foresee.
    """

    def __init__(self, top_level: int, open_levels: list[int]) -> None:
        self._top_level = top_level
        self._open_levels = open_levels
        self._mark = secrets.token_hex(8)
        self._formulas: list[str] = []
        self._pictures: list[Picture] = []

    def level(self, level: int) -> int:
        """Return the level on the page of a heading; notebooks skip levels."""
        while self._open_levels and self._open_levels[-1] >= level:
            self._open_levels.pop()
        self._open_levels.append(level)
        return min(6, self._top_level + len(self._open_levels) - 1)

    def formula(self, latex: str, *, block: bool) -> str:
        """Return the HTML of a formula."""
        self._formulas.append(to_mathml(latex, block=block))
        return f"{_OPEN}{self._mark}f{len(self._formulas) - 1}{_CLOSE}"

    def picture(self, url: str, alt: str, *, instead: str) -> str:
        """Return the HTML of a picture."""
        self._pictures.append({"url": url, "alt": alt, "instead": instead})
        return f"{_OPEN}{self._mark}p{len(self._pictures) - 1}{_CLOSE}"

    def put_back(self, html: str) -> Rendered:
        """Return cleaned HTML with formulas in it, and the pictures that it wants."""
        html = re.sub(
            f"{_OPEN}{self._mark}f([0-9]+){_CLOSE}",
            lambda found: self._formulas[int(found[1])],
            html,
        )
        parts = re.split(f"{_OPEN}{self._mark}p([0-9]+){_CLOSE}", html)
        return {
            "pieces": parts[::2],
            "pictures": [self._pictures[int(number)] for number in parts[1::2]],
            "open_levels": self._open_levels,
        }


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
        return page.formula(latex, block=block)

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
        html = _RAW_HEADING.sub(r"<\1p", tokens[idx].content)
        return _RAW_IMAGE.sub(lambda tag: _raw_image(tag[0], env["page"]), html)

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
        instead = f'<span class="missing-image">{alt}</span>'
        return page.picture(str(token.attrs.get("src", "")), alt, instead=instead)


def _raw_image(tag: str, page: _Page) -> str:
    """Return the HTML of a picture that the text has as an ``img`` element."""
    said = {name.lower(): value for name, value in _RAW_ATTRIBUTE.findall(tag)}
    url, alt = (unescape(said.get(name, "").strip("\"'")) for name in ("src", "alt"))
    return page.picture(url, escape(alt), instead="")
