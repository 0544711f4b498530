"""Every text of the pages has a translation, with all its placeholders and forms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polib
import pytest

import autograder.pages
from autograder.pages.rendering import environment
from autograder.pages.texts import TRANSLATIONS, Texts, known_language, languages

PAGES = Path(autograder.pages.__file__).parent
COURSE = PAGES.with_name("course")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _in_templates() -> Iterator[tuple[str, ...]]:
    for path in (PAGES / "templates").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        for _, function, found in environment("en").extract_translations(source):
            parts = (found,) if isinstance(found, str) else found
            yield tuple(p for p in parts if p)[: 2 if function[0] == "n" else 1]


def _in_code() -> Iterator[tuple[str, ...]]:
    for path in (*PAGES.glob("*.py"), *COURSE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("gettext", "ngettext", "say"):
                texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if texts:
                    yield tuple(texts)


USED = sorted({*_in_templates(), *_in_code()})


@pytest.mark.parametrize("language", [x for x in languages() if x != "en"])
def test_catalogue_is_complete_and_has_nothing_more(language: str) -> None:
    entries = polib.pofile(str(TRANSLATIONS / f"{language}.po"))
    done = {
        (e.msgid, e.msgid_plural) if e.msgid_plural else (e.msgid,)
        for e in entries.translated_entries()
        if "fuzzy" not in e.flags
    }
    assert set(USED) - done == set(), "without translation"
    assert done - set(USED) == set(), "no longer used"


@pytest.mark.parametrize("language", [x for x in languages() if x != "en"])
def test_placeholders_survive_translation(language: str) -> None:
    for entry in polib.pofile(str(TRANSLATIONS / f"{language}.po")):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(PLACEHOLDER.findall(text)) == sorted(
                    PLACEHOLDER.findall(entry.msgid)
                )


def test_texts_are_found() -> None:
    assert len(USED) > 60
    assert languages() == ("en", "ru")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "1 студент"),
        (2, "2 студента"),
        (5, "5 студентов"),
        (11, "11 студентов"),
        (21, "21 студент"),
        (104, "104 студента"),
        (0, "0 студентов"),
    ],
)
def test_russian_plurals(count: int, expected: str) -> None:
    form = Texts("ru").ngettext("%(num)s student", "%(num)s students", count)
    assert form % {"num": count} == expected


def test_numbers_times_and_durations() -> None:
    english, russian = Texts("en"), Texts("ru")
    assert [english.number(x) for x in (2.0, 1.5, 1 / 3, -1.0, 0.0)] == [
        "2",
        "1.5",
        "0.33",
        "−1",
        "0",
    ]
    assert russian.number(1.5) == "1,5"
    assert [english.fixed(x) for x in (1, -0.5, -0.001)] == ["1.00", "−0.50", "0.00"]
    assert (english.percent(0.5), russian.percent(0.5)) == ("50%", "50\u202f%")
    assert russian.moment(datetime(2030, 1, 2, 9)) == "02.01.2030, 09:00 UTC"
    assert english.duration(timedelta(days=1, hours=3, minutes=5)) == "1 day 3 hours"
    assert russian.duration(timedelta(hours=2, minutes=1)) == "2 часа 1 минута"
    assert english.duration(timedelta(seconds=3)) == "less than a minute"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Moscow", "2030-07-02, 01:30 MSK"),
        ("Europe/Berlin", "2030-07-02, 00:30 CEST"),
        ("Asia/Dubai", "2030-07-02, 02:30 UTC+04"),
        ("America/Sao_Paulo", "2030-07-01, 19:30 UTC-03"),
    ],
)
def test_a_time_is_that_of_the_zone(zone: str, shown: str) -> None:
    moment = datetime(2030, 7, 1, 22, 30)
    assert Texts("en").moment(moment, ZoneInfo(zone)) == shown


def test_unknown_language_falls_back() -> None:
    assert known_language("../../etc/passwd") == "en"
    assert known_language("xx", "ru") == "ru"
    assert Texts("xx").gettext("Score") == "Score"


def test_numbers_of_a_sentence_are_the_languages_but_not_those_of_code() -> None:
    sentence = "It is -0.5 times `f(-0.5)`, not 1e-05; w0 and 1.2.3 stay."
    assert Texts("ru").prose(sentence) == (
        "It is −0,5 times `f(-0.5)`, not 1e−05; w0 and 1.2.3 stay."
    )


def test_no_sentence_puts_its_stop_behind_a_line_of_code() -> None:
    """The line may end in a colon; in brackets it does not run into the stop."""
    told = [text for texts in USED for text in texts]
    assert not [text for text in told if re.search(r"%\(line\)s`[.,]", text)]
