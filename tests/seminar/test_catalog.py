from pathlib import Path

import polib
import pytest

from autograder.seminar.catalog import Catalog

ODDS = "The odds of spam against the odds of anything else."
CHANGED = "The odds of spam against the odds of something else."
RUSSIAN = "Шансы спама против шансов чего угодно другого."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ru.po"


def merged(path: Path, *messages: str) -> Catalog:
    catalog = Catalog(path, "ru")
    catalog.merge((message, "text") for message in messages)
    return catalog


def update(path: Path, *messages: str) -> None:
    merged(path, *messages).save()


def write_translations(path: Path, **translations: str) -> None:
    """Do a translator's work: give each message its translation."""
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = translations.get(entry.msgid.split()[0], entry.msgstr)
        entry.flags = []
    file.save(str(path))


def reasons(catalog: Catalog) -> list[str]:
    return [problem.message for problem in catalog.problems()]


def entry(path: Path, message: str) -> polib.POEntry:
    return polib.pofile(str(path)).find(message, include_obsolete_entries=True)


def test_a_new_message_waits_for_its_translation(path: Path) -> None:
    catalog = merged(path, "One")
    (problem,) = catalog.problems()
    assert problem.message == "'One' is not translated"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1 :] == ["#. text", 'msgid "One"', 'msgstr ""']
    with pytest.raises(KeyError):
        catalog.lookup("One")


def test_a_translated_message_is_found(path: Path) -> None:
    update(path, "One", "Two")
    write_translations(path, One="Один", Two="Два")
    catalog = merged(path, "One", "Two")
    assert reasons(catalog) == []
    assert catalog.lookup("One") == "Один"


def test_entries_stand_in_the_order_of_the_seminar_with_their_places(
    path: Path,
) -> None:
    catalog = Catalog(path, "ru")
    catalog.merge([("Two", "setup tools"), ("One", "text"), ("Two", "check square")])
    catalog.save()
    file = polib.pofile(str(path))
    assert [(e.msgid, e.comment) for e in file] == [
        ("Two", "setup tools"),
        ("One", "text"),
    ]
    assert file.metadata["Language"] == "ru"


def test_a_changed_message_is_offered_the_old_translation(path: Path) -> None:
    update(path, ODDS)
    write_translations(path, The=RUSSIAN)
    catalog = merged(path, CHANGED)
    (reason,) = reasons(catalog)
    assert "has changed: mend its translation, then remove the 'fuzzy' flag" in reason
    assert (entry(path, CHANGED).msgstr, entry(path, CHANGED).flags) == (
        RUSSIAN,
        ["fuzzy"],
    )
    with pytest.raises(KeyError):
        catalog.lookup(CHANGED)


def test_a_mended_translation_is_used(path: Path) -> None:
    update(path, ODDS)
    write_translations(path, The=RUSSIAN)
    update(path, CHANGED)
    write_translations(path, The="Иные шансы.")
    catalog = merged(path, CHANGED)
    assert reasons(catalog) == []
    assert catalog.lookup(CHANGED) == "Иные шансы."


def test_another_message_is_offered_nothing(path: Path) -> None:
    update(path, ODDS)
    write_translations(path, The=RUSSIAN)
    update(path, "A neuron learns.")
    assert entry(path, "A neuron learns.").msgstr == ""


def test_a_message_that_is_gone_is_kept_and_not_used(path: Path) -> None:
    update(path, "One", "Two")
    write_translations(path, One="Один", Two="Два")
    catalog = merged(path, "Two")
    assert reasons(catalog) == []
    assert entry(path, "One").obsolete
    with pytest.raises(KeyError):
        catalog.lookup("One")


def test_a_message_that_returns_has_its_translation(path: Path) -> None:
    update(path, "One", "Two")
    write_translations(path, One="Один", Two="Два")
    update(path, "Two")
    catalog = merged(path, "One", "Two")
    assert catalog.lookup("One") == "Один"
    catalog.save()
    assert not entry(path, "One").obsolete


def test_a_guess_that_comes_and_goes_stays_a_guess(path: Path) -> None:
    update(path, ODDS)
    write_translations(path, The=RUSSIAN)
    update(path, CHANGED)
    update(path)
    catalog = merged(path, CHANGED)
    assert len(reasons(catalog)) == 1
    with pytest.raises(KeyError):
        catalog.lookup(CHANGED)


def test_saving_again_changes_no_byte(path: Path) -> None:
    update(path, ODDS, "One", 'Many\nlines\n\nwith $\\sigma$ and "quotes"', ODDS * 9)
    write_translations(path, The=RUSSIAN, One="Один")
    states = []
    for _ in range(2):
        update(path, CHANGED, "Two")
        states.append(path.read_bytes())
    assert states[0] == states[1]
    assert states[0].endswith(b"\n")


def test_what_is_up_to_date_is_not_written(path: Path) -> None:
    update(path, "One")
    path.chmod(0o444)
    before = path.stat()
    update(path, "One")
    assert path.stat() == before


@pytest.mark.parametrize(
    ("message", "translation", "reason"),
    [
        ("Value {x:.2f} here", "Значение", "lost in translation: {x:.2f}"),
        ("Sigma $\\sigma$ here", "Сигма", "lost in translation: $\\sigma$"),
        ("Call `f(x)` here", "Вызов `g(x)`", "lost in translation: `f(x)`"),
        ("Value here", "Значение {y}", "the original does not have: {y}"),
    ],
)
def test_formulas_and_placeholders_may_not_be_lost_or_added(
    message: str, translation: str, reason: str, path: Path
) -> None:
    update(path, message)
    write_translations(path, **{message.split()[0]: translation})
    assert reasons(merged(path, message)) == [f"'{message}' {reason}"]
