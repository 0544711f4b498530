"""Each rule: a seminar that breaks it, and the tiny seminar, which keeps them all."""

import pytest

from autograder.course.lint import RULES, lint

POINTS = 8
END_OF_SETUP = "    print(alt)\n"

# A setup cell with the tools for asking.
ASK = (
    END_OF_SETUP,
    f"{END_OF_SETUP}\n\ndef ask(function, *args):\n    return function(*args)\n\n\n"
    "def own(names, rule, *args):\n    return None\n\n\n"
    "def expect(what, got, want, follows=None):\n    assert got == want\n",
)
ASKED = (
    ("assert square(2) == 4,", "assert ask(square, 2) == 4,"),
    ("{square(2)}", "{2}"),
    ("assert square(-3) == 9", "assert ask(square, -3) == 9"),
    ("assert square(4711)", "assert ask(square, 4711)"),
    ("assert total([1, 2])", "assert ask(total, [1, 2])"),
)
OWN = "_own = own('square', lambda x: square(x), 0)\n"
GOT = "_got = ask(total, [])\n"
EXPECT = "expect('total([])', _got, 0, follows=_own)"

# One with the tool for sliders.
EXPLORE = (
    END_OF_SETUP,
    f"{END_OF_SETUP}\n\ndef explore(draw, **controls):\n"
    "    widgets.interact(draw, **controls)\n",
)

# An exercise to choose a letter, and what is said where it is told.
CHOICE = (
    (
        'def total(values):\n    """Return the sum of the values."""\n'
        "    ### BEGIN SOLUTION\n    return sum(values)\n    ### END SOLUTION\n",
        "# total: a letter.\n### BEGIN SOLUTION\ntotal = 'b'\n### END SOLUTION\n",
    ),
    ("assert total([1, 2]) == 3", "assert total in set('abcd')"),
    ("assert total([]) == 0", "assert total == 'b'"),
    (", total([1, 2, 3]))", ")"),
)
TOLD = (
    "an answer is told in the clear: compare digests, "
    'sealed("exercise", answer), or put it into the hidden tests'
)

