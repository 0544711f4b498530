"""The words of the pages, in the language of their reader.

English text is its own key. Other languages are gettext catalogues in
``autograder/translations``, read by polib once, when first asked for. A language is
added by a file there and, where it writes numbers otherwise, an entry of ``_FORMS``.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path

import polib

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class _Forms:
    """How a language writes numbers and times."""

    decimal: str = "."
    before_percent: str = ""
    moment: str = "%Y-%m-%d, %H:%M"


_FORMS = {"ru": _Forms(",", "\u202f", "%d.%m.%Y, %H:%M")}

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*\w)")


@dataclass(frozen=True)
class Texts:
    """The pages' texts in one language; what has no translation stays English."""

    language: str = SOURCE_LANGUAGE

    @property
    def _forms(self) -> _Forms:
        return _FORMS.get(self.language, _Forms())

    def gettext(self, message: str) -> str:
        """Return a message in the language."""
        return _catalogue(self.language).messages.get(message, message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that goes with a count."""
        catalogue = _catalogue(self.language)
        forms = catalogue.plurals.get(one)
        if forms is None:
            return one if count == 1 else many
        return forms[catalogue.plural_form(count)]

    def number(self, value: float) -> str:
        """Return a number with at most two decimals, as the language writes it."""
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return self._written("0" if text == "-0" else text)

    def fixed(self, value: float) -> str:
        """Return a number with two decimals, for columns of them."""
        return self._written(f"{value + 0.0:.2f}".replace("-0.00", "0.00"))

    def points(self, worth: float) -> str:
        """Return a number of points with the word."""
        count = int(worth) if worth % 1 == 0 else 2
        form = self.ngettext("%(num)s point", "%(num)s points", count)
        return form % {"num": self.number(worth)}

    def prose(self, sentence: str) -> str:
        """Return a sentence whose numbers, but those in code, are the language's."""
        words = sentence.split("`")
        words[::2] = (
            _NUMBER.sub(lambda found: self._written(found[0]), text)
            for text in words[::2]
        )
        return "`".join(words)

    def _written(self, number: str) -> str:
        return number.replace("-", "−").replace(".", self._forms.decimal)

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 as whole per cent."""
        return f"{share:.0%}".replace("%", f"{self._forms.before_percent}%")

    def moment(self, value: datetime, zone: tzinfo = UTC) -> str:
        """Return a time of the gradebook, which is UTC, as clocks of a zone show it."""
        local = value.replace(tzinfo=UTC).astimezone(zone)
        name = local.tzname() or ""
        # Of many zones the name is but the difference: "+04".
        zone_name = f"UTC{name}" if name[:1] in "+-" else name
        return f"{local.strftime(self._forms.moment)} {zone_name}"

    def duration(self, value: timedelta) -> str:
        """Return a length of time by its largest unit and the one below it."""
        days, rest = value.days, value.seconds
        hours, minutes = rest // 3600, rest % 3600 // 60
        parts = (
            (days, self.ngettext("%(num)d day", "%(num)d days", days)),
            (hours, self.ngettext("%(num)d hour", "%(num)d hours", hours)),
            (minutes, self.ngettext("%(num)d minute", "%(num)d minutes", minutes)),
        )
        shown = [form % {"num": count} for count, form in parts if count][:2]
        return " ".join(shown) or self.gettext("less than a minute")


@dataclass(frozen=True)
class _Catalogue:
    messages: dict[str, str]
    plurals: dict[str, dict[int, str]]
    plural_form: Callable[[int], int]


def languages() -> tuple[str, ...]:
    """Return the languages that pages can be written in."""
    return (SOURCE_LANGUAGE, *sorted(path.stem for path in TRANSLATIONS.glob("*.po")))


def known_language(wanted: str, default: str = SOURCE_LANGUAGE) -> str:
    """Return the wanted language if pages speak it, else the default."""
    return wanted if wanted in languages() else default


@lru_cache(maxsize=8)
def _catalogue(language: str) -> _Catalogue:
    path = TRANSLATIONS / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return _Catalogue({}, {}, lambda count: int(count != 1))
    entries = polib.pofile(str(path))
    rule = entries.metadata["Plural-Forms"].split("plural=", 1)[1].rstrip("; ")
    translated = entries.translated_entries()
    return _Catalogue(
        messages={e.msgid: e.msgstr for e in translated if not e.msgid_plural},
        plurals={e.msgid: dict(e.msgstr_plural) for e in translated if e.msgid_plural},
        plural_form=gettext.c2py(rule),
    )
