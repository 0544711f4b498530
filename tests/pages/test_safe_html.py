"""Markdown, HTML and code of anybody's: safe, laid out as Jupyter does, and in time."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.pages import bounded, markup, safe_html
from autograder.pages.bounded import ExceededError
from autograder.pages.safe_html import (
    Prose,
    clean,
    first_heading,
    highlight,
    last_heading,
    without_first_heading,
)
from tests.pathological import CONSTRUCTS, assert_grows_with_length

PNG = "iVBORw0KGgo="

MIXED = st.lists(
    st.one_of(st.sampled_from(CONSTRUCTS), st.text(max_size=8)), max_size=40
).map("".join)


def markdown(source: str) -> str:
    """Lay out Markdown in this process, to be measured; without pictures."""
    return "".join(markup.markdown(source, 3)["pieces"])


@pytest.mark.parametrize(
    "read",
    [
        markdown,
        markup.clean,
        markup.highlight,
        first_heading,
        last_heading,
        without_first_heading,
        safe_html.inline_code,
    ],
    ids=lambda function: function.__name__,
)
def test_the_time_of_a_page_grows_with_its_text(read) -> None:
    assert_grows_with_length(read)


class _Elements(HTMLParser):
    """Collects what a browser would make of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src"):
                self.links.add(value or "")


MATHML = {"math", "semantics", "mstyle", "mtext", "menclose", "merror", "mpadded"}


def assert_harmless(html: str) -> None:
    found = _Elements(html)
    formulas = {tag for tag in found.tags if tag.startswith("m")} | MATHML
    assert found.tags - formulas <= markup._TAGS | {"img"}
    assert not [name for _, name in found.attributes if name.startswith("on")]
    for link in found.links:
        assert link.startswith(("https://", "http://", "mailto:", "data:image/"))


@given(MIXED)
@example("<img src=x onerror=alert(1)>")
@example("<a href='javascript:alert(1)'>a</a>[b](javascript:alert(1))")
@example("<a href='data:text/html,<script>alert(1)</script>'>a</a>")
@example("$\\href{javascript:alert(1)}{x}$ $\\text{<script>}$")
@example(f"![<img src=x onerror=a>](data:image/png;base64,{PNG})")
@example("\ue0000\ue001 <b title='\ue0000\ue001'>")
@example("```python\n</pre><script>alert(1)</script>\n```")
def test_no_text_makes_anything_that_acts(source: str) -> None:
    assert_harmless(markdown(source))
    assert_harmless(markup.clean(source))
    assert_harmless(markup.highlight(source))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"$a$ and $$b$$", ["inline", "block"]),
        (r"\\(a\\) and \\[b\\]", ["inline", "block"]),
        ("\\begin{equation}\na\n\\end{equation}", ["block"]),
        ("\\begin{align}\na &= b\n\\end{align}", ["block"]),
        ("$$\na\n\n= b\n$$", ["block"]),
        (r"costs \$5, and \\( without end", []),
    ],
)
def test_formulas_are_found_where_jupyter_finds_them(
    source: str, words: list[str]
) -> None:
    assert re.findall(r'<math display="(\w+)"', markdown(source)) == words


def test_a_script_goes_with_what_it_says_and_a_heading_keeps_its_words() -> None:
    shown = clean("<script>alert(1)</script><style>b{}</style><h2 onclick=x>a</h2>")
    assert shown == "<h2>a</h2>"
    assert markdown("<h1 class=x>a</h1>").strip() == "<p>a</p>"


def test_of_images_only_pictures_inside_the_notebook_are_shown() -> None:
    attached = {"a.png": {"image/png": PNG}, "a.svg": {"image/svg+xml": "<svg/>"}}

    def shown(source: str) -> str:
        return Prose().markdown(source, attached)

    inside = f'<img src="data:image/png;base64,{PNG}" alt="the x axis">'
    assert inside in shown("![the $x$ axis](attachment:a.png)")
    assert inside in shown("<b><img alt='the x axis' width=9 src=attachment:a.png></b>")
    assert "<img" not in shown("![far](https://example.org/a.png)")
    assert '<span class="missing-image">far</span>' in shown("![far](https://e.org/a)")
    assert "<img" not in shown("<img src='https://example.org/a.png'>")
    assert "<img" not in shown("![a](attachment:a.svg)")
    assert "onerror" not in shown('!["><img src=x onerror=a>](attachment:a.png)')


def test_no_text_can_ask_twice_for_what_was_held_back() -> None:
    """A formula of some bytes is a page of MathML, and a picture is megabytes."""
    held = markup.markdown("$x$ ![](a.png) " + "&#xe000;0&#xe001;" * 9, 3)
    assert len(held["pictures"]) == 1
    assert "".join(held["pieces"]).count("<math") == 1


def test_links_lead_away_and_tell_nothing() -> None:
    assert 'rel="noopener noreferrer"' in markdown("[a](https://example.org)")
    assert "href" not in markdown("[a](/formgrader)[b](file:///etc/passwd)")


def test_tables_keep_their_alignment_alone() -> None:
    shown = markdown("|a|b|\n|-:|:-|\n|1|2|")
    assert "text-align" in shown
    assert "color" not in clean("<table><tr><td style='color:red'>a</table>")


@pytest.mark.parametrize(
    ("source", "first", "last"),
    [
        ("# One\ntext\n## Two ##", "One", "Two"),
        ("text\n   ### *Deep* `x`\n    # code", "Deep x", "*Deep* `x`"),
        ("# C#\n", "C#", "C#"),
        ("#none\n####### none\n#\n", "", ""),
        ("#\tTab #  ", "Tab", "Tab"),
    ],
)
def test_headings(source: str, first: str, last: str) -> None:
    assert first_heading(source) == first
    assert last_heading(source) == last


def test_the_first_heading_alone_is_left_out() -> None:
    assert without_first_heading("a\n# One\nb\n# Two") == "a\n\nb\n# Two"


def test_what_cannot_be_laid_out_in_time_is_shown_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(*_: object) -> None:
        raise ExceededError

    for cached in (safe_html._markdown, safe_html._clean, safe_html._highlight):
        cached.cache_clear()
    monkeypatch.setattr(bounded, "call", slow)
    assert Prose().markdown("<b>*a*") == "<pre>&lt;b&gt;*a*</pre>"
    assert clean("<b>") == "<pre>&lt;b&gt;</pre>"
    assert highlight("a < b") == '<div class="highlight"><pre>a &lt; b</pre></div>'


def test_nobody_reads_a_text_of_half_a_million_characters() -> None:
    shown = Prose().markdown("*a* " * 200_000)
    assert shown.startswith("<pre>*a* ")
    assert len(shown) < safe_html.LONGEST_SHOWN + 20


def test_headings_go_on_from_one_piece_to_the_next() -> None:
    page = Prose(top_level=3)
    assert "<h3>" in page.markdown("# a")
    assert "<h4>" in page.markdown("### b")
    assert "<h4>" in page.markdown("## c")
