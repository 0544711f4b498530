"""Find the prose in a cell, and put other prose in its place.

Text cells are translated block by block (a paragraph, a list, a fenced block); code
cells comment by comment, docstring by docstring, string by string. Formulas, code spans
and placeholders are not prose: a translation must carry them over unchanged.

Pure: what is translated into what comes as a function from message to message.
"""

from __future__ import annotations

import ast
import inspect
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from autograder.common.trees import parse

Translate = Callable[[str], str]

WIDTH = 88  # columns of a code line

_MATH = re.compile(r"\$\$.+?\$\$|\$[^$\n]+?\$", re.DOTALL)
_CODE_SPAN = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?!\w|\.\d)")
_TAG = re.compile(r"<[^<>]+>")
_ESCAPE = re.compile(r"\\[ntr]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CODE_WORD = re.compile(r"[a-z0-9_.:/#%*+<=>,()-]*|#[0-9A-Fa-f]{6}|[A-Z]+(_[A-Z]+)+")
_PRAGMA = re.compile(r"#(##|!| noqa| type:| fmt:| ruff:)")
_LITERAL = re.compile(
    r"(?P<prefix>[rRfFuU]{0,2})(?P<quote>\"\"\"|'''|\"|')(?P<body>(?:\\.|(?!(?P=quote)).)*)(?P=quote)"
    r"|#[^\n]*",  # a comment between literals: quotes in it are no literal's
    re.DOTALL,
)


@dataclass(frozen=True)
class Fragment:
    """A piece of prose at ``source[start:end]``; ``render`` makes the piece anew."""

    start: int
    end: int
    message: str
    render: Translate


def is_prose(text: str) -> bool:
    """Whether a person would translate it: no formula, number or word of code."""
    text = _PLACEHOLDER.sub("", text)  # what is around it may be one word of code
    for pattern in (_MATH, _TAG, _ESCAPE):
        text = pattern.sub(" ", text)
    text = text.strip()
    return bool(_LETTERS.search(text)) and not _CODE_WORD.fullmatch(text)


def invariants(text: str) -> set[str]:
    """Return what a translation must carry over.

    That is formulas, code, placeholders, and decimals, which stand in the prose as the
    code prints them.
    """
    found: set[str] = set()
    for pattern in (_CODE_SPAN, _MATH, _PLACEHOLDER, _DECIMAL):
        found.update(pattern.findall(text))
        text = pattern.sub(" ", text)
    return found


def messages(source: str, *, is_code: bool) -> list[str]:
    """Return the prose of a cell, in order, repetitions included."""
    return [fragment.message for fragment in _fragments(source, is_code)]


def translate_cell(source: str, translate: Translate, *, is_code: bool) -> str:
    """Return the cell's source with each of its messages translated."""
    for fragment in reversed(_fragments(source, is_code)):
        new = translate(fragment.message)
        if new != fragment.message:
            source = (
                source[: fragment.start] + fragment.render(new) + source[fragment.end :]
            )
    return source


def _fragments(source: str, is_code: bool) -> list[Fragment]:
    found = [*_comments(source), *_strings(source)] if is_code else _blocks(source)
    prose = [fragment for fragment in found if is_prose(fragment.message)]
    return sorted(prose, key=lambda fragment: fragment.start)


def _blocks(source: str) -> Iterator[Fragment]:
    """Split Markdown at blank lines, but not inside a fence or a displayed formula."""
    start = 0
    for match in re.finditer(r"\n[ \t]*\n+|\Z", source):
        block = source[start : match.start()]
        if match[0] and (block.count("```") % 2 or block.count("$$") % 2):
            continue
        yield Fragment(start, match.start(), block, str)
        start = match.end()


def _comments(source: str) -> Iterator[Fragment]:
    """Yield comments; those on consecutive lines of their own are one message."""
    offset = _offsets(source)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [
        token
        for token in tokens
        if token.type == tokenize.COMMENT and not _PRAGMA.match(token.string)
    ]
    for _, lines in groupby(enumerate(comments), key=lambda pair: _paragraph(*pair)):
        block = [comment for _, comment in lines]
        first, last = block[0], block[-1]
        column = first.start[1]
        yield Fragment(
            offset(*first.start),
            offset(*last.end),
            " ".join(comment.string.lstrip("# ").rstrip() for comment in block),
            _comment_renderer(column, alone=not first.line[:column].strip()),
        )


def _paragraph(index: int, comment: tokenize.TokenInfo) -> tuple[object, ...]:
    """Return a key that neighbouring comment lines of one paragraph share."""
    line, column = comment.start
    if comment.line[:column].strip():
        return ("beside code", index)
    return (line - index, column)


def _comment_renderer(column: int, *, alone: bool) -> Translate:
    def render(text: str) -> str:
        if not alone:
            return f"# {text}"
        lines = textwrap.wrap(
            text, WIDTH - column - 2, break_long_words=False, break_on_hyphens=False
        )
        return f"\n{' ' * column}".join(f"# {line}" for line in lines)

    return render


def _strings(source: str) -> Iterator[Fragment]:
    offset = _offsets(source)
    tree = parse(source)
    docstrings = set(_docstrings(tree))
    for node in _outermost_strings(tree):
        start = offset(node.lineno, node.col_offset, in_bytes=True)
        end = offset(node.end_lineno or 0, node.end_col_offset or 0, in_bytes=True)
        pieces = list(_LITERAL.finditer(source, start, end))
        literals = [piece for piece in pieces if piece["quote"]]
        column = start - (source.rfind("\n", 0, start) + 1)
        if node in docstrings and len(pieces) == 1:
            yield _docstring(start, end, literals[0], column)
        elif len(literals) == len(pieces):
            yield _string(literals, column)
        else:  # a comment says something of one part: the parts stay apart
            for literal in literals:
                yield _string([literal], column)


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
            and isinstance(first := node.body[0], ast.Expr)
        ):
            yield first.value


def _outermost_strings(node: ast.AST) -> Iterator[ast.expr]:
    match node:  # a call as it is written, and the words of promises, are code
        case ast.Call(func=ast.Name(id="promised" | "refused"), keywords=keywords):
            likely = [word.value for word in keywords if word.arg == "likely"]
            for value in likely:
                yield from _outermost_strings(value)
            return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr) or (
            isinstance(child, ast.Constant) and isinstance(child.value, str)
        ):
            yield child
        else:
            yield from _outermost_strings(child)


