"""Kinds of values in ``course_config.py``, each with its own check."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from autograder.config.wording import nearest_or_all, repeated


def _check_id(value: str) -> str:
    # An id becomes a directory, a word in a command and a column of a table.
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value):
        raise ValueError(
            f"{value!r} cannot be an id; "
            "start with a letter and use only Latin letters, digits and underscores"
        )
    return value


def _check_language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z]+)?", value):
        raise ValueError(
            f'{value!r} is not a language code; write "en", "ru" or "pt_BR"'
        )
    return value


def _check_languages(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        raise ValueError('is empty; name the language of the masters: languages=["en"]')
    if twice := repeated(values):
        raise ValueError(f"{twice[0]!r} stands twice; write each language once")
    return values


def _check_module(value: str) -> str:
    if not value.isidentifier():
        raise ValueError(
            f"{value!r} is not the name of a library in an import; "
            'write for example "torch"'
        )
    return value


def _check_database(value: str) -> str:
    # The value is not repeated in the message: it may hold a password.
    try:
        make_url(value).get_dialect()
    except NoSuchModuleError:
        kind, _, driver = value.partition(":")[0].partition("+")
        known = ("sqlite", "postgresql", "mysql", "mariadb")
        if kind in known:
            raise ValueError(
                f"{driver!r} is not a driver of {kind}; write {kind}:// without one"
            ) from None
        meant = nearest_or_all(kind, known, "kinds")
        raise ValueError(f"{kind!r} is not a kind of database; {meant}") from None
    except (ArgumentError, ValueError):
        raise ValueError(
            'is not a database URL; write for example database="sqlite:///gradebook.db"'
        ) from None
    return value


Id = Annotated[str, AfterValidator(_check_id)]
Language = Annotated[str, AfterValidator(_check_language)]
Texts = dict[str, Annotated[str, Field(min_length=1)]]  # by language
Share = Annotated[float, Field(ge=0, le=1)]
Isolation = Literal["separate", "shared", "auto"]
# A list is as good as a tuple, hence not strict.
Languages = Annotated[
    tuple[Language, ...], AfterValidator(_check_languages), Field(strict=False)
]
Modules = Annotated[
    tuple[Annotated[str, AfterValidator(_check_module)], ...], Field(strict=False)
]
DatabaseUrl = Annotated[str, AfterValidator(_check_database)]
