"""What the banks say of mistakes, in every language of the course."""

from __future__ import annotations

from autograder.config.nbgrader_course import NbgraderCourse
from autograder.pages.diagnoses import Explanation, Explanations
from autograder.pages.texts import languages
from autograder.seminar import prose
from autograder.seminar.banks import Mistake, read_mistakes
from autograder.seminar.catalog import Catalog


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
