import ast
import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.seminar.prose import (
    WIDTH,
    invariants,
    is_prose,
    messages,
    translate_cell,
)

WORDS = {
    "a": "один",
    "the": "этот",
    "odds": "шансы",
    "log-odds": "лог-шансы",
    "probability": "вероятность",
    "neuron": "нейрон",
    "learns.": "учится.",
    "overwhelmingly": "преимущественно-подавляюще",
}
KEPT = ["$x_1$", "$a + b$", "`y = 2`", "$\\sigma(r)$", "12", "—"]


def to_russian(message: str) -> str:
    return re.sub(r"\S+", lambda match: WORDS.get(match[0], match[0]), message)


def to_shouting(message: str) -> str:
    return message.upper()


def code_only(source: str) -> str:
    """The syntax tree of a cell, without its texts."""

    class Silence(ast.NodeTransformer):
        def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
            node.values = [v for v in node.values if isinstance(v, ast.FormattedValue)]
            return node

        def visit_Constant(self, node: ast.Constant) -> ast.AST:
            return ast.Constant("") if isinstance(node.value, str) else node

    return ast.dump(Silence().visit(ast.parse(source)))


sentences = st.lists(st.sampled_from([*WORDS, *KEPT]), min_size=1, max_size=25).map(
    " ".join
)


@st.composite
def comments(draw: st.DrawFn) -> str:
    lines = textwrap.wrap(draw(sentences), draw(st.integers(30, 86)))
    return "\n".join(f"# {line}" for line in lines)


@st.composite
def docstrings(draw: st.DrawFn) -> str:
    first, *others = draw(st.lists(sentences, min_size=1, max_size=3))
    if not others:
        return f'def f():\n    r"""{first}"""'
    body = "\n\n".join([first, *(f"    {text}" for text in others)])
    return f'def f():\n    r"""{body}\n    """'


def wrapped(template: str) -> st.SearchStrategy[str]:
    return sentences.map(lambda text: template.replace("TEXT", text))


@st.composite
def concatenations(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(["r", "rf"]))
    parts = [f'    {prefix}"{text} "' for text in draw(st.lists(sentences, min_size=2))]
    return "\n".join(["print(", *parts, ")"])


statements = st.one_of(
    comments(),
    docstrings(),
    concatenations(),
    wrapped("x = 1  # TEXT"),
    wrapped("print(r'TEXT')"),
    wrapped('print(rf"TEXT {x:.3f} is {x!r}")'),
    wrapped('names = {r"TEXT": (1, r"TEXT")}'),
    wrapped('text = r"""TEXT\n\n  TEXT"""'),
    wrapped("### BEGIN SOLUTION\ny = 2\n### END SOLUTION\n# TEXT"),
)


@st.composite
def code_cells(draw: st.DrawFn) -> str:
    blocks = draw(st.lists(statements, min_size=1, max_size=5))
    deep = draw(st.booleans())
    source = "\n\n".join(blocks)
    # Texts of several lines are left where they are.
    if deep and '"""' not in source:
        source = "if x:\n    pass\n" + textwrap.indent(source, "    ")
    return source


@given(st.text())
def test_what_stays_the_same_in_a_text_cell_keeps_every_byte(source: str) -> None:
    assert translate_cell(source, str, is_code=False) == source


@given(code_cells())
def test_what_stays_the_same_in_a_code_cell_keeps_every_byte(source: str) -> None:
    assert translate_cell(source, str, is_code=True) == source


@given(code_cells())
def test_a_translated_code_cell_says_the_translations(source: str) -> None:
    translated = translate_cell(source, to_russian, is_code=True)
    wanted = [to_russian(message) for message in messages(source, is_code=True)]
    assert messages(translated, is_code=True) == wanted


@given(code_cells())
def test_translation_changes_no_code(source: str) -> None:
    translated = translate_cell(source, to_russian, is_code=True)
    assert code_only(translated) == code_only(source)


@given(st.lists(sentences, min_size=1).map("\n\n".join))
def test_a_translated_text_cell_says_the_translations(source: str) -> None:
    translated = translate_cell(source, to_russian, is_code=False)
    wanted = [to_russian(message) for message in messages(source, is_code=False)]
    assert messages(translated, is_code=False) == wanted


@given(sentences, sentences)
def test_translation_keeps_what_is_not_prose(one: str, other: str) -> None:
    source = f"{one}\n\n$$ {other} $$\n\n```python\n{other}\n```"
    translated = translate_cell(source, to_russian, is_code=False)
    for formula in KEPT[:4]:
        assert translated.count(formula) == source.count(formula)


