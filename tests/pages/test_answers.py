"""A student's answer on its card: what was given is short, one line is marked."""

from __future__ import annotations

import re

from markupsafe import Markup

from autograder.pages.answers import executed_lines, show_code

CODE = '''
def f(x):
    """What it does.

    Args:
        x: a number.
    """
    y = x
    return y / 0
'''


def text(html: Markup) -> str:
    return str(html.striptags())


def test_a_long_docstring_is_cut_to_its_first_line_and_told_apart() -> None:
    shown = show_code(CODE)
    assert '"""What it does. …"""' in text(shown.code)
    assert "Args" not in shown.code
    assert shown.docstring == "What it does.\n\nArgs:\n    x: a number."


def test_the_marked_line_is_the_one_that_was_meant() -> None:
    lines = executed_lines(CODE)
    marked = lines.index("    return y / 0") + 1
    found = re.search(r'<span class="hll">(.*?)\n', show_code(CODE, marked).code)
    assert found and "return" in found[1]


def test_what_is_no_python_is_shown_as_it_is() -> None:
    shown = show_code('def f(x:\n    """One.\n\n    Two.\n    """')
    assert "Two." in shown.code and shown.docstring == ""


def test_a_docstring_that_shares_its_lines_stays() -> None:
    assert "Two." in show_code('def f():\n    """One.\n    Two."""; return 1').code