# The rule; what is changed in the master; the cell, and what the problem is.
BROKEN = {
    "a name given twice": (
        "names_are_unique",
        ("# %% task draw", "# %% task why"),
        "why: there is a cell of this name already",
    ),
    "a name that is a check's grade id": (
        "names_are_unique",
        ("# %% task draw", "# %% task test_square"),
        "test_square: there is a cell of this name already",
    ),
    "a check of another name": (
        "exercises_are_checked",
        ("# %% check total", "# %% check sum"),
        "total: an exercise needs a '# %% check total' cell",
        "test_sum: no '# %% solution sum' cell stands before this check",
    ),
    "a function without a docstring": (
        "blanks_are_explained",
        ('    """Return the square of x."""\n', ""),
        "square: the blank in 'square' needs a docstring",
    ),
    "a blank that nothing explains": (
        "blanks_are_explained",
        (
            'def total(values):\n    """Return the sum of the values."""\n',
            "if True:\n",
        ),
        "total: the blank needs a comment above it that says what is wanted",
    ),
    "an exercise nobody gets wrong": (
        "banks_are_complete",
        ("mistake total.first_only", "mistake square.first_only"),
        "total: the bank mistakes.py has no mistake for this exercise",
    ),
    "a mistake in no exercise": (
        "banks_are_complete",
        ("alternative square.power", "alternative cube.power"),
        "cube.power: there is no exercise 'cube'",
    ),
    "a cause told twice": (
        "causes_differ",
        ("# This is the double", "# Cause: a clause\n#\n# This is the double"),
        ("# Only the first", "# Cause: a clause\n#\n# Only the first"),
        ("mistake total.first_only", "mistake square.first_only"),
        "square.first_only: it has the cause of 'doubled'",
    ),
    "a name that a check lends": (
        "tests_keep_their_names",
        ("assert total([1, 2]) == 3\n", "assert total([1, 2]) == 3\nlimit = 5\n"),
        ("print(square(5)", "print(square(limit)"),
        ": 'limit' is defined in the check 'test_total', "
        "which this cell may not rely on; define it in a setup cell",
    ),
    "a helper's name given to something else": (
        "setup_is_left_alone",
        ("assert total([1, 2]) == 3\n", "assert total([1, 2]) == 3\nshow = 5\n"),
        "test_total: 'show' is a name of the setup cell 'tools', "
        "which may call it: take another",
    ),
    "a name out of nowhere": (
        "answers_use_trusted_names",
        ("assert total([]) == 0", "assert total([]) == zero"),
        "test_total: 'zero' comes from no setup cell and no exercise before",
    ),
    "a name of a cell that students may change": (
        "answers_use_trusted_names",
        ("# %% solution total", "# %%\nzero = 0\n\n# %% solution total"),
        ("assert total([]) == 0", "assert total([]) == zero"),
        "test_total: 'zero' comes from no setup cell and no exercise before",
    ),
    "a name of a later exercise": (
        "answers_use_trusted_names",
        ("assert square(2) == 4,", "assert total([square(2)]) == 4,"),
        "test_square: 'total' comes from no setup cell and no exercise before",
    ),
    "an answer that needs a cell which students may change": (
        "answers_use_trusted_names",
        ("# %% solution total", "# %%\nzero = 0\n\n# %% solution total"),
        ("return sum(values)", "return zero + sum(values)"),
        "total: 'zero' comes from no setup cell and no exercise before",
    ),
    "numbers that are the same for everybody": (
        "hidden_numbers_are_drawn",
        ("assert total([]) == 0", "assert total([total.default_rng(1)])"),
        "test_total: draw test numbers by draws(key) of the shared tools",
    ),
    "a call that hands out the test's own data": (
        "answers_are_asked",
        ASK,
        *ASKED,
        "test_total: write ask(total, …): what is handed over is a copy",
    ),
    "what follows, from an answer that knows the question": (
        "follows_is_fixed_before",
        ASK,
        *ASKED,
        ("assert total([]) == 0", f"{GOT}{OWN}{EXPECT}"),
        "test_total: call own(…) for 'follows' before the answer is asked",
    ),
    "what follows, from no exercise": (
        "follows_is_fixed_before",
        ASK,
        *ASKED,
        ("assert total([]) == 0", f"{OWN}{GOT}{EXPECT}".replace("'square'", "'cube'")),
        "test_total: own(…): 'cube' is no exercise before this one",
    ),
    "a promise that no docstring makes": (
        "promises_are_tried",
        (
            "assert total([1, 2]) == 3\n",
            "promised('total(values)', total, ([1, 2],), 3, values='tuple')\n",
        ),
        ("def show(figure", "def promised(*_, **__):\n    pass\n\n\ndef show(figure"),
        "test_total: 'tuple' is tried of 'values', and the docstring of 'total' does "
        'not promise it: write "a tuple" there, or leave it out here',
    ),
    "progress with points of its own": (
        "progress_is_shown",
        ("progress()", "progress(square=3)"),
        ": write progress(): the build puts the points there",
    ),
    "what comes later is needed": (
        "needs_stand_before",
        ("square points=3", 'square points=3 needs="total"'),
        "test_square: needs: 'total' is no exercise before this one",
    ),
    "no progress": (
        "progress_is_shown",
        ("progress()", "pass"),
        ": no cell calls progress() of the shared tools",
    ),
    "points written twice": (
        "points_are_written_once",
        ("**Exercise 1.**", "**Exercise `square` (3 points).**"),
        ": write ({points}): the build puts them there",
    ),
    "points of no exercise": (
        "points_are_written_once",
        ("**Exercise 1.**", "**Exercise `cube` ({points}).**"),
        ": **Exercise `cube` ({points}).**: there is no exercise 'cube'",
    ),
    "two blanks in a cell": (
        "blanks_stand_alone",
        (
            "    return x * x\n    ### END SOLUTION\n",
            "    y = x * x\n    ### END SOLUTION\n    # Now return it.\n"
            "    ### BEGIN SOLUTION\n    return y\n    ### END SOLUTION\n",
        ),
        "square: a second blank in one cell: give it an exercise of its own",
    ),
    "a guess among plotting code": (
        "guesses_stand_alone",
        ("# Try your own numbers.\n", "my_guess = 3\nshow(my_guess, alt='A line')\n"),
        ": 'my_guess' is the student's: give it a cell of its own",
    ),
    "a letter in the clear": (
        "answers_are_not_told",
        *CHOICE,
        ("assert total in set('abcd')", "assert total == 'b'"),
        f"test_total: {TOLD}",
    ),
    "an order in the clear": (
        "answers_are_not_told",
        *CHOICE,
        ("total = 'b'", "total = 'cab'"),
        ("assert total in set('abcd')", "assert sorted(total) == 'cab'"),
        f"test_total: {TOLD}",
    ),
    "a part of an order in the clear": (
        "answers_are_not_told",
        *CHOICE,
        ("total = 'b'", "total = 'cab'"),
        ("assert total in set('abcd')", "at = {}\nassert at['c'] < at['a']"),
        f"test_total: {TOLD}",
    ),
    "an order in a figure": (
        "answers_are_not_told",
        *CHOICE,
        ("total = 'b'", "total = [3, 1, 2]"),
        ("# Try your own numbers.\n", "print([3, 1, 2])\n"),
        f": {TOLD}",
    ),
    "a film without alt text": (
        "figures_have_alt_text",
        (
            "print(square(5), total([1, 2, 3]))",
            "figure, axes = plt.subplots()\nanimate(figure, update, 3, alt='')",
        ),
        ': show a figure by show(figure, alt="…")',
    ),
    "an image without alt text": (
        "figures_have_alt_text",
        ("# # Small sums\n", "# # Small sums\n#\n# ![](sum.png)\n"),
        ": an image without alt text",
    ),
    "an HTML image without alt text": (
        "figures_have_alt_text",
        ("# # Small sums\n", '# <img src="a.png" alt="">\n'),
        ": an image without alt text",
    ),
    "a figure shown by pyplot": (
        "figures_have_alt_text",
        ("print(square(5), total([1, 2, 3]))", 'show(1, alt="A line")\nplt.show()'),
        ': show a figure by show(figure, alt="…")',
    ),
    "a figure that nobody shows": (
        "figures_have_alt_text",
        ("print(square(5), total([1, 2, 3]))", "figure, axes = plt.subplots()"),
        ': show a figure by show(figure, alt="…")',
    ),
    "a figure with an empty alt text": (
        "figures_have_alt_text",
        (
            "print(square(5), total([1, 2, 3]))",
            'figure, axes = plt.subplots()\nshow(figure, alt="")',
        ),
        ': show a figure by show(figure, alt="…")',
    ),
    "sliders wired past the tool": (
        "sliders_can_be_missing",
        EXPLORE,
        ("print(square(5), total([1, 2, 3]))", "widgets.interact(square, x=3)"),
        ": write explore(…) for widgets.interact",
    ),
}