@given(comments(), st.sampled_from(["", "    ", "        "]))
def test_a_comment_is_wrapped_anew(comment: str, indent: str) -> None:
    code = f"if x:\n{textwrap.indent(comment, indent)}\n{indent or '    '}pass"
    translated = translate_cell(code, to_russian, is_code=True)
    assert all(len(line) <= WIDTH for line in translated.splitlines())
    assert all(line.startswith(f"{indent}# ") for line in translated.splitlines()[1:-1])


# Each line is one case: what stands in the cell, and what a reader of it meets.
FOUND = {
    "a comment": ("# The odds", ["The odds"]),
    "a comment of two lines": ("# The odds\n# of it", ["The odds of it"]),
    "comments apart": ("# The odds\n\n# The loss", ["The odds", "The loss"]),
    "comments at two depths": (
        "# The odds\nif x:\n    # The loss\n    pass",
        ["The odds", "The loss"],
    ),
    "a comment under another's code": (
        "x = 1  # The odds\n# The loss",
        ["The odds", "The loss"],
    ),
    "comments beside code, one below the other": (
        "x = 1  # The odds\ny = 2  # The loss",
        ["The odds", "The loss"],
    ),
    "marks and pragmas": ("### BEGIN SOLUTION\nx = 1  # noqa: E501", []),
    "a docstring": ('def f():\n    """The odds."""', ["The odds."]),
    "a docstring of lines": (
        'def f():\n    """The odds.\n\n    Of it.\n    """',
        ["The odds.\n\nOf it."],
    ),
    "a string": ('print("The odds")', ["The odds"]),
    "an f-string": ('print(f"The odds {x:.2f}")', ["The odds {x:.2f}"]),
    "a concatenation": ('f(\n    "The "\n    "odds"\n)', ["The odds"]),
    "words of code": ('ax.plot(x, color="red", ls="--", c="#0072B2")', []),
    "the words of promises": (
        'promised("l2(Y, L)", l2, x, 1, Y="kept list", likely={"The odds": 2})\n'
        'refused("l2(Y, L)", l2, x)',
        ["The odds"],
    ),
    "a lone formula": (r'ax.set_xlabel(r"$\sigma(r)$")', []),
    "numbers": ('print("12 + 3")', []),
    "inside an f-string's braces": ("print(f\"{names['The odds']}\")", []),
    "bytes": ('x = b"The odds"', []),
    "a hash sign in a string": ('print("The odds # of it")', ["The odds # of it"]),
}


@pytest.mark.parametrize("case", FOUND)
def test_prose_in_code(case: str) -> None:
    source, found = FOUND[case]
    assert messages(source, is_code=True) == found


# Before and after; the translator here shouts.
TRANSLATED = {
    "comment beside code": ("x = 1  # The odds", "x = 1  # THE ODDS"),
    "prefix": ('print(rf"The {x} \\odds")', 'print(rf"THE {X} \\ODDS")'),
    "docstring": (
        'def f():\n    """The odds.\n\n    Of it.\n    """\n    return 1',
        'def f():\n    """THE ODDS.\n\n    OF IT.\n    """\n    return 1',
    ),
    "quotes": ("print('The odds')", "print('THE ODDS')"),
    "concatenation on one line": ('x = "The " "odds"', 'x = "THE ODDS"'),
    "concatenation by backslash": (
        'x = "The " \\\n    "odds"',
        'x = "THE ODDS"',
    ),
    "Cyrillic before it": (
        'x = "сигма"; y = "The odds"',
        'x = "СИГМА"; y = "THE ODDS"',
    ),
    "a line separator within": (
        'x = "The\u2028odds"\ny = "The loss"',
        'x = "THE\u2028ODDS"\ny = "THE LOSS"',
    ),
    "a hash sign in a comment": ("# The odds # of it", "# THE ODDS # OF IT"),
}


@pytest.mark.parametrize("case", TRANSLATED)
def test_translation_of_code(case: str) -> None:
    before, after = TRANSLATED[case]
    assert translate_cell(before, to_shouting, is_code=True) == after


def test_a_comment_within_a_concatenation_stays_with_it() -> None:
    source = 'f(\n    "The odds "  # isn\'t it\n    "of the neuron"\n)'
    translated = translate_cell(source, lambda text: 2 * text, is_code=True)
    assert translated == (
        "f(\n    \"The odds The odds \"  # isn't itisn't it\n"
        '    "of the neuronof the neuron"\n)'
    )


