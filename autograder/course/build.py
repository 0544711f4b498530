"""Masters → source → release: everything that ``python -m autograder build`` does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.common.files import replaced
from autograder.common.trees import parse
from autograder.config import Assignment, Course
from autograder.config.database import check_database
from autograder.config.installed import lack, with_libraries
from autograder.course.causes import Sight, sealed, untold
from autograder.course.gates import Gated, Gates
from autograder.course.hours import count_hours
from autograder.course.lint import lint
from autograder.course.matrix import write_matrix
from autograder.course.notebook import make_notebook, write_notebook
from autograder.course.quiet import hours_are_kept
from autograder.course.record import Record, write_record
from autograder.course.release import enter, make_release
from autograder.course.standards import Figures
from autograder.model import Problem, SourceError, UsageError
from autograder.seminar.master import Purpose
from autograder.seminar.prose import Translate, translate_cell
from autograder.seminar.reader import Seminar, load_seminar


@dataclass(frozen=True)
class Inspected:
    """A seminar that may be built, and all that was found out about it.

    Attributes:
        seminar: What its author wrote.
        editions: How to translate it, by language.
        sights: What the visible checks say of each known mistake.
        found: What the gates found; None if that stands written already.
    """

    seminar: Seminar
    editions: Mapping[str, Translate]
    sights: Sequence[Sight]
    found: Gated | None


Say = Callable[[str], None]


def build(
    course: Course,
    root: Path,
    assignments: Sequence[str] = (),
    languages: Sequence[str] = (),
    say: Say = print,
    gate_all: bool = False,
    seed: int = 0,
) -> None:
    """Build the named assignments (default: all) in the named languages (default: all).

    Of all, those are left out whose libraries are not installed.

    What has been gated as it is now is not gated again, unless ``gate_all``. Known
    answers are judged by the numbers that follow from ``seed``.

    What was built before stays, catalogues apart, until all of an assignment is found
    right and made anew. Raises SourceError with every defect, UsageError for an unknown
    name, and what :func:`check_database` raises.
    """
    for language in languages:
        if language not in course.languages:
            known = ", ".join(course.languages)
            raise UsageError(f"the course is not given in '{language}'; it has {known}")
    chosen = wanted(course, root, assignments, say)
    if course.default_language in (languages or course.languages):
        check_database(course.db_url(root), root.resolve(), writing=True)
    drafts = []
    for assignment in chosen:
        seminar = load_seminar(root / "notebooks" / assignment.id)
        editions = inspect(course, seminar, assignment, languages or course.languages)
        drafts.append((assignment, seminar, editions, Record(root, seminar)))
    with Gates() as gates:
        begun = [
            gates.begin(
                seminar,
                only_sights=record.holds and not gate_all,
                seed=seed,
                libraries=assignment.libraries,
            )
            for assignment, seminar, _, record in drafts
        ]
        for (assignment, seminar, editions, record), wait in zip(
            drafts, begun, strict=True
        ):
            sights, found = wait()
            problems = [*untold(sights)]
            if found:
                problems += found.problems(record.figures)
            if problems:
                raise SourceError(problems)
            inspected = Inspected(seminar, editions, sights, found)
            _write(course, root, assignment, inspected)
            figures = Figures.of(found.behind) if found else record.figures
            told = summary(seminar, figures)
            say(f"{assignment.id}: {told}; {', '.join(editions)}")
            for language, translate in editions.items():
                sittings = count_hours(seminar, translate)
                say(f"  {language}: {' + '.join(map(str, sittings))}")


def wanted(
    course: Course, root: Path, assignments: Sequence[str], say: Say
) -> list[Assignment]:
    """Return the named assignments; of none, all whose libraries are installed.

    Raises:
        UsageError: There is no assignment of a name, or what it needs is not installed.
    """
    if not assignments:
        return with_libraries(course.assignments, root, say)
    named = [course.assignment(name) for name in assignments]
    for each in named:
        if told := lack(each.id, each.libraries, root):
            raise UsageError(told)
    return named


def inspect(
    course: Course, seminar: Seminar, assignment: Assignment, languages: Iterable[str]
) -> dict[str, Translate]:
    """Lint and translate a seminar; return how to translate it, by language.

    Raises SourceError.
    """
    problems = lint(seminar, assignment.points)
    editions: dict[str, Translate] = {}
    for language in languages:
        if language == course.master_language:
            editions[language] = str
            continue
        catalog = seminar.catalog(language)
        problems.extend(catalog.problems())
        editions[language] = catalog.lookup
    # What follows only makes sense once the rules hold.
    problems = problems or [
        problem
        for language, translate in editions.items()
        for problem in (
            *_broken_by_translation(seminar, language, translate),
            *hours_are_kept(seminar, count_hours(seminar, translate)),
        )
    ]
    if problems:
        raise SourceError(problems)
    return editions


def _write(
    course: Course,
    root: Path,
    assignment: Assignment,
    inspected: Inspected,
) -> None:
    """Write all that is made of a seminar: all of it, or nothing."""
    with tempfile.TemporaryDirectory(prefix="autograder-") as name:
        draft = Path(name)
        made = []
        if inspected.found is not None:
            matrix = write_matrix(draft, assignment.id, inspected.found)
            made += [matrix, write_record(inspected.seminar, matrix)]
        known = None
        for language, translate in inspected.editions.items():
            causes = sealed(inspected.sights, translate)
            source = make_notebook(inspected.seminar, language, translate, causes)
            made.append(write_source(source, language, assignment.id, draft).parent)
            edition = make_release(course, draft, assignment, language)
            made.append(edition.folder)
            if language == course.default_language:
                known = edition.notebook
        with replaced({root / path.relative_to(draft): path for path in made}):
            if known is not None:
                enter(course, root, assignment, known)


def _broken_by_translation(
    seminar: Seminar, language: str, translate: Translate
) -> Iterator[Problem]:
    """Yield the code cells that a translation has made invalid Python."""
    for cell in seminar.cells:
        if cell.is_code:
            translated = translate_cell(cell.source, translate, is_code=True)
            try:
                parse(translated)
            except SyntaxError as error:
                line = translated.splitlines()[(error.lineno or 1) - 1].strip()
                yield cell.problem(f"its translation ({language}) is broken at: {line}")


def write_source(
    notebook: NotebookNode, language: str, assignment: str, root: Path
) -> Path:
    """Write an instructor's notebook and return its path."""
    path = root / "source" / language / assignment / f"{assignment}.ipynb"
    write_notebook(notebook, path)
    return path


def summary(seminar: Seminar, figures: Figures) -> str:
    """Say in a line what a seminar has and what went through the gates."""
    return (
        f"{len(seminar.of(Purpose.SOLUTION))} exercises, "
        f"{len(seminar.mistakes)} mistakes caught and named, "
        f"{figures.refused} of {figures.open} refused at sight, "
        f"{len(seminar.alternatives)} alternatives accepted"
    )