# What no rule forbids.
ALLOWED = {
    "calls that hand out copies, and what follows fixed before": (
        ASK,
        *ASKED,
        ("assert total([]) == 0", f"{OWN}{GOT}{EXPECT}"),
    ),
    "what follows, in a call that asks by itself": (
        (END_OF_SETUP, f"{ASK[1]}\n\ndef promised(*args, **words):\n    pass\n"),
        *ASKED,
        (
            "assert total([]) == 0",
            f"{OWN}promised('total(values)', total, ([],), 0, follows=_own)",
        ),
    ),
    "private names of checks": (
        ("assert total([1, 2]) == 3\n", "_limit = 3\nassert total([1, 2]) == _limit\n"),
        ("print(square(5)", "print(_limit, square(5)"),
    ),
    "a check's own names": (
        (
            "assert total([]) == 0\n",
            "for size in range(3):\n    assert total([i for i in range(size)]) >= 0\n",
        ),
    ),
    "the same name in two checks": (
        ("assert square(-3) == 9", "got = square(-3)\nassert got == 9"),
        ("assert total([]) == 0", "got = total([])\nassert got == 0"),
    ),
    "names of setup cells": (
        ("assert total([]) == 0", "assert total([sys.maxsize]) > 0"),
    ),
    "a blank under a comment": (
        (
            'def total(values):\n    """Return the sum of the values."""\n'
            "    ### BEGIN SOLUTION\n    return sum(values)\n    ### END SOLUTION",
            "# Make a function of it.\n### BEGIN SOLUTION\ntotal = sum\n"
            "### END SOLUTION",
        ),
    ),
    "a figure with alt text": (
        (
            "print(square(5), total([1, 2, 3]))",
            'figure, axes = plt.subplots()\nshow(figure, alt=f"A line {1}")',
        ),
    ),
    "a film with alt text": (
        (
            "print(square(5), total([1, 2, 3]))",
            'figure, axes = plt.subplots()\nanimate(figure, update, 3, "A film")',
        ),
    ),
    "sliders wired by the tool": (
        EXPLORE,
        (
            "print(square(5), total([1, 2, 3]))",
            "explore(square, x=widgets.IntSlider(value=3))",
        ),
    ),
    "sliders where there is no tool for them": (
        ("print(square(5), total([1, 2, 3]))", "widgets.interact(square, x=3)"),
    ),
    "images with alt text": (
        (
            "# # Small sums\n",
            '# ![A line](a.png) <img src="a.png" alt="A line">\n',
        ),
    ),
}


