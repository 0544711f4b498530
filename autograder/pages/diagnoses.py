"""Put a diagnosis into words: what was computed, a call that shows it, the way back.

A known mistake has its message and its hints from the bank, in the page's language. An
answer that no known mistake explains is described by what was seen of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup
from nbformat import NotebookNode

from autograder.model import Counterexample, Diagnosis, Observation
from autograder.pages.conditions import CONDITIONS
from autograder.pages.drawings import Curves, Drawing, curves, draw
from autograder.pages.edits import EDITED, edit_sentence
from autograder.pages.safe_html import Prose, inline_code
from autograder.pages.texts import Texts
from autograder.pages.verdicts import waits_for

_EXTENTS = ("some", "larger", "smaller")
"""What says less than an example."""

_NOTHING = Markup("")
_NOWHERE: Mapping[str, str] = {}

_ERROR = re.compile(r"[A-Z]\w*(Error|Exception|Exit|Iteration)")
"""The name of an exception, where a result stands else."""


@dataclass(frozen=True)
class Explanation:
    """What the bank says of a mistake: Markdown, the hints from idea to line."""

    message: str
    hints: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The first paragraph of the message, on one line."""
        return " ".join(self.message.strip().split("\n\n")[0].split())


Explanations = Mapping[str, Explanation]
"""By the name of the mistake, in one language."""


@dataclass(frozen=True)
class ShownMistake:
    """A known mistake, ready for the page."""

    message: Markup
    hints: tuple[Markup, ...]


@dataclass(frozen=True)
class ShownDiagnosis:
    """A diagnosis, ready for the page; of the mistakes of one tuple it is one.

    ``first`` says in a sentence what is wrong; ``drawing`` shows the example, and
    ``curves`` how the result depends on a number in it. ``extent``, how many calls are
    wrong, stands behind the example: by itself it helps nobody.
    """

    first: Markup = _NOTHING
    mistakes: tuple[tuple[ShownMistake, ...], ...] = ()
    facts: tuple[Markup, ...] = ()
    builds_on: Markup = _NOTHING
    call: str = ""
    expected: str = ""
    got: str = ""
    drawing: Drawing | None = None
    curves: Curves | None = None
    extent: Markup = _NOTHING


def read_diagnosis(cell: NotebookNode) -> Diagnosis | None:
    """Return what the grader noted in an executed check cell; None if nothing."""
    mark = cell.metadata.get("autograder")
    found = mark.get("diagnosis") if isinstance(mark, dict) else None
    try:
        return Diagnosis.from_json(found) if found else None
    except (KeyError, TypeError):  # of another version, or not ours
        return None


def show_diagnosis(
    diagnosis: Diagnosis | None,
    explanations: Explanations,
    texts: Texts,
    anchors: Mapping[str, str] = _NOWHERE,
) -> ShownDiagnosis | None:
    """Return what the page tells of a diagnosis; None if there is nothing to tell.

    ``anchors`` are the places of exercises, by name, on a page that has them.
    """
    if diagnosis is None:
        return None
    example = diagnosis.counterexample
    known = [
        tuple(explanations[name] for name in tie if name in explanations)
        for tie in diagnosis.mistakes
    ]
    ties = [tuple(map(_mistake, tie)) for tie in known if tie]
    shown_example = _example_sentence(example, texts)
    facts: list[Markup] = []
    extents: list[Markup] = []
    for seen in diagnosis.observations:
        is_extent = seen.kind in _EXTENTS and shown_example
        if fact := show_observation(seen, texts):
            (extents if is_extent else facts).append(fact)
    ahead = diagnosis.builds_on
    follows = waits_for(ahead, texts, anchors) if ahead else _NOTHING
    firsts = [_first(tie, texts) for tie in known if tie]
    if extents:
        firsts.extend((*facts, shown_example))
    shown = ShownDiagnosis(
        first=next(iter((*firsts, *facts, follows)), _NOTHING),
        mistakes=tuple(ties),
        facts=tuple(facts),
        builds_on=follows,
        call=example.call if example else "",
        expected=example.expected if example else "",
        got=example.got if example else "",
        drawing=draw(example) if example else None,
        curves=curves(diagnosis.curve) if diagnosis.curve else None,
        extent=next(iter(extents), _NOTHING),
    )
    return shown if shown != ShownDiagnosis() else None


def _example_sentence(example: Counterexample | None, texts: Texts) -> Markup:
    """Return the example as a sentence; nothing if it shows no two results."""
    if example is None or not (example.expected and example.got):
        return _NOTHING
    say = texts.gettext
    known = say("`%(call)s` should give `%(expected)s`; yours gave `%(got)s`.")
    if _ERROR.fullmatch(example.expected):
        known = say("`%(call)s` should stop with `%(expected)s`; yours gave `%(got)s`.")
    elif _ERROR.fullmatch(example.got):
        known = say("`%(call)s` should give `%(expected)s`; yours stopped: `%(got)s`.")
    details = {key: _code(value) for key, value in asdict(example).items()}
    return inline_code(texts.prose(known % details))


