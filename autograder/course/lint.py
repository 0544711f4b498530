"""Rules between the cells of a seminar that would otherwise fail in a student's hands.

Each rule is a function from a seminar to the problems it finds; ``RULES`` is the list.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from autograder.course import quiet
from autograder.course.promises import promises_are_tried
from autograder.model import Problem
from autograder.notebook.marks import BEGIN_SOLUTION, END_SOLUTION
from autograder.notebook.names import (
    bound_names,
    defined_names,
    function_names,
    used_names,
)
from autograder.seminar.master import Cell, Purpose, regions
from autograder.seminar.reader import Seminar

_IMAGE_WITHOUT_ALT = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=\"[^\"]+\")[^>]*>")
_WIRING = {"interact", "interact_manual", "interactive", "interactive_output", "Output"}
_SHOWS = {"show": 1, "animate": 3}  # where the alt text stands among the arguments
_FIGURE_MAKERS = {"figure", "subplots", "subplot_mosaic"}


def lint(seminar: Seminar, points: float) -> list[Problem]:
    """Return every broken rule; ``points`` is what the course's configuration says."""
    found = [problem for rule in RULES for problem in rule(seminar)]
    if seminar.points != points:
        found.append(
            Problem(
                seminar.folder / "master.py",
                None,
                None,
                f"the cells' points add up to {seminar.points:g}, "
                f"course_config.py says {points:g} for '{seminar.id}'",
            )
        )
    return found


def names_are_unique(seminar: Seminar) -> Iterator[Problem]:
    """Every marked cell has a name, its grade id, of its own."""
    seen: set[str] = set()
    for cell in seminar.cells:
        if cell.grade_id in seen:
            yield cell.problem("there is a cell of this name already", line=0)
        if cell.grade_id:
            seen.add(cell.grade_id)


def exercises_are_checked(seminar: Seminar) -> Iterator[Problem]:
    """A solution is followed by the check of its name, and no check stands alone."""
    solutions: set[str] = set()
    checks = {cell.name for cell in seminar.of(Purpose.CHECK)}
    for cell in seminar.cells:
        if cell.purpose is Purpose.SOLUTION:
            solutions.add(cell.name)
            if cell.name not in checks:
                yield cell.problem(f"an exercise needs a '# %% check {cell.name}' cell")
        elif cell.purpose is Purpose.CHECK and cell.name not in solutions:
            yield cell.problem(
                f"no '# %% solution {cell.name}' cell stands before this check"
            )


def blanks_are_explained(seminar: Seminar) -> Iterator[Problem]:
    """A blank stands in a function with a docstring or right under a comment."""
    for cell in seminar.of(Purpose.SOLUTION):
        lines = cell.source.splitlines()
        for blank in regions(cell, BEGIN_SOLUTION, END_SOLUTION):
            function = _innermost_function(cell, blank)
            above = lines[blank.start - 3].strip() if blank.start >= 3 else ""
            if function is not None and ast.get_docstring(function) is None:
                message = f"the blank in '{function.name}' needs a docstring"
                yield cell.problem(message, function.lineno)
            elif function is None and not above.startswith("#"):
                message = "the blank needs a comment above it that says what is wanted"
                yield cell.problem(message, blank.start - 1)


def banks_are_complete(seminar: Seminar) -> Iterator[Problem]:
    """Every exercise has a mistake, and every entry has an exercise."""
    exercises = {cell.name for cell in seminar.of(Purpose.SOLUTION)}
    with_mistakes = {mistake.exercise for mistake in seminar.mistakes}
    for cell in seminar.of(Purpose.SOLUTION):
        if cell.name not in with_mistakes:
            yield cell.problem("the bank mistakes.py has no mistake for this exercise")
    for entry in (*seminar.mistakes, *seminar.alternatives):
        if entry.exercise not in exercises:
            yield entry.problem(f"there is no exercise '{entry.exercise}'")


