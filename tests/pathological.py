"""Text written to be slow, and how the time of reading it grows.

Seconds are never compared with a number of seconds: a reader takes a text and the same
kind of text four times as long. A linear reader takes four times as long, a quadratic
one sixteen. What is measured is the processor's time of this thread, the least of some
tries, so that other programs do not matter.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial

from hypothesis import strategies as st

LETTERS = ("a", "A", "0", "_", "é", "σ", "😀", "\u00a0", "\u202e", "\x00", "\x1b")
SPACES = (" ", "\t", "\n", "\r", "\r\n", "\x0b", "\x0c", "\u2028", "\n\n", " \n")
MARKDOWN = (
    *("# ", "#", "## ", "# a #", "####### ", "=\n", "-\n", "a\n=\n", "a\n-\n", "---\n"),
    *("*", "**", "*a ", "**a ", "_", "a_", "__a ", "_a_", "*a*", "~", "~~a ", "`"),
    *("`a", "` ", "``a", "[", "]", "[a](", "![", "![a](", "[a]: ", "](", "[]()"),
    *("[a][", "[^a]", "[[", "(", "> ", ">a\n", "- ", "- a\n", " - a\n", "1. a\n"),
    *("|", "|a|b\n", "|-|-\n", "    a\n", "~~~\n", "```\n", "\\", "\\a"),
    *("http://", "www.", "a@b.c", "<http://", "<a@", "attachment:", "&", "&amp", "&#1"),
)
STRANGE = "x-strange"
"""An element that no page has: where it is one, a text was not escaped."""

HTML = (
    *(f"<{STRANGE} ", f"<{STRANGE}>", f'"><{STRANGE}>', f"<{STRANGE} onclick=a>"),
    *("<", ">", "</", "<!--", "<![CDATA[", "<?", "<!A", "<a ", "<a b=", "<a b='"),
    *("<div>", "<b>", "</b>", "<b", "<p>", "<td>", "<table>", "<ul><li>", "<details>"),
    *("<script ", "<script>", "</script", "<style", "<style>", "<img ", "<img src="),
    *("<h1>", "<h1 ", "</h1", "<h1>a", "<svg>", "<math>", "&lt;", '"', "'"),
)
LATEX = (
    *("$", "$$", "$ ", "$x$", "\\(", "\\[", "\\\\(", "\\\\[", "\\\\(a\\\\)"),
    *("\\begin", "\\begin{a}", "\\begin{a}\n", "\\end{a}", "^", "x^", "_{", "{", "}"),
    *("\\frac", "\\frac{", "\\left(", "\\sqrt", "\\text{", "\\text{a}"),
)
PYTHON = (
    *("(", "-", "not ", "lambda:", "f'{", "f'{x}'", "'''", "x=x\n", "if x:\n ", "x."),
    *("x[", "1_", "0x1", "1e", "@a\n", "x if x else ", "*a,", "\\\n", "%a\n", "!a\n"),
    *("def f():\n ", "a:b\n", "?", "# a\n", "[x for x in "),
)
TERMINAL = (
    *("\x1b[", "\x1b[1;31m", "\x1b[K", "a\x1b[1K", "a\x1b[2K", "\x08", "a\x08", "ab\r"),
    *("\x1b]0;", "Cell In[1], line 1\n", "File "),
)

CONSTRUCTS = (*LETTERS, *SPACES, *MARKDOWN, *HTML, *LATEX, *PYTHON, *TERMINAL)

NUMBERED = (
    *("Cell In[{}], line 1\n", "Cell In[1], line {}\n", "\x1b[{}m", "\x1b[{}K"),
    *("&#{};", "&#x{};", "<ol start={}>", "{}. a\n", "$x^{}$", "\\\\hspace{{{}em}}"),
    *("x = {}\n", "x = 0x{}\n", "f'{{x:{}}}'\n", "data:image/png;base64,{}"),
)
"""Where a reader may expect a number; Python reads no more than 4300 digits."""

_DIGITS = ("0", "9", "٣", "-1", "1e999", "9" * 20, "9" * 5_000)

PIECES = st.one_of(
    st.sampled_from(CONSTRUCTS),
    st.builds(str.__mul__, st.sampled_from(CONSTRUCTS), st.sampled_from((9, 200))),
    st.builds(str.format, st.sampled_from(NUMBERED), st.sampled_from(_DIGITS)),
    st.text(max_size=8),
    st.just("\ud800"),
)

MIXED = st.lists(PIECES, max_size=8).map("".join)
"""Texts of constructs, runs of them, odd numbers, and anything else that is text."""

_STARTS = ("", "x", "# ")
_SHORT, _TIMES, _ALLOWED = 1_000, 4, 2.5
_NEGLIGIBLE = 0.02  # seconds for the long text: nothing to compare
_TRIES = 15


def runs(length: int) -> Iterator[str]:
    """Yield a run of every construct."""
    for construct in CONSTRUCTS:
        yield construct * (length // len(construct) + 1)


def texts(length: int) -> Iterator[str]:
    """Yield a long run of every construct, after each of some beginnings."""
    for construct in CONSTRUCTS:
        for start in _STARTS:
            yield start + construct * (length // len(construct) + 1)


def assert_grows_with_length(read: Callable[[str], object]) -> None:
    """Assert that a reader's time grows about as fast as the length of its text."""
    for construct in CONSTRUCTS:
        for start in _STARTS:
            long = start + construct * (_SHORT * _TIMES // len(construct) + 1)
            short = long[: len(long) // _TIMES]
            what = f"{start!r} and a run of {construct!r}"
            _assert_linear(partial(read, short), partial(read, long), what)


def assert_work_grows_with_length(
    prepare: Callable[[int], Callable[[], object]], length: int = _SHORT
) -> None:
    """Assert it of what is done with all constructs together, each of a length.

    Args:
        prepare: Returns what is to be measured, for a length.
        length: The shorter one.
    """
    _assert_linear(prepare(length), prepare(_TIMES * length), "all constructs")


def _assert_linear(
    short: Callable[[], object], long: Callable[[], object], what: str
) -> None:
    """Assert that a long text takes hardly longer than as much in short ones.

    As much, so that both take about the same time: a busy machine interrupts either.
    """
    least_long = least_short = float("inf")
    for tried in range(_TRIES):
        least_long = min(least_long, _seconds(long))
        if least_long < _NEGLIGIBLE:
            return
        # At first one short text must do: it is far less work, and mostly enough.
        times = _TIMES if tried else 1
        least_short = min(least_short, _seconds(short, times) * _TIMES / times)
        if least_long < _ALLOWED * least_short:
            return
    raise AssertionError(
        f"{what}: of {_TIMES} times the length it took "
        f"{_TIMES * least_long / least_short:.0f} times as long"
    )


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    gc.disable()  # its time grows with all that other tests have left
    started = time.thread_time()
    try:
        for _ in range(times):
            work()
        return time.thread_time() - started
    finally:
        gc.enable()
