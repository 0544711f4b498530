"""What a course says to its students of exercises and mistakes, in every language."""

from __future__ import annotations

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.pages.diagnoses import Explanation, Explanations
from autograder.pages.feedback import Sayings
from autograder.pages.feedback_view import Titles
from autograder.pages.texts import languages
from autograder.publishing.facts import CourseFacts, hidden_marks
from autograder.seminar import prose
from autograder.seminar.banks import Mistake, read_mistakes
from autograder.seminar.catalog import Catalog
from autograder.seminar.master import read_master


def load_sayings(
    course: NbgraderCourse, assignment: str, facts: CourseFacts | None = None
) -> Sayings:
    """Return all that the pages of an assignment say besides results.

    Raises:
        ConfigError: course_config.py has defects.
        SourceError: So has the master, or a bank.
    """
    known = facts or CourseFacts.of(course)
    return Sayings(
        explanations=load_explanations(course, assignment),
        titles=load_titles(course, assignment),
        language=known.language,
        called={one: known.title(assignment, one) for one in languages()},
        zone=known.zone(assignment),
        late=known.late,
        marks=hidden_marks(course),
    )


def load_titles(course: NbgraderCourse, assignment: str) -> dict[str, Titles]:
    """Return what the exercises of an assignment are called, by language and name.

    A course without masters has none. What a catalogue lacks stays English.

    Raises:
        SourceError: The master has defects.
    """
    folder = course.root / "notebooks" / assignment
    master = folder / "master.py"
    cells = read_master(master) if master.is_file() else ()
    named = {cell.name: cell.called for cell in cells if cell.called}
    return {
        language: {name: catalog.get(title) for name, title in named.items()}
        for language in languages()
        for catalog in [Catalog(folder / f"{language}.po", language)]
    }


def load_explanations(
    course: NbgraderCourse, assignment: str
) -> dict[str, Explanations]:
    """Return messages and hints of an assignment's mistakes, by language and name.

    A course without a bank has none. What a catalogue lacks stays English.

    Raises:
        SourceError: The bank has defects.
    """
    folder = course.root / "notebooks" / assignment
    bank = folder / "mistakes.py"
    mistakes = read_mistakes(bank) if bank.is_file() else ()
    return {
        language: {mistake.id: _explanation(mistake, catalog) for mistake in mistakes}
        for language in languages()
        for catalog in [Catalog(folder / f"{language}.po", language)]
    }


def _explanation(mistake: Mistake, catalog: Catalog) -> Explanation:
    def translate(text: str) -> str:
        try:
            return prose.translate_cell(text, catalog.lookup, is_code=False)
        except KeyError:
            return text

    return Explanation(*mistake.read(translate))
