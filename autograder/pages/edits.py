"""Tell what an unforeseen answer computes: which edit makes it of a right one."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.model import Observation
from autograder.pages.texts import Texts

EDITED = ("edit", "edits", "apart")
"""The kinds of observations that tell of edits."""


def edit_sentence(seen: Observation, texts: Texts) -> str:
    """Return the sentence of an observation that tells of edits.

    Its details are ``edit``, a kind of ``diagnosis.near_misses.edit_kinds.KINDS``,
    with ``what`` it concerns and what is there ``instead``; perhaps a second edit in
    ``edit2``, ``what2`` and ``instead2``: both were made if the observation is
    ``edits``, else nothing tells which it was.

    Returns:
        Text with code in backticks; empty where a kind is unknown, as of a later
        version.
    """
    say = texts.gettext
    clauses = {"first": _clause(seen.details, "", texts)}
    if "edit2" in seen.details and seen.kind != "apart":
        clauses["second"] = _clause(seen.details, "2", texts)
    if seen.kind == "apart":
        frame = say(
            "Where finite numbers are wanted and given, they are exactly what comes "
            "out if %(first)s."
        )
    elif seen.kind == "edits":
        frame = say("It gives exactly what comes out if %(first)s and %(second)s.")
    elif "second" in clauses:
        frame = say(
            "It gives exactly what comes out if %(first)s, or else if %(second)s."
        )
    else:
        frame = say("It gives exactly what comes out if %(first)s.")
    return frame % clauses if all(clauses.values()) else ""


def _clause(details: Mapping[str, str], number: str, texts: Texts) -> str:
    kind = details.get(f"edit{number}", "")
    names = {key: details.get(key + number, "") for key in ("what", "instead")}
    quoted = {key: f"`{name.replace('`', 'ʹ')}`" for key, name in names.items()}
    words = _words(texts)
    has_name = any(names.values())
    known = words.get((kind, True)) if has_name else None
    known = known or words.get((kind, False), "")
    return known % quoted


def _words(texts: Texts) -> Mapping[tuple[str, bool], str]:
    """Return the clauses, by kind and whether they name the quantity."""
    say = texts.gettext
    return {
        ("factor", True): say("the factor %(what)s is left out"),
        ("factor", False): say("a factor is left out"),
        ("divisor", True): say("the division by %(what)s is left out"),
        ("divisor", False): say("a division is left out"),
        ("term", True): say("the term %(what)s is left out"),
        ("term", False): say("a term is left out"),
        ("power", True): say("the power of %(what)s is left out"),
        ("power", False): say("a power is left out"),
        ("minus", True): say("the minus before %(what)s is left out"),
        ("minus", False): say("a minus is left out"),
        ("sign", True): say("the term %(what)s has the other sign"),
        ("sign", False): say("a term has the other sign"),
        ("turned", False): say("a difference is taken the other way round"),
        ("inverted", False): say("a fraction is upside down"),
        ("divides", True): say("%(what)s divides where it should multiply"),
        ("divides", False): say("a division stands where a product belongs"),
        ("multiplies", True): say("%(what)s multiplies where it should divide"),
        ("multiplies", False): say("a product stands where a division belongs"),
        ("adds", False): say("a sum stands where a product belongs"),
        ("powers", False): say("a power stands where a product belongs"),
        ("times", False): say("a product stands where another operation belongs"),
        ("bracket", False): say("a pair of brackets is left out"),
        ("bracket_added", False): say("there is a pair of brackets too many"),
        ("axis", True): say("%(what)s runs over the other axis"),
        ("all_axes", True): say("%(what)s runs over all axes, not over one"),
        ("keepdims", True): say("%(what)s loses its axis, without `keepdims=True`"),
        ("transpose", True): say("%(what)s is not transposed"),
        ("transpose", False): say("a transpose is left out"),
        ("elementwise", False): say(
            "products are taken entry by entry and not summed, `*` for `@`"
        ),
        ("strict", False): say("the case of equality falls on the other side"),
        ("comparison", False): say("a comparison goes the other way"),
        ("negated", False): say("a condition is turned into its opposite"),
        ("connective", False): say("“and” and “or” change places"),
        ("condition", False): say("one of several conditions is left out"),
        ("cases", False): say("the two cases change places"),
        ("one_case", False): say("both cases are treated alike"),
        ("guard", False): say("a special case is not treated"),
        ("not_applied", True): say("%(what)s is not applied"),
        ("not_applied_once", True): say("%(what)s is not applied in one place"),
        ("instead", True): say("%(instead)s stands where %(what)s belongs"),
        ("order", False): say("two arguments, or two parts, change places"),
        ("swapped", True): say("%(what)s and %(instead)s change places"),
        ("first_pass", False): say("the loop ends after its first pass"),
        ("loop_first", False): say("the first pass of the loop is left out"),
        ("loop_last", False): say("the last pass of the loop is left out"),
        ("loop_more", False): say("the loop makes one pass too many"),
        ("index", True): say("an index of %(what)s is off by one"),
        ("index", False): say("an index is off by one"),
        ("slice", True): say("a part of %(what)s begins or ends one place off"),
        ("slice", False): say("a part begins or ends one place off"),
        ("whole", True): say("all of %(what)s stands where a part of it belongs"),
        ("whole", False): say("everything stands where a part of it belongs"),
        ("name", True): say("%(instead)s stands where %(what)s belongs"),
        ("name", False): say("one quantity stands where another belongs"),
        ("fraction", False): say("a division drops the fraction, `//` for `/`"),
        ("number_sign", False): say("a number in the formula has the other sign"),
        ("constant", True): say("%(instead)s stands where another number belongs"),
        ("constant", False): say("a number in the formula is another one"),
        ("minus_added", True): say("there is a minus too many before %(what)s"),
        ("minus_added", False): say("there is a minus too many"),
        ("absolute_added", False): say("a difference loses its sign"),
        ("rooted", True): say("the root of %(what)s is taken"),
        ("rooted", False): say("a root is taken"),
        ("epsilon", True): say("%(instead)s is added, say against a division by 0"),
        ("epsilon", False): say("a small number is added, say against a division by 0"),
        ("clipped", True): say("%(what)s is kept away from 0 and 1 by %(instead)s"),
        ("clipped", False): say("a probability is kept away from 0 and 1"),
        ("squared", True): say("%(what)s is squared where it should not be"),
        ("squared", False): say("something is squared that should not be"),
        ("product", True): say("%(what)s is multiplied by %(instead)s besides"),
        ("step", True): say("the step that sets %(what)s is left out"),
        ("step", False): say("a step is left out"),
        ("overwritten", False): say("a value is replaced at each step, not carried on"),
        ("result_mean", False): say("the mean of all results is returned"),
        ("result_sum", False): say("the sum of all results is returned"),
        ("result_max", False): say("the largest of all results is returned"),
        ("result_squared", False): say("the results are squared"),
        ("result_rooted", False): say("the root of the results is taken"),
        ("result_absolute", False): say("the results lose their signs"),
        ("result_inverse", False): say("one is divided by the results"),
        ("result_complement", False): say("the results are subtracted from one"),
        ("result_log", False): say("the logarithm of the results is taken"),
        ("result_exp", False): say("e is raised to the results"),
        ("result_whole", False): say("the results are cut to whole numbers"),
        ("result_rounded", True): say("the results are rounded to %(what)s decimals"),
        ("result_decided", False): say("the results are turned into 0 and 1 at 0.5"),
        ("result_normed", False): say("the results are divided by their sum"),
        ("result_wrapped", False): say(
            "each result is put into a list or a tuple of its own"
        ),
        ("result_column", False): say(
            "each number of the result gets a row of its own"
        ),
        ("result_listed", False): say(
            "a single number comes back as an array with one entry"
        ),
        ("result_flat", False): say("the results are returned in one flat row"),
        ("result_reversed", False): say("the results come in the opposite order"),
        ("result_cumulated", False): say("running sums of the results are returned"),
        ("result_first", False): say("only the first of the results is returned"),
        ("result_at_most", True): say("all results above %(what)s become %(what)s"),
        ("result_at_least", True): say("all results below %(what)s become %(what)s"),
        ("result_between", True): say(
            "the results are cut off below %(what)s and above %(instead)s"
        ),
        ("argument_absolute", True): say("%(what)s loses its sign before all else"),
        ("argument_whole", True): say(
            "%(what)s is cut to whole numbers before all else"
        ),
        ("argument_rounded", True): say("%(what)s is rounded before all else"),
        ("argument_flat", True): say("%(what)s is made flat before all else"),
        ("argument_squared", True): say("%(what)s is squared before all else"),
        ("argument_sign", True): say("only the sign of %(what)s is used"),
        ("argument_sorted", True): say("%(what)s is sorted before all else"),
        ("call_abs", True): say("what %(what)s gives loses its sign"),
        ("call_sign", True): say("only the sign is used of what %(what)s gives"),
        ("call_trunc", True): say("what %(what)s gives is cut to whole numbers"),
        ("call_round", True): say("what %(what)s gives is rounded"),
        ("call_mean", True): say("of what %(what)s gives the mean is taken"),
        ("whole_numbers", False): say("values are stored as whole numbers"),
        ("argument_first", True): say("the first entry of %(what)s is left out"),
        ("argument_last", True): say("the last entry of %(what)s is left out"),
    }