def test_a_long_translation_of_a_concatenation_is_split_at_spaces() -> None:
    source = 'print(\n    f"The odds {x + 1} are"\n    f" so and so"\n)'
    long = "Шансы {x + 1} таковы, " + "что нейрон учится " * 8
    translated = translate_cell(source, lambda message: long, is_code=True)
    assert messages(translated, is_code=True) == [long]
    assert len(translated.splitlines()) > 3
    assert max(map(len, translated.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("parts", "meaning"),
    [
        (['f"The odds {x}"', '" are {so}"'], "The odds 1 are {so}"),
        (['r"\\odds "', 'f"The {x}"'], "\\odds The 1"),
        (['r"\\odds "', '"The\\tloss"'], "\\odds The\tloss"),
        (["'The \"odds\" '", '"of it"'], 'The "odds" of it'),
        (['"The odds "', "'\"of\" it'"], 'The odds "of" it'),
    ],
)
def test_a_concatenation_of_different_literals_keeps_its_meaning(
    parts: list[str], meaning: str
) -> None:
    source = "(\n    " + "\n    ".join(parts) + "\n)"
    translated = translate_cell(source, lambda text: "Да! " + text, is_code=True)
    assert eval(translated, {"x": 1}) == "Да! " + meaning


@pytest.mark.parametrize("gap", [" ", " \\\n    "])
def test_a_long_translation_needs_no_brackets_where_there_are_none(gap: str) -> None:
    long = "Нейрон учится " * 8
    source = f'x = "The "{gap}"odds"'
    translated = translate_cell(source, lambda message: long, is_code=True)
    assert translated == f'x = "{long}"'


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quotation_mark_in_a_translation_does_not_end_the_string(quote: str) -> None:
    source = f"x = {quote}The odds{quote}"
    said = f"{quote}Шансы{quote}"
    translated = translate_cell(source, lambda message: said, is_code=True)
    assert ast.literal_eval(translated.removeprefix("x = ")) == said


# Markdown

BLOCKS = {
    "paragraphs": ("One odds.\nOn.\n\nTwo odds.", ["One odds.\nOn.", "Two odds."]),
    "a list": ("1. One\n2. Two", ["1. One\n2. Two"]),
    "a fence with an empty line": (
        "See:\n\n```\nloss = 1\n\nodds = 2\n```\n\nEnd.",
        ["See:", "```\nloss = 1\n\nodds = 2\n```", "End."],
    ),
    "a displayed formula with an empty line": ("$$\na\n\nb\n$$\n\nEnd.", ["End."]),
    "a formula alone": ("$$ \\text{odds} = P / (1 - P) $$", []),
    "a fence that nobody closes": ("See:\n\n```\nThe loss", ["See:", "```\nThe loss"]),
    "empty lines at both ends": ("\n\nOne odds.\n\n", ["One odds."]),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_prose_in_text(case: str) -> None:
    source, found = BLOCKS[case]
    assert messages(source, is_code=False) == found


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("The odds", True),
        ("Шансы", True),
        ("Odds", True),
        ("odds", False),  # a word of code, such as color="red"
        ("the odds", True),
        ("$\\log x$", False),
        ("{value}", False),
        ("{value} is it", True),
        ("<br>", False),
        ("\\n", False),
        ("x", False),
        ("#0072B2", False),
        ("", False),
    ],
)
def test_what_a_person_would_translate(text: str, yes: bool) -> None:
    assert is_prose(text) is yes


def test_what_a_translation_must_carry_over() -> None:
    text = "With $\\sigma$ and `f(x)`:\n$$ a\n+ b $$\nis {x:.2f}, costs 5$"
    assert invariants(text) == {"$\\sigma$", "`f(x)`", "$$ a\n+ b $$", "{x:.2f}"}


def test_decimals_of_the_prose_are_those_of_the_code() -> None:
    assert invariants("0.5 of v1.2.3, seminar 2.1; $0.7$, `0.9`") == {
        *("0.5", "2.1", "$0.7$", "`0.9`"),
    }
    assert invariants("ends with 1.25.") == {"1.25"}
    assert invariants("половина — это 0,5") == set()


def test_braces_of_a_formula_are_not_placeholders() -> None:
    assert invariants("$\\frac{1}{n}$") == {"$\\frac{1}{n}$"}
