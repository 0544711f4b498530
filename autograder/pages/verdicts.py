"""What a page says of an answer that has not all its points, in sentences.

The first of them is the one that a student reads on the first screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from autograder.pages.checks import Ending, Finding
from autograder.pages.safe_html import inline_code
from autograder.pages.stops import Limit, Stop
from autograder.pages.texts import Texts


def lead(finding: Finding, texts: Texts) -> Markup:
    """Return how a check ended, for one whose answer has no diagnosis."""
    say = texts.gettext
    known = {
        Ending.PASSED: say("All checks pass."),
        Ending.PARTIAL: say("The check gives a part of the points."),
        Ending.TIMEOUT: say(
            "The check ran out of time. Is there a loop that never ends, or one that "
            "is far slower than it needs to be?"
        ),
        Ending.VISIBLE: say("The visible check fails:"),
        Ending.HIDDEN: say(
            "The visible examples pass, but on other inputs the result is wrong. These "
            "inputs are not shown."
        ),
        Ending.WARNING: say(
            "While the check ran, your code wrote to the error stream. A check passes "
            "only when nothing is written there."
        ),
        Ending.VALUE: say(
            "The check gives a value that is no number of points. Ask whoever set the "
            "exercise: your answer need not be at fault."
        ),
        Ending.UNKNOWN: say(
            "The check fails. It uses inputs that are not shown, so this page cannot "
            "say more."
        ),
    }
    if finding.verdict is Ending.HIDDEN and finding.line:
        told = say(
            "The visible examples pass. On other inputs, which are not shown, your "
            "code stops with an error."
        )
    elif finding.verdict is Ending.WARNING and finding.error:
        told = say(
            "While the check ran, your code gave a warning, %(name)s. A check passes "
            "only without warnings."
        ) % {"name": finding.error}
    else:
        told = known[finding.verdict]
    if finding.verdict is Ending.VISIBLE and finding.message:
        return Markup("{} {}").format(told, inline_code(finding.message.split("\n")[0]))
    return Markup("{}").format(told)


def raised(finding: Finding, line: int, texts: Texts) -> Markup:
    """Return in which line of the answer an error arose.

    Args:
        finding: of the check; it knows the line.
        line: its number in the answer's cell; 0 if it stands in another.
        texts: the page's language.
    """
    say = texts.gettext
    words = {"name": finding.error, "number": line, "line": _code(finding.line)}
    if finding.error and line:
        told = say("%(name)s, raised in line %(number)d (`%(line)s`).")
    elif finding.error:
        told = say("%(name)s, raised in a line of yours (`%(line)s`).")
    elif line:
        told = say("Raised in line %(number)d (`%(line)s`).")
    else:
        told = say("Raised in a line of yours (`%(line)s`).")
    return inline_code(told % words)


def stopped(stop: Stop, names: Iterable[str], texts: Texts) -> tuple[Markup, ...]:
    """Return, in sentences, why a cell did not come to its end, and what follows.

    Args:
        stop: what the grader stopped it for, and where it was then.
        names: what it has therefore not come to define.
        texts: the page's language.
    """
    say = texts.gettext
    parts = [
        {
            Limit.TIME: say("This cell did not come to an end and was stopped."),
            Limit.RESOURCES: say(
                "This cell was stopped: it took more memory, or more processes, than "
                "there is for a notebook."
            ),
            Limit.PROCESS: say("This cell ended the whole notebook."),
        }[stop.limit]
    ]
    if stop.limit is Limit.TIME and stop.seconds:
        parts = [say("This cell ran for %(seconds)s s and was stopped.")]
        parts[0] %= {"seconds": texts.number(stop.seconds)}
    if stop.where:
        parts.append(say("It was in line %(number)d (`%(line)s`)."))
        parts[-1] %= {"number": stop.where.line, "line": _code(stop.text)}
    if stop.limit is Limit.TIME:
        parts.append(_endless(stop, texts))
    if missing := ", ".join(f"`{_code(name)}`" for name in names):
        told = say("Because the cell never ended, %(names)s was never defined.")
        parts.append(told % {"names": missing})
    return tuple(map(inline_code, parts))


def _endless(stop: Stop, texts: Texts) -> str:
    """Return what may have kept a cell from its end: its loop, as it is written."""
    say, loop = texts.gettext, stop.loop
    if loop is None or stop.where is None:
        return say("Is there a loop that never ends, or one that is far too slow?")
    if loop.has_no_exit:
        told = say("The loop in line %(number)d has no way out: no `break`.")
    elif loop.unchanged:
        told = texts.ngettext(
            "No line of the loop assigns %(names)s, which its condition reads.",
            "No line of the loop assigns any of %(names)s, which its condition reads.",
            len(loop.unchanged),
        )
    elif loop.line == stop.where.line:
        told = say("Does its condition ever become false?")
    else:
        told = say(
            "Does the condition of the loop in line %(number)d ever become false?"
        )
    names = ", ".join(f"`{_code(name)}`" for name in loop.unchanged)
    return told % {"number": loop.line, "names": names}


def waits_for(names: Iterable[str], texts: Texts, anchors: Mapping[str, str]) -> Markup:
    """Return that an answer is right, and which to mend for it to count.

    Args:
        names: those to mend.
        texts: the page's language.
        anchors: where on the page an exercise stands, by name.
    """
    link = Markup('<a href="#{}">{}</a>')
    listed = [
        link.format(anchors[name], code) if name in anchors else code
        for name in names
        for code in (inline_code(f"`{_code(name)}`"),)
    ]
    *others, last = listed
    if others:
        both = {"first": Markup(", ").join(others), "last": last}
        last = escape(texts.gettext("%(first)s and %(last)s")) % both
    told = texts.ngettext(
        "Not counted yet: this answer is right in itself. It calls your %(names)s, "
        "where something is still wrong; mend that first, and this counts.",
        "Not counted yet: this answer is right in itself. It calls your %(names)s, "
        "where something is still wrong; mend them first, and this counts.",
        len(listed),
    )
    return escape(told) % {"names": last}


def holds_back(names: Iterable[str], points: float, texts: Texts) -> Markup:
    """Return that a wrong answer keeps right ones that call it from counting.

    Args:
        names: of those that it keeps; without any, nothing is said.
        points: what they are worth together.
        texts: the page's language.
    """
    listed = Markup(", ").join(inline_code(f"`{_code(name)}`") for name in names)
    if not listed:
        return listed
    told = texts.gettext("It also keeps %(names)s (%(points)s) from counting.")
    return escape(told) % {"names": listed, "points": texts.points(points)}


def _code(text: str) -> str:
    return text.replace("`", "ʹ")