def _first(tie: Sequence[Explanation], texts: Texts) -> Markup:
    """Return what one mistake is, or which of several it may be."""
    if len(tie) == 1:
        return Prose.inline(tie[0].first)
    either, others = texts.gettext("Either"), texts.gettext("or")
    told = f" {others}: ".join(one.first for one in tie)
    return Prose.inline(f"{either}: {told}")


def _mistake(explanation: Explanation) -> ShownMistake:
    prose = Prose(top_level=4)
    return ShownMistake(
        prose.markdown(explanation.message),
        tuple(prose.markdown(hint) for hint in explanation.hints),
    )


def show_observation(seen: Observation, texts: Texts) -> Markup:
    """Return one observation as a sentence; its details are the student's data."""
    if tell := CONDITIONS.get(seen.kind):
        details = {key: _code(value) for key, value in seen.details.items()}
        return inline_code(texts.prose(tell(details, texts)))
    if seen.kind in EDITED:
        return inline_code(texts.prose(edit_sentence(seen, texts)))
    words = _words(texts)
    known = words.get((seen.kind, _variant(seen)), words.get((seen.kind, "")))
    if known is None:
        return Markup("")
    details = dict(seen.details)
    if seen.kind != "stored":  # whose types are code
        details = {key: _named(value, texts) for key, value in details.items()}
    told = known % {key: _code(value) for key, value in details.items()}
    if "finite" in details:
        told += " " + texts.gettext(
            "NaN and infinity, wanted or given, are not counted."
        )
    return inline_code(texts.prose(told))


def _variant(seen: Observation) -> str:
    """Which wording of a kind fits: the one for a detail that is there."""
    if seen.kind == "some" and seen.details.get("wrong") == seen.details.get("all"):
        return "all"
    if seen.kind in ("by size", "begins"):
        return seen.details.get("of", "")
    for detail in ("printed", "line", "seconds"):
        if seen.details.get(detail):
            return detail
    return ""


def _code(text: str) -> str:
    return text.replace("`", "ʹ")


def _named(value: str, texts: Texts) -> str:
    """Return a sort of value in the page's language; other details are code."""
    say = texts.gettext
    return {
        "numbers": say("numbers"),
        "object": say("an object"),
        "array": say("arrays"),
        "integer array": say("arrays of whole numbers"),
        "float32 array": say("arrays in float32"),
        "truth value": say("truth values"),
        "integer": say("whole numbers"),
        "number": say("single numbers"),
        "list": say("lists"),
        "empty list": say("empty lists"),
        "function": say("functions"),
        "empty array": say("empty arrays"),
    }.get(value, value)