def causes_differ(seminar: Seminar) -> Iterator[Problem]:
    """Two mistakes of an exercise have two causes: what is told names one of them."""
    known: dict[tuple[str, str], str] = {}
    for mistake in seminar.mistakes:
        if mistake.cause:
            other = known.setdefault((mistake.exercise, mistake.cause), mistake.name)
            if other != mistake.name:
                yield mistake.problem(f"it has the cause of '{other}'")


def tests_keep_their_names(seminar: Seminar) -> Iterator[Problem]:
    """What a check defines is not used elsewhere: hidden tests run out of reach."""
    for number, cell in enumerate(seminar.cells):
        if cell.purpose is not Purpose.CHECK:
            continue
        own = {name for name in bound_names(cell.source) if not name.startswith("_")}
        for later in seminar.cells[number + 1 :]:
            borrowed = (
                own & (used_names(later.source) - bound_names(later.source))
                if later.is_code
                else set()
            )
            for name in sorted(borrowed):
                yield later.problem(
                    f"'{name}' is defined in the check '{cell.grade_id}', "
                    "which this cell may not rely on; define it in a setup cell"
                )


def setup_is_left_alone(seminar: Seminar) -> Iterator[Problem]:
    """No other cell gives a setup cell's name a new meaning: its helpers call it."""
    trusted: dict[str, str] = {}
    for cell in seminar.cells:
        names = defined_names(cell.source) if cell.is_code else []
        if cell.purpose is Purpose.SETUP:
            trusted |= dict.fromkeys(names, cell.name)
            continue
        for name in sorted(trusted.keys() & set(names)):
            yield cell.problem(
                f"'{name}' is a name of the setup cell '{trusted[name]}', "
                "which may call it: take another"
            )


def answers_use_trusted_names(seminar: Seminar) -> Iterator[Problem]:
    """Answers and checks know Python's names, setup cells, exercises and their own.

    Both also run where the notebook's other cells do not: in the checker, in the gate.
    """
    known = set(dir(builtins))
    for cell in seminar.cells:
        if cell.purpose in (Purpose.SETUP, Purpose.SOLUTION):
            known |= bound_names(cell.source)
        if cell.purpose in (Purpose.CHECK, Purpose.SOLUTION):
            for name in sorted(
                used_names(cell.source) - bound_names(cell.source) - known
            ):
                yield cell.problem(
                    f"'{name}' comes from no setup cell and no exercise before"
                )


def hidden_numbers_are_drawn(seminar: Seminar) -> Iterator[Problem]:
    """Checks draw their numbers by draws(key), which differ between submissions."""
    for cell in seminar.of(Purpose.CHECK):
        for node in ast.walk(cell.parse()):
            if isinstance(node, ast.Attribute) and node.attr == "default_rng":
                message = "draw test numbers by draws(key) of the shared tools"
                yield cell.problem(message, node.lineno)


def answers_are_asked(seminar: Seminar) -> Iterator[Problem]:
    """A check calls what it tests by ask(…), which hands out copies.

    Else an answer that overwrites its arguments changes what it is compared with.
    """
    if not seminar.provides("ask"):
        return
    answers = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    for cell in seminar.of(Purpose.CHECK):
        own = set(function_names(answers.get(cell.name, "")))
        for node in ast.walk(cell.parse()):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in own:
                    message = f"write ask({name}, …): what is handed over is a copy"
                    yield cell.problem(message, node.lineno)


def follows_is_fixed_before(seminar: Seminar) -> Iterator[Problem]:
    """What follows from earlier answers is computed before the answer is asked.

    Else they can say what suits it.
    """
    exercises: list[str] = []
    for cell in seminar.of(Purpose.CHECK):
        own = _calls_of("own", cell)
        asked = [
            call
            for helper in ("ask", "listen", "promised")
            for call in _calls_of(helper, cell)
        ]
        for call in own:
            for name in ast.walk(call.args[0]):
                if isinstance(name, ast.Constant) and name.value not in exercises:
                    message = f"own(…): {name.value!r} is no exercise before this one"
                    yield cell.problem(message, call.lineno)
        for user in _calls_with("follows", cell):
            fixed = max((o.lineno for o in own if o.lineno < user.lineno), default=0)
            given = max((a.lineno for a in asked if a.lineno <= user.lineno), default=0)
            if not fixed or fixed > given:
                message = "call own(…) for 'follows' before the answer is asked"
                yield cell.problem(message, user.lineno)
        exercises.append(cell.name)


