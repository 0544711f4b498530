"""What a page tells of wrong answers that no bank holds, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from autograder.demo.classroom import Member
from autograder.seminar.banks import Mistake
from autograder.seminar.master import Purpose
from tests.browser.conftest import Picture
from tests.browser.one_seminar import OneSeminar

ANSWERS = {
    "logit": """\
def logit(P):
    P = np.asarray(P, dtype=np.float64)
    return -np.log(1 - P)
""",
    "sigmoid": """\
def sigmoid(r):
    r = np.asarray(r, dtype=np.float64)
    values = []
    for v in np.atleast_1d(r):
        e = np.exp(-float(v))
        values.append(1 / (1 + e))
    return np.array(values).reshape(r.shape)
""",
    "odds_factor": """\
def odds_factor(w, i, delta):
    if not 1 <= i < len(w):
        raise ValueError("no such input")
    step = w[i] * delta
    return 1 + step + step**3 / 7
""",
}
TOLD = {
    ("en", "logit"): "It gives exactly what comes out if the factor P is left out.",
    ("en", "sigmoid"): "It is right except when np.ndim(r) is 2 or more.",
    ("en", "odds_factor"): "odds_factor([",
    ("ru", "logit"): "Ответ даёт ровно то, что получится, если пропустить множитель P.",
    (
        "ru",
        "sigmoid",
    ): "Ответ верен всегда, кроме случаев, когда np.ndim(r) не меньше 2.",
    ("ru", "odds_factor"): "odds_factor([",
}
LANGUAGES = ("en", "ru")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the page of a student in each language, who gave these answers."""
    made = OneSeminar.lay_out(tmp_path_factory.mktemp("explained"))
    seminar = replace(
        made.seminar,
        mistakes=[
            Mistake(made.folder, 1, exercise, "unforeseen", "", code)
            for exercise, code in ANSWERS.items()
        ],
    )
    right = {cell.name: "reference" for cell in seminar.of(Purpose.SOLUTION)}
    answers = {**right, **dict.fromkeys(ANSWERS, "unforeseen")}
    for language in LANGUAGES:
        made.hand_in(Member(language, language, language, "", answers), seminar)
    return made.grade()


@pytest.fixture
def sharp(browser: Browser) -> Iterator[Page]:
    """A window with three pixels for two, of which two stand beside each other."""
    context = browser.new_context(device_scale_factor=1.5)
    page = context.new_page()
    page.set_viewport_size({"width": 460, "height": 900})
    yield page
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_documentation_shows_is_told(
    pages: dict[str, Path], sharp: Page, picture: Picture, language: str
) -> None:
    sharp.goto(pages[language].as_uri())
    for exercise in ANSWERS:
        card = sharp.locator(f"[id='exercise-{exercise}']")
        assert TOLD[language, exercise] in card.inner_text()
        picture(f"explained-{exercise}-{language}", card)
