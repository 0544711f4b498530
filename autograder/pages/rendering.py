"""Templates to pages: the Jinja environment of a language."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.common.printable import visible
from autograder.pages.texts import Texts

TEMPLATES = Path(__file__).parent / "templates"
"""Where the pages' templates lie; nbconvert finds there what is ours of its page."""


@lru_cache(maxsize=8)
def environment(language: str) -> Environment:
    """Return the templates, escaping everything, with the texts of a language."""
    texts = Texts(language)
    env = Environment(
        loader=PackageLoader("autograder.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        texts.gettext, texts.ngettext, newstyle=True
    )
    env.filters.update(
        number=texts.number,
        fixed=texts.fixed,
        percent=texts.percent,
        moment=texts.moment,
        duration=texts.duration,
        breakable=breakable,
        prose=texts.prose,
    )
    env.globals.update(language=language, math_font=_math_font())
    return env


@lru_cache(maxsize=1)
def _math_font() -> str:
    """Return a font for formulas, as base64, for readers whose machine has none.

    Without one an index stands nearly on the line of its letter.
    """
    return base64.b64encode((TEMPLATES / "math.woff").read_bytes()).decode()


def breakable(name: str) -> Markup:
    """Return a name that a browser may break after an underscore."""
    return Markup("_<wbr>").join(name.split("_"))


def render(template: str, language: str, **values: object) -> str:
    """Return a page; nothing on it acts and is not seen."""
    return visible(environment(language).get_template(template).render(**values))