def needs_stand_before(seminar: Seminar) -> Iterator[Problem]:
    """What a check's header says that it needs are exercises before it."""
    exercises: list[str] = []
    for cell in seminar.of(Purpose.CHECK):
        for name in cell.needs:
            if name not in exercises:
                message = f"needs: '{name}' is no exercise before this one"
                yield cell.problem(message, line=0)
        exercises.append(cell.name)


def figures_have_alt_text(seminar: Seminar) -> Iterator[Problem]:
    """A figure is shown by show(figure, alt="…"), an image says what it shows."""
    for cell in seminar.cells:
        if not cell.is_code:
            for match in _IMAGE_WITHOUT_ALT.finditer(cell.source):
                line = cell.source.count("\n", 0, match.start()) + 1
                yield cell.problem("an image without alt text", line)
            continue
        calls = [node for node in ast.walk(cell.parse()) if isinstance(node, ast.Call)]
        shown = any(_shows_with_alt(call) for call in calls)
        for call in calls:
            function = call.func
            if not (isinstance(function, ast.Attribute) and _is_pyplot(function.value)):
                continue
            if function.attr == "show" or (
                function.attr in _FIGURE_MAKERS and not shown
            ):
                yield cell.problem(
                    'show a figure by show(figure, alt="…")', call.lineno
                )


def sliders_can_be_missing(seminar: Seminar) -> Iterator[Problem]:
    """Sliders are wired by explore(…), which draws once where nobody can move them."""
    if not seminar.provides("explore"):
        return
    for cell in seminar.cells:
        if not cell.is_code or cell.purpose is Purpose.SETUP:
            continue
        for node in ast.walk(cell.parse()):
            match node:
                case ast.Attribute(value=ast.Name(id="widgets"), attr=name) if (
                    name in _WIRING
                ):
                    message = f"write explore(…) for widgets.{name}"
                    yield cell.problem(message, node.lineno)


RULES = (
    names_are_unique,
    exercises_are_checked,
    blanks_are_explained,
    banks_are_complete,
    causes_differ,
    tests_keep_their_names,
    setup_is_left_alone,
    answers_use_trusted_names,
    hidden_numbers_are_drawn,
    answers_are_asked,
    follows_is_fixed_before,
    promises_are_tried,
    needs_stand_before,
    figures_have_alt_text,
    sliders_can_be_missing,
    *quiet.RULES,
)


def _innermost_function(cell: Cell, lines: range) -> ast.FunctionDef | None:
    around = [
        node
        for node in ast.walk(cell.parse())
        if isinstance(node, ast.FunctionDef)
        and node.lineno < lines.start <= (node.end_lineno or 0)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _calls_of(name: str, cell: Cell) -> list[ast.Call]:
    """Return the calls of a function in a cell."""
    return [
        node
        for node in ast.walk(cell.parse())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
    ]


def _calls_with(keyword: str, cell: Cell) -> list[ast.Call]:
    """Return the calls in a cell that are given a keyword."""
    return [
        node
        for node in ast.walk(cell.parse())
        if isinstance(node, ast.Call) and keyword in {w.arg for w in node.keywords}
    ]


def _is_pyplot(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "plt"


def _shows_with_alt(call: ast.Call) -> bool:
    if not (isinstance(call.func, ast.Name) and call.func.id in _SHOWS):
        return False
    given = [keyword.value for keyword in call.keywords if keyword.arg == "alt"]
    given += call.args[_SHOWS[call.func.id] :][:1]
    return any(not isinstance(alt, ast.Constant) or alt.value for alt in given)