def _docstring(start: int, end: int, literal: re.Match[str], column: int) -> Fragment:
    prefix, quote, body = literal.group("prefix", "quote", "body")
    indent = " " * column

    def render(text: str) -> str:
        lines = [line and indent + line for line in text.splitlines()]
        closing = f"\n{indent}{quote}" if len(lines) > 1 else quote
        return prefix + quote + "\n".join(lines).lstrip() + closing

    return Fragment(start, end, inspect.cleandoc(body), render)


def _string(literals: list[re.Match[str]], column: int) -> Fragment:
    prefix, body = _joined(literals)
    quote = literals[0]["quote"]
    start, end = literals[0].start(), literals[-1].end()
    gaps = [
        after.string[before.end() : after.start()]
        for before, after in pairwise(literals)
    ]
    one_a_line = bool(gaps) and all("\n" in gap and "\\" not in gap for gap in gaps)
    width = WIDTH - column - len(prefix) - 2 * len(quote)

    def render(text: str) -> str:
        if "r" not in prefix:
            text = _escape(quote, text)
        parts = _split(text, width) if one_a_line else [text]
        return f"\n{' ' * column}".join(prefix + quote + part + quote for part in parts)

    return Fragment(start, end, body, render)


def _joined(literals: list[re.Match[str]]) -> tuple[str, str]:
    """Return prefix and body of the one literal that says what all of them say."""
    parts = [(literal["prefix"].lower(), literal["body"]) for literal in literals]
    formatted = any("f" in kind for kind, _ in parts)
    raw = any("r" in kind for kind, _ in parts) and all(
        "r" in kind or "\\" not in body for kind, body in parts
    )

    def adapt(kind: str, body: str) -> str:
        if formatted and "f" not in kind:
            body = re.sub(r"[{}]", r"\g<0>\g<0>", body)
        if not raw and "r" in kind:
            body = body.replace("\\", "\\\\")
        return body

    return "r" * raw + "f" * formatted, "".join(adapt(*part) for part in parts)


def _escape(quote: str, text: str) -> str:
    """Escape quotation marks that would end the literal, but not those in braces."""
    return re.sub(
        rf"(\\.|\{{[^{{}}]*\}})|{quote}",
        lambda match: match[1] or "".join(f"\\{mark}" for mark in quote),
        text,
        flags=re.DOTALL,
    )


def _split(text: str, width: int) -> Iterable[str]:
    """Split at spaces, not inside placeholders, into parts of at most ``width``."""
    part = ""
    for word in re.findall(r"(?:\{[^{}]*\}|[^\s{])+\s*|\s+|\{", text):
        if part and len(part) + len(word) > width:
            yield part
            part = ""
        part += word
    yield part


def _offsets(source: str) -> Callable[..., int]:
    """Return a function from (line, column) to an index into ``source``."""
    lines = io.StringIO(source).readlines()  # Python's lines, not Unicode's
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(line: int, column: int, *, in_bytes: bool = False) -> int:
        if in_bytes:
            column = len(lines[line - 1].encode()[:column].decode())
        return starts[line - 1] + column

    return offset