def _words(texts: Texts) -> Mapping[tuple[str, str], str]:
    say = texts.gettext
    return {
        ("missing", ""): say("The name `%(name)s` is not there any more."),
        ("global", ""): say(
            "It depends on `%(name)s`, a variable of the notebook, and not on its "
            "arguments alone."
        ),
        ("open", ""): say("`%(name)s` still has its blank."),
        ("computed", ""): say(
            "It is computed with answers of yours that are not right yet, `%(names)s`; "
            "mend them first."
        ),
        ("unfinished", ""): say(
            "Your cell stops with `%(error)s` before it comes to its end."
        ),
        ("time", ""): say("It does not come to an end in the time there is."),
        ("time", "seconds"): say("It was stopped after %(seconds)s s."),
        ("ends", ""): say("`%(call)s` ends the whole notebook."),
        ("raises", ""): say("`%(call)s` stops with `%(error)s`."),
        ("raises", "line"): say(
            "`%(call)s` stops with `%(error)s` in a line of yours (`%(line)s`)."
        ),
        ("none", ""): say("It returns `None`. Is a `return` missing?"),
        ("none", "printed"): say(
            "It prints a value and returns `None`. Return the value instead."
        ),
        ("type", ""): say("`%(call)s` gives %(got)s instead of %(expected)s."),
        ("shape", ""): say(
            "`%(call)s` gives the shape `%(got)s`; the shape wanted is `%(expected)s`."
        ),
        ("nan", ""): say(
            "`%(call)s` gives NaN or infinity where a finite number is wanted."
        ),
        ("nan", "line"): say(
            "`%(call)s` gives NaN or infinity where a finite number is wanted. The "
            "first such number arises in a line of yours (`%(line)s`)."
        ),
        ("changes", ""): say("The values are right, but an argument is changed."),
        ("warns", ""): say("The values are right, but `%(call)s` gives a warning."),
        ("stored", ""): say(
            "The values are right, but what `%(call)s` gives is of the type `%(got)s`, "
            "not `%(expected)s`."
        ),
        ("zero", ""): say(
            "The values are right, but `%(call)s` gives `%(got)s`, not `%(expected)s`."
        ),
        ("close", ""): say(
            "The values are nearly right: the largest difference is %(relative)s of "
            "the value."
        ),
        ("unchanged", ""): say("The argument that should change stays as it was."),
        ("constant", ""): say("In every call tried it gives nothing but `%(got)s`."),
        ("sign", ""): say("Every number has the opposite sign."),
        ("scale", ""): say("Every number is %(factor)s times what it should be."),
        ("offset", ""): say("Every number is off by the same amount, %(offset)s."),
        ("times", ""): say("Every number is the right one times `%(a)s`."),
        ("over", ""): say("Every number is the right one divided by `%(a)s`."),
        ("plus", ""): say("Every number is the right one plus `%(a)s`."),
        ("less", ""): say("Every number is the right one minus `%(a)s`."),
        ("by size", "rows"): say(
            "Every number is the right one times %(by)s, N being the number of rows of "
            "`%(a)s`."
        ),
        ("by size", "columns"): say(
            "Every number is the right one times %(by)s, N being the number of columns "
            "of `%(a)s`."
        ),
        ("by size", "length"): say(
            "Every number is the right one times %(by)s, N being the length of `%(a)s`."
        ),
        ("by size", "entries"): say(
            "Every number is the right one times %(by)s, N being the number of entries "
            "of `%(a)s`."
        ),
        ("begins", "rows"): say(
            "In every call tried the first wrong row is row %(wrong)s, counted from 0; "
            "those before it are right."
        ),
        ("begins", "entries"): say(
            "In every call tried the first wrong entry is entry %(wrong)s, counted "
            "from 0; those before it are right."
        ),
        ("begins", "list"): say(
            "In all calls tried that give a wrong list, its first wrong entry is entry "
            "%(wrong)s, counted from 0; those before it are right."
        ),
        ("cancelled", ""): say(
            "Every number is right to 15 places after the point, but small numbers "
            "have few right digits left, or none."
        ),
        ("falling", ""): say("It falls where it should rise, and the other way round."),
        ("example", ""): say(
            "Its numbers are right for the examples of the visible check, and for no "
            "other call."
        ),
        ("only", ""): say("It is wrong for one sort of argument only: %(sort)s."),
        ("digits", ""): say(
            "Its numbers are rounded; digits after the point: %(digits)s."
        ),
        ("single", ""): say(
            "Its numbers are those of `float32`, which keeps about seven digits."
        ),
        ("reordered", ""): say("It gives the right numbers, but in another order."),
        ("ignores", ""): say(
            "In every call tried, `%(a)s` makes no difference to what it gives."
        ),
        ("zeros", ""): say("In all calls tried, each wrong number is 0."),
        ("larger", ""): say("In all calls tried, each wrong number is too large."),
        ("smaller", ""): say("In all calls tried, each wrong number is too small."),
        ("answers", ""): say("Right: `%(right)s`. The fault is in `%(wrong)s`."),
        ("entries", ""): say(
            "In `%(name)s` the fault lies in these entries alone: `%(entries)s`."
        ),
        ("lacks", ""): say("In `%(name)s` these entries are missing: `%(entries)s`."),
        ("count", ""): say(
            "`%(name)s` has another number of entries: %(got)s, not %(expected)s."
        ),
        ("part", ""): say("Of its %(all)s results only number %(number)s is wrong."),
        ("column", ""): say(
            "In all calls tried, each entry of the result holds %(all)s things, of "
            "which only number %(number)s is wrong."
        ),
        ("length", ""): say(
            "`%(call)s` has another number of entries: %(got)s, not %(expected)s."
        ),
        ("unsteady", ""): say(
            "`%(call)s` gives something else each time it is called."
        ),
        **_of_shapes(texts),
        ("some", ""): say("It is wrong in %(wrong)s of %(all)s calls."),
        ("some", "all"): say("It is wrong in every call tried."),
    }


def _of_shapes(texts: Texts) -> Mapping[tuple[str, str], str]:
    """Return what a result of another shape has to do with the one wanted."""
    say = texts.gettext
    told = {
        "transposed": say("The numbers are right, but rows and columns are exchanged."),
        "reshaped": say("The numbers are right; only the shape is not."),
        "not summed": say("The sum of what it gives would be right."),
        "not averaged": say("The mean of what it gives would be right."),
        "summed": say("It gives the sum of the numbers that are wanted."),
        "averaged": say("It gives the mean of the numbers that are wanted."),
        "without first": say(
            "The first entry of the result is missing; the others are right."
        ),
        "without last": say(
            "The last entry of the result is missing; the others are right."
        ),
        "first only": say(
            "It gives the first entry of the result that is wanted, and no other."
        ),
        "last only": say(
            "It gives the last entry of the result that is wanted, and no other."
        ),
        "beyond first": say(
            "There is one entry too many at the beginning; the others are right."
        ),
        "beyond last": say(
            "There is one entry too many at the end; the others are right."
        ),
    }
    return {(kind, ""): sentence for kind, sentence in told.items()}
