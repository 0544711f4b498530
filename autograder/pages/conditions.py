"""Tell when an answer is wrong: the condition, or the bound, that parts it from right.

The kinds are those of ``diagnosis.conditions.vocabulary`` and ``bounds``; a kind that
begins with ``not`` is the opposite. Each is a clause, which stands in one of few
sentences. Names of arguments and numbers are the exercise's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.pages.texts import Texts

Details = Mapping[str, str]


def condition_sentence(details: Details, texts: Texts) -> str:
    """Return the sentence of an observation of the kind ``except``; "" if unknown."""
    kind, level = details.get("if", ""), details.get("level", "")
    if (place := _places(texts).get(kind)) is not None:
        return place
    if kind.startswith("not ") and level in ("when", "where"):
        kind, level = kind.removeprefix("not "), f"right {level}"
    clause = _clause(kind, details, texts)
    sentence = _sentences(texts).get(level)
    return sentence % {"clause": clause} if sentence and clause else ""


def either_sentence(details: Details, texts: Texts) -> str:
    """Return the sentence of an observation of the kind ``either``; "" if unknown."""
    halves = [
        {key.removesuffix(end): details[key] for key in details if key.endswith(end)}
        for end in ("", "2")
    ]
    levels = details.get("level", ""), details.get("level2", "")
    if levels == ("when", "where"):
        levels, halves = levels[::-1], halves[::-1]
    one, two = (_clause(half.get("if", ""), half, texts) for half in halves)
    sentence = _double_sentences(texts).get(levels)
    return sentence % {"one": one, "two": two} if sentence and one and two else ""


def bound_sentence(details: Details, texts: Texts) -> str:
    """Return the sentence of an observation of the kind ``bound``; "" if unknown."""
    say = texts.gettext
    kind, level = details.get("if", ""), details.get("level", "")
    is_least = kind.startswith("fewer ") or kind.removeprefix("result ") in (
        "below",
        "tiny",
        "little below",
        "little above",
    )
    if (near := _beside_zero(texts).get(kind)) and level == "where":
        return near % details
    measured = _measured(kind.removeprefix("fewer "), level, texts)
    if not measured:
        return ""
    if level == "then":
        at_least = say("That happens only where %(measured)s is %(wrong)s or more.")
        at_most = say("That happens only where %(measured)s is %(wrong)s or less.")
        sentence = at_most if is_least else at_least
    elif level.startswith("only"):
        at_least = say(
            "In all calls tried, it is right as long as %(measured)s is %(right)s or "
            "less; from %(wrong)s upwards it may be wrong."
        )
        at_most = say(
            "In all calls tried, it is right as long as %(measured)s is %(right)s or "
            "more; from %(wrong)s downwards it may be wrong."
        )
        sentence = at_most if is_least else at_least
    elif is_least:
        sentence = say(
            "It is right as long as %(measured)s is %(right)s or more, and wrong from "
            "%(wrong)s downwards."
        )
    else:
        sentence = say(
            "It is right as long as %(measured)s is %(right)s or less, and wrong from "
            "%(wrong)s upwards."
        )
    return sentence % {**details, "measured": measured % {"a": "", **details}}


def _beside_zero(texts: Texts) -> Mapping[str, str]:
    """Return the sentences of bounds between which and 0 numbers are wrong."""
    say = texts.gettext
    return {
        "little below": say(
            "Its numbers are wrong where `%(a)s` lies between -%(wrong)s and 0; from "
            "-%(right)s downwards they are right."
        ),
        "little above": say(
            "Its numbers are wrong where `%(a)s` lies between 0 and %(wrong)s; from "
            "%(right)s upwards they are right."
        ),
    }


def _sentences(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "when": say("It is right except when %(clause)s."),
        "where": say("Its numbers are right except where %(clause)s."),
        "right when": say(
            "Of the calls tried, only those are right in which %(clause)s."
        ),
        "right where": say("Its numbers are right only where %(clause)s."),
        "then": say("That happens only when %(clause)s."),
        "only when": say("It goes wrong only when %(clause)s."),
        "only where": say("Its numbers go wrong only where %(clause)s."),
    }


def _double_sentences(texts: Texts) -> Mapping[tuple[str, str], str]:
    say = texts.gettext
    return {
        ("when", "when"): say(
            "It is right except in two cases: when %(one)s, and when %(two)s."
        ),
        ("where", "when"): say(
            "Its numbers are right except in two cases: where %(one)s, and when "
            "%(two)s."
        ),
        ("where", "where"): say(
            "Its numbers are right except in two cases: where %(one)s, and where "
            "%(two)s."
        ),
        ("then", "when"): say(
            "That happens in two cases only: when %(one)s, and when %(two)s."
        ),
    }


def _clause(kind: str, details: Details, texts: Texts) -> str:
    """Return the clause of a condition; "" of one that is not known."""
    say = texts.gettext
    if kind.endswith(" beside label"):
        clause = _clause(kind.removesuffix(" beside label"), details, texts)
        beside = say("%(clause)s and `%(b)s` is %(value)s")
        return beside % {**details, "clause": clause} if clause else ""
    clauses = {
        **_of_numbers(texts),
        **_of_pairs(texts),
        **_of_arrays(texts),
        **_of_shapes(texts),
        **_of_results(texts),
    }
    if kind not in clauses:
        return ""
    sort = _sorts(texts).get(details.get("sort", ""), details.get("sort", ""))
    return clauses[kind] % {**details, "sort": sort}


def _of_numbers(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "zero": say("`%(a)s` is 0"),
        "not zero": say("`%(a)s` is not 0"),
        "one": say("`%(a)s` is 1"),
        "not one": say("`%(a)s` is not 1"),
        "negative": say("`%(a)s` is negative"),
        "not negative": say("`%(a)s` is 0 or more"),
        "positive": say("`%(a)s` is positive"),
        "not positive": say("`%(a)s` is 0 or less"),
        "zero or one": say("`%(a)s` is 0 or 1"),
        "not zero or one": say("`%(a)s` is neither 0 nor 1"),
        "whole": say("`%(a)s` is a whole number"),
        "not whole": say("`%(a)s` is not a whole number"),
        "odd": say("`%(a)s` is odd"),
        "not odd": say("`%(a)s` is even"),
        "true": say("`%(a)s` is `True`"),
        "not true": say("`%(a)s` is `False`"),
        "function": say("`%(a)s` is `%(value)s`"),
        "not function": say("`%(a)s` is not `%(value)s`"),
        "value": say("`%(a)s` is %(value)s"),
        "not value": say("`%(a)s` is not %(value)s"),
        "given": say("`%(a)s` is given"),
        "not given": say("`%(a)s` is not given"),
        "sort": say("`%(a)s` is %(sort)s"),
        "not sort": say("`%(a)s` is not %(sort)s"),
    }


def _of_pairs(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "less": say("`%(a)s` is less than `%(b)s`"),
        "not less": say("`%(a)s` is not less than `%(b)s`"),
        "greater": say("`%(a)s` is greater than `%(b)s`"),
        "not greater": say("`%(a)s` is not greater than `%(b)s`"),
        "equal": say("`%(a)s` equals `%(b)s`"),
        "not equal": say("`%(a)s` does not equal `%(b)s`"),
        "same sign": say("`%(a)s` and `%(b)s` have the same sign"),
        "not same sign": say("`%(a)s` and `%(b)s` do not have the same sign"),
        "other sign": say("`%(a)s` and `%(b)s` have opposite signs"),
        "not other sign": say("`%(a)s` and `%(b)s` do not have opposite signs"),
        "holds other sign": say("`%(a)s` and `%(b)s` somewhere have opposite signs"),
        "not holds other sign": say("`%(a)s` and `%(b)s` nowhere have opposite signs"),
        "holds less": say("`%(a)s` is somewhere less than `%(b)s`"),
        "not holds less": say("`%(a)s` is nowhere less than `%(b)s`"),
        "holds greater": say("`%(a)s` is somewhere greater than `%(b)s`"),
        "not holds greater": say("`%(a)s` is nowhere greater than `%(b)s`"),
        "holds equal": say("`%(a)s` and `%(b)s` are somewhere equal"),
        "not holds equal": say("`%(a)s` and `%(b)s` are nowhere equal"),
        "holds same sign": say("`%(a)s` and `%(b)s` somewhere have the same sign"),
        "not holds same sign": say("`%(a)s` and `%(b)s` nowhere have the same sign"),
        "holds zero beside": say("`%(b)s` is 0 somewhere where `%(a)s` is not"),
        "not holds zero beside": say("`%(b)s` is 0 only where `%(a)s` is"),
        "holds both zero": say("`%(a)s` and `%(b)s` are both 0 somewhere"),
        "not holds both zero": say("`%(a)s` and `%(b)s` are nowhere both 0"),
        "identical": say("`%(a)s` and `%(b)s` are the same"),
        "not identical": say("`%(a)s` and `%(b)s` differ"),
        "broadcasts": say(
            "`%(a)s` has as many rows as columns, and `%(b)s` as many numbers"
        ),
    }


def _of_arrays(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "holds zero": say("there is a 0 in `%(a)s`"),
        "not holds zero": say("there is no 0 in `%(a)s`"),
        "holds negative": say("there is a negative number in `%(a)s`"),
        "not holds negative": say("there is no negative number in `%(a)s`"),
        "holds positive": say("there is a positive number in `%(a)s`"),
        "not holds positive": say("there is no positive number in `%(a)s`"),
        "holds fraction": say("there are numbers in `%(a)s` that are not whole"),
        "not holds fraction": say("all numbers in `%(a)s` are whole"),
        "all zero": say("all of `%(a)s` is 0"),
        "not all zero": say("not all of `%(a)s` is 0"),
        "alike": say("all numbers in `%(a)s` are the same"),
        "not alike": say("there are different numbers in `%(a)s`"),
        "repeats": say("a number occurs more than once in `%(a)s`"),
        "not repeats": say("no number occurs more than once in `%(a)s`"),
        "holds zero row": say("`%(a)s` has a row of zeros"),
        "not holds zero row": say("`%(a)s` has no row of zeros"),
        "holds zero column": say("`%(a)s` has a column of zeros"),
        "not holds zero column": say("`%(a)s` has no column of zeros"),
        "zero row": say("the row of `%(a)s` is all zeros"),
        "row with zero": say("there is a 0 in the row of `%(a)s`"),
        "not row with zero": say("there is no 0 in the row of `%(a)s`"),
        "not zero row": say("the row of `%(a)s` is not all zeros"),
    }


def _of_shapes(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "broad": say("`%(a)s` has several rows and several columns"),
        "not broad": say("`%(a)s` has one row or one column"),
        "one entry": say("there is one number in `%(a)s`"),
        "not one entry": say("there is not just one number in `%(a)s`"),
        "several columns": say("`%(a)s` has several columns"),
        "not several columns": say("`%(a)s` does not have several columns"),
        "holds several": say("a list in `%(a)s` has more than one entry"),
        "not holds several": say("no list in `%(a)s` has more than one entry"),
        "square": say("`%(a)s` has as many rows as columns"),
        "not square": say("`%(a)s` has not as many rows as columns"),
        "rows": say("the number of rows of `%(a)s` is %(value)s"),
        "not rows": say("the number of rows of `%(a)s` is not %(value)s"),
        "columns": say("the number of columns of `%(a)s` is %(value)s"),
        "not columns": say("the number of columns of `%(a)s` is not %(value)s"),
        "length": say("the length of `%(a)s` is %(value)s"),
        "not length": say("the length of `%(a)s` is not %(value)s"),
        "entries": say("the length of `%(a)s` is %(value)s"),
        "not entries": say("the length of `%(a)s` is not %(value)s"),
        "dimensions": say("`np.ndim(%(a)s)` is %(value)s"),
        "not dimensions": say("`np.ndim(%(a)s)` is not %(value)s"),
        "dimensions from": say("`np.ndim(%(a)s)` is %(value)s or more"),
        "not dimensions from": say("`np.ndim(%(a)s)` is less than %(value)s"),
        "integers": say("`%(a)s` is stored as integers"),
        "not integers": say("`%(a)s` is not stored as integers"),
        "single": say("`%(a)s` is a single number"),
        "not single": say("`%(a)s` is not a single number"),
    }


def _of_results(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "result infinite": say("the right result is infinite"),
        "not result infinite": say("the right result is finite"),
        "result zero": say("the right result is 0"),
        "not result zero": say("the right result is not 0"),
        "result negative": say("the right result is negative"),
        "not result negative": say("the right result is 0 or more"),
        "result positive": say("the right result is positive"),
        "not result positive": say("the right result is 0 or less"),
    }


CONDITIONS: Mapping[str, Callable[[Details, Texts], str]] = {
    "except": condition_sentence,
    "either": either_sentence,
    "bound": bound_sentence,
}
"""What puts an observation into words, by its kind."""


def _places(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "first": say("Only the first number of the result is wrong."),
        "not first": say("Only the first number of the result is right."),
        "last": say("Only the last number of the result is wrong."),
        "not last": say("Only the last number of the result is right."),
        "first row": say("Only the first row of the result is wrong."),
        "not first row": say("Only the first row of the result is right."),
        "last row": say("Only the last row of the result is wrong."),
        "not last row": say("Only the last row of the result is right."),
        "first column": say("Only the first column of the result is wrong."),
        "not first column": say("Only the first column of the result is right."),
        "last column": say("Only the last column of the result is wrong."),
        "not last column": say("Only the last column of the result is right."),
    }


def _sorts(texts: Texts) -> Mapping[str, str]:
    say = texts.gettext
    return {
        "list": say("a list"),
        "empty list": say("an empty list"),
        "array": say("an array of numbers with a point"),
        "empty array": say("an empty array"),
        "integer array": say("an array of whole numbers"),
        "float32 array": say("an array in float32"),
        "integer": say("a whole number"),
        "number": say("a number with a point"),
        "truth value": say("a truth value"),
        "function": say("a function"),
    }


def _measured(kind: str, level: str, texts: Texts) -> str:
    """Return what has a bound; "" if that is not known."""
    say = texts.gettext
    if level == "where":
        return {
            "beyond": "`|%(a)s|`",
            "tiny": "`|%(a)s|`",
            "result little below": say("a negative right number, without its sign,"),
            "result little above": say("a positive right number"),
            "above": "`%(a)s`",
            "below": "`%(a)s`",
            "result beyond": say("the right number, without its sign,"),
            "result tiny": say("the right number, without its sign,"),
            "result above": say("the right number"),
            "result below": say("the right number"),
        }.get(kind, "")
    return {
        "rows": say("the number of rows of `%(a)s`"),
        "columns": say("the number of columns of `%(a)s`"),
        "length": say("the length of `%(a)s`"),
        "beyond": say("the largest of `|%(a)s|`"),
        "above": say("the largest of `%(a)s`"),
        "below": say("the smallest of `%(a)s`"),
        "tiny": say("the smallest of `|%(a)s|`, zeros apart,"),
        "result beyond": say("the right result, without its sign,"),
        "result tiny": say("the right result, without its sign,"),
        "result above": say("the right result"),
        "result below": say("the right result"),
    }.get(kind, "")
