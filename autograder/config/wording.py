"""Say what is wrong in ``course_config.py``: by key, in a sentence, with the remedy."""

from __future__ import annotations

import re
import reprlib
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from autograder.model import ConfigError

Key = tuple[str, ...]  # where a value stands: ("assignments", "l1_2_sigmoid", "points")

_SAYINGS = {
    "missing": "is missing",
    "string_type": "must be text, not {input}",
    "string_too_short": "is empty",
    "float_type": "must be a number, not {input}",
    "int_type": "must be a whole number, not {input}",
    "finite_number": "must be a finite number, not {input}",
    "greater_than": "must be more than {gt:g}, not {input}",
    "greater_than_equal": "must be at least {ge:g}, not {input}",
    "less_than_equal": "must be at most {le:g}, not {input}",
    "dict_type": "must be a dictionary, not {input}",
    "tuple_type": "must be a list, not {input}",
    "model_type": "must be {class_name}(…), not {input}",
    "datetime_type": "must be a date and time, not {input}",
    "timezone_aware": "has no time zone",
    "literal_error": "must be {expected}, not {input}",
}


class SectionError(ConfigError):
    """What is wrong in one call of the file.

    Attributes:
        problems: Sentences by key, counted from the call.
    """

    def __init__(self, here: Key, problems: Iterable[tuple[Key, str]]) -> None:
        self.problems = tuple(problems)
        self._here = here
        super().__init__("\n".join(self.line(*problem) for problem in self.problems))

    def line(self, key: Key, text: str) -> str:
        """Return one problem as a line."""
        return f"{' → '.join(self._here + key)}: {text}"


def explain(section: type[BaseModel], detail: Any) -> tuple[Key, str]:
    """Turn one of pydantic's findings into a key and a sentence with a remedy."""
    path = detail["loc"]
    key = tuple(f"no. {p + 1}" if isinstance(p, int) else str(p) for p in path)
    context, value = detail.get("ctx", {}), detail["input"]
    if detail["type"] == "value_error":  # one of our own checks: it has a remedy
        return key, str(context["error"])
    if detail["type"] == "extra_forbidden":
        meant = nearest_or_all(key[-1], section.model_fields, "keys")
        return key, f"unknown key; {meant}"
    saying = _SAYINGS.get(detail["type"], detail["msg"])
    what = saying.format(input=reprlib.repr(value), **context)
    remedy = ""
    if detail["type"] == "literal_error" and isinstance(value, str):
        remedy = did_you_mean(value, re.findall(r"'(\w+)'", context["expected"]))
    examples = section.model_fields[str(path[0])].examples or []
    return key, f"{what}; {remedy or f'write for example {examples[0]}'}"


def nearest_or_all(word: str, known: Iterable[str], kind: str) -> str:
    """Return the word that was perhaps meant, or else all that there are."""
    names = list(known)
    return did_you_mean(word, names) or f"{kind}: {', '.join(names)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question that names the nearest word; empty if none is near."""
    nearest = get_close_matches(word, list(known), n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else ""


def located(lines: str, place: str) -> str:
    """Put the place before each line."""
    return "\n".join(f"{place}: {line}" for line in lines.splitlines())


def repeated(words: Iterable[str]) -> list[str]:
    """Return the words that stand more than once."""
    return [word for word, count in Counter(words).items() if count > 1]
