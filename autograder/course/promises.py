"""What a docstring promises is tried by the check of its exercise, and nothing else.

A docstring promises by fixed phrases: "It is not modified", "a list", "of any shape". A
check tries by words: ``promised("f(x)", f, (…), want, x="kept list shape")`` of the
shared tools. The tables below bind them. A promise that is not tried is a problem of
the docstring's line, a word that no docstring promises is one of the check's.

The rule holds for a seminar whose setup has these helpers.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from autograder.model import Problem
from autograder.notebook.marks import BEGIN_HIDDEN, END_HIDDEN
from autograder.seminar.master import Cell, Purpose, regions
from autograder.seminar.reader import Seminar


@dataclass(frozen=True)
class Word:
    """A word of checks, and what it stands for in docstrings.

    Attributes:
        say: A phrase that promises it, as an example.
        pattern: Matches all such phrases; a blank of it may be the end of a line.
        is_open: Whether the visible part of a check tries it, too. What takes a formula
            or many numbers is tried in the hidden part alone.
    """

    say: str
    pattern: str
    is_open: bool = True

    def places(self, text: str) -> list[int]:
        """Return where in a text it is promised."""
        pattern = self.pattern.replace(" ", r"\s+")
        return [m.start() for m in re.finditer(pattern, text, re.IGNORECASE)]


OF_ARGUMENT = {
    "kept": Word("It is not modified", r"\b(not|neither is|none is) modified"),
    "number": Word(
        "a number or an array", r"\bnumbers?,? (or )?(two )?(an? )?(list|arr)"
    ),
    "array": Word("an array", r"\barrays?\b"),
    "list": Word("a list", r"\blists?\b"),
    "tuple": Word("a tuple", r"\btuples?\b"),
    "integer": Word("of integers", r"\bof integers|perhaps an integer"),
    "float32": Word("float32", r"\bfloat32"),
    "bool": Word("booleans", r"\bbooleans"),
    "shape": Word("of any shape", r"\bany shape"),
    "empty": Word("may be empty", r"\bmay be empty"),
    "zeros": Word(
        "zeros are allowed", r"\bzeros are allowed|\b0 or more|\bfrom 0 (up|on)"
    ),
    "ends": Word("both ends included", r"\bboth (ends )?included"),
    "broadcast": Word("shapes that fit", r"\bshapes that fit", is_open=False),
    "labels": Word("perhaps of one class only", r"\bone class only", is_open=False),
    "extreme": Word("any finite", r"\b(any|every) finite", is_open=False),
    "thousand": Word("thousands", r"\bthousands", is_open=False),
}
"""What is promised of an argument."""

OF_RESULT = {
    "array": Word(
        "an array of shape", r"(?<!or\s)\ban array (for|of|in)\b|float64 array"
    ),
    "tensor": Word("a tensor", r"\ba tensor\b"),
    "float64": Word("in float64", r"\bfloat64"),
    "quiet": Word("without warnings", r"\bwithout (a )?warnings?|\bnor (a )?warnings?"),
}
"""What is promised of the result, by ``returns="…"``."""

_OF_CALL = ("extreme", "thousand")
"""What may be promised where the result is told; any argument may show it."""

_SIZES = Word("of shape (n,)", r"\bshape \([mnkMNKD]\b", is_open=False)
_ERROR = Word("raises a ValueError", r"(?-i:\b[A-Z]\w*Error\b)")
_RESULT, _ANY, _CALL = "returns", "", "over"
"""Who else than an argument something is promised of."""

_SECTION = re.compile(r"^( *)(Args|Returns|Yields|Raises|Example):\n", re.MULTILINE)
_FUNCTION = re.compile(r"\b(an?|the)\s+(\w+\s+)?function\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.]|\.(?!\s))+\.?\s*")

Found = dict[tuple[str, str], int]
"""By whom it concerns and by its word: the line of a promise, or of what tries it."""


def promises_are_tried(seminar: Seminar) -> Iterator[Problem]:
    """Each promise is tried in both parts of a check, and nothing else is.

    That is the rule where a setup cell has the helper that tries them.
    """
    checks = {cell.name: cell for cell in seminar.of(Purpose.CHECK)}
    if not seminar.provides("promised"):
        return
    known: dict[str, Found] = {}
    for cell in seminar.of(Purpose.SOLUTION):
        check = checks.get(cell.name)
        for function in cell.parse().body:
            if isinstance(function, ast.FunctionDef) and check is not None:
                known[function.name] = promised = read_promises(function, known)
                yield from _spelling(check, function)
                for part, tried in _parts(check, function.name).items():
                    yield from _untried(cell, check, function, part, promised, tried)
                    yield from _unpromised(check, function, promised, tried)


def read_promises(
    function: ast.FunctionDef, known: Mapping[str, Found] | None = None
) -> Found:
    """Return what a function's docstring promises, with the line of each promise.

    ``known`` are those of the functions before it, to which it may refer: "as in f".
    """
    doc = function.body[0]
    if not (isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant)):
        return {}
    text = str(doc.value.value)
    found: Found = {}

    def note(who: str, word: str, place: int) -> None:
        found.setdefault((who, word), doc.lineno + text.count("\n", 0, place))

    sections = _sections(text)
    for start, end in sections.get("Args", []):
        for names, begin, sentence in _sentences(text, start, end, function):
            for word, meaning in {**OF_ARGUMENT, "sizes": _SIZES}.items():
                for place in meaning.places(sentence):
                    for name in names if word != "sizes" else [_CALL]:
                        note(name, word, begin + place)
            for other in re.findall(r"\bas (?:in|for) `?(\w+)", sentence):
                for who, word in (known or {}).get(other, {}):
                    if who in (*names, _CALL):
                        note(who, word, begin)
    for start, end in sections.get("Returns", []):
        for word, meaning in OF_RESULT.items():
            for place in meaning.places(text[start:end]):
                note(_RESULT, word, start + place)
        for word in _OF_CALL:
            for place in OF_ARGUMENT[word].places(text[start:end]):
                note(_ANY, word, start + place)
    for place in _ERROR.places(text):
        note(_CALL, re.split(r"\W", text[place:], maxsplit=1)[0], place)
    return found


def _sections(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return where the sections of a docstring stand, without their headings."""
    heads = list(_SECTION.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found: dict[str, list[tuple[int, int]]] = {}
    for head, end in zip(heads, ends, strict=False):
        found.setdefault(head[2], []).append((head.end(), end))
    return found


def _sentences(
    text: str, start: int, end: int, function: ast.FunctionDef
) -> Iterator[tuple[list[str], int, str]]:
    """Yield whom each sentence of the arguments concerns, where it begins, its text.

    "Both" and "Neither" are two arguments, this one and the one before; "All three" and
    "None" are three. Of an argument that is itself a function nothing is tried.
    """
    parameters = [argument.arg for argument in function.args.args]
    listed = "|".join(map(re.escape, parameters))
    entry = re.compile(rf"^ +((?:{listed})(?:, (?:{listed}))*): ", re.MULTILINE)
    heads = list(entry.finditer(text, start, end))
    before: list[str] = []
    stops = [*(head.start() for head in heads[1:]), end]
    for head, stop in zip(heads, stops, strict=False):
        names = head[1].split(", ")
        before += names
        if _FUNCTION.search(text[head.end() : stop]):
            continue
        for match in _SENTENCE.finditer(text, head.end(), stop):
            subject = re.match(rf"(?:(?:{listed})(?:, | and )?)+(?= )", match[0])
            if re.match(r"(Both|Neither)\b", match[0]):
                yield before[-2:], match.start(), match[0]
            elif re.match(r"(All three|None)\b", match[0]):
                yield before[-3:], match.start(), match[0]
            elif subject and (several := re.findall(listed, subject[0]))[1:]:
                yield several, match.start(), match[0]
            else:
                yield names, match.start(), match[0]


def _calls(check: Cell, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(check.parse())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
    ]


def _of(function: str, calls: Iterable[ast.Call]) -> list[ast.Call]:
    """Return the calls that try a function, which is their second argument."""
    return [
        call
        for call in calls
        if call.args[1:]
        and isinstance(call.args[1], ast.Name)
        and call.args[1].id == function
    ]


def _parts(check: Cell, function: str) -> dict[str, Found]:
    """Return what the parts of a check try of a function."""
    hidden = [n for part in regions(check, BEGIN_HIDDEN, END_HIDDEN) for n in part]
    parts: dict[str, Found] = {"visible": {}}
    if hidden:
        parts["hidden"] = {}
    for call in _of(function, _calls(check, "promised")):
        tried = parts["hidden" if call.lineno in hidden else "visible"]
        for keyword in call.keywords:
            match keyword:
                case ast.keyword(arg="over"):
                    tried.setdefault((_CALL, "sizes"), call.lineno)
                case ast.keyword(arg=str(who), value=ast.Constant(value=str(words))):
                    for word in words.split():
                        tried.setdefault((who, word), keyword.value.lineno)
    for call in _of(function, _calls(check, "refused")):
        tried = parts["hidden" if call.lineno in hidden else "visible"]
        error = [*call.args[3:], *[k.value for k in call.keywords if k.arg == "error"]]
        name = ast.unparse(error[0]) if error else "ValueError"
        tried.setdefault((_CALL, name), call.lineno)
    return parts


def _spelling(check: Cell, function: ast.FunctionDef) -> Iterator[Problem]:
    """The call is written with the names of the arguments, which messages tell."""
    names = ", ".join(argument.arg for argument in function.args.args)
    wanted = f"{function.name}({names})"
    for helper in ("promised", "refused"):
        for call in _of(function.name, _calls(check, helper)):
            match call.args[0]:
                case ast.Constant(value=text) if text == wanted:
                    continue
            yield check.problem(f'write {helper}("{wanted}", …)', call.lineno)


def _meaning(who: str, word: str) -> Word | None:
    """Return what a word stands for where it concerns somebody, if anything."""
    if who == _CALL:
        return _SIZES if word == "sizes" else _ERROR
    return (OF_RESULT if who == _RESULT else OF_ARGUMENT).get(word)


def _untried(
    cell: Cell,
    check: Cell,
    function: ast.FunctionDef,
    part: str,
    promised: Found,
    tried: Found,
) -> Iterator[Problem]:
    """Yield the promises that one part of a check does not try."""
    for (who, word), line in promised.items():
        meaning = _meaning(who, word)
        assert meaning is not None
        if part == "visible" and not meaning.is_open:
            continue
        if (who, word) in tried or (who == _ANY and word in {w for _, w in tried}):
            continue
        of = ""
        if who == _CALL:
            sizes = "over=[(1, 3), …] to a promised(…)"
            add = sizes if word == "sizes" else f"a refused(…, {word})"
        else:
            of = f" of {who!r}" if who not in (_ANY, _RESULT) else ""
            add = f'{who or "an argument"}="{word}" to a promised(…)'
        yield cell.problem(
            f"the docstring of '{function.name}' promises {word!r}{of}, and the {part} "
            f"part of {check.grade_id} does not try it: add {add}",
            line,
        )


def _unpromised(
    check: Cell, function: ast.FunctionDef, promised: Found, tried: Found
) -> Iterator[Problem]:
    """Yield what a check tries although no docstring promises it."""
    for (who, word), line in tried.items():
        if (who, word) in promised or (_ANY, word) in promised:
            continue
        meaning = _meaning(who, word)
        if meaning is None:
            known = ", ".join(OF_RESULT if who == _RESULT else OF_ARGUMENT)
            yield check.problem(
                f"there is no promise {word!r}; there are: {known}", line
            )
            continue
        yield check.problem(
            f"{word!r} is tried{f' of {who!r}' if who != _CALL else ''}, and the "
            f"docstring of '{function.name}' does not promise it: write "
            f'"{meaning.say}" there, or leave it out here',
            line,
        )
