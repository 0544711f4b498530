from autograder.analysis.answers import Blank, Classwork
from autograder.analysis.blanks import left_blank

TEMPLATE = "# A letter.\nraise NotImplementedError"
ANSWERS = {
    "ada": TEMPLATE,
    "bob": "# Одна буква.\n\nraise NotImplementedError",
    "cid": 'idea = "a"',
    "dan": "((",
}


def blank_of(**options: object) -> dict[tuple[str, str], frozenset[str]]:
    exercise = Blank(("nb", "idea"), 'idea = "b"', TEMPLATE, **options)  # type: ignore[arg-type]
    answers = {student: {exercise.key: text} for student, text in ANSWERS.items()}
    return left_blank(Classwork((exercise,), answers))


def test_the_template_in_any_language_is_blank() -> None:
    found = blank_of(checks=("test_idea", "more"))
    who = frozenset({"ada", "bob"})
    assert found == {("nb", "test_idea"): who, ("nb", "more"): who}


def test_text_is_graded_by_people() -> None:
    assert blank_of(checks=("idea",), is_code=False) == {}