def changed(tiny, *changes: tuple[str, str]) -> dict[str, str]:
    texts = {
        name: getattr(tiny, name) for name in ("master", "mistakes", "alternatives")
    }
    for old, new in changes:
        holding = [name for name, text in texts.items() if old in text]
        assert holding, old
        texts |= {name: texts[name].replace(old, new) for name in holding}
    return texts


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named_with_its_cell(case: str, tiny, make_seminar) -> None:
    rule, *rest = BROKEN[case]
    changes = [part for part in rest if isinstance(part, tuple)]
    messages = [part for part in rest if isinstance(part, str)]
    seminar = make_seminar(**changed(tiny, *changes))
    broken = {
        check.__name__: [f"{p.cell or ''}: {p.message}" for p in check(seminar)]
        for check in RULES
    }
    assert broken[rule] == messages


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_breaks_no_rule(case: str, tiny, make_seminar) -> None:
    seminar = make_seminar(**changed(tiny, *ALLOWED[case]))
    assert lint(seminar, POINTS) == []


def test_the_tiny_seminar_breaks_no_rule(tiny) -> None:
    assert lint(tiny.seminar, POINTS) == []


def test_every_rule_has_a_seminar_that_breaks_it() -> None:
    assert {rule.__name__ for rule in RULES} == {case[0] for case in BROKEN.values()}


def test_a_problem_points_to_its_line(tiny, make_seminar) -> None:
    line = "assert total([]) == zero"
    master = tiny.master.replace("assert total([]) == 0", line)
    (problem,) = lint(make_seminar(master=master), POINTS)
    first = master.splitlines().index("assert total([1, 2]) == 3") + 1
    assert (problem.path, problem.line) == (tiny.folder / "master.py", first)


def test_a_name_given_twice_points_to_the_second_header(tiny, make_seminar) -> None:
    master = tiny.master.replace("# %% task draw", "# %% task why")
    (problem,) = lint(make_seminar(master=master), POINTS)
    assert "# %% task why" in master.splitlines()[problem.line - 1]


def test_points_must_add_up(tiny) -> None:
    (problem,) = lint(tiny.seminar, 20)
    assert problem.message == (
        "the cells' points add up to 8, course_config.py says 20 for 'tiny'"
    )
