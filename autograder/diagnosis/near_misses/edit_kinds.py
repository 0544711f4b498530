"""The kinds of edits, each with what it says of an answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """One way in which an answer differs from a right one.

    Attributes:
        kind: one of :data:`KINDS`.
        what: the quantity concerned, or the function, as a student may read it.
        other: what stands there instead, where that is told.
    """

    kind: str
    what: str = ""
    other: str = ""


KINDS = (
    "factor",  # a factor is left out
    "divisor",  # a division is left out
    "term",  # a term of a sum is left out
    "power",  # a power is left out
    "minus",  # a sign is left out
    "sign",  # a term has the other sign
    "minus_added",
    "turned",  # a - b the other way round
    "inverted",  # a / b the other way round
    "divides",  # divided instead of multiplied
    "multiplies",  # multiplied instead of divided
    "adds",  # added instead of multiplied
    "times",  # multiplied instead of added
    "powers",  # ** instead of *
    "bracket",  # a pair of brackets is missing
    "bracket_added",  # a pair of brackets is where none belongs
    "axis",  # the other axis
    "all_axes",  # no axis
    "keepdims",
    "transpose",
    "elementwise",  # * instead of @
    "strict",  # > for >=
    "comparison",  # < for >
    "cases",  # the two cases are swapped
    "one_case",  # both cases are treated alike
    "negated",  # a condition is turned round
    "connective",  # and for or
    "condition",  # one of several conditions is left out
    "guard",  # a special case is not treated
    "not_applied",  # a function is not applied
    "not_applied_once",  # one that is applied elsewhere, or handed over
    "instead",  # a function instead of another
    "order",  # arguments, or parts, the other way round
    "swapped",  # two parameters are swapped
    "first_pass",  # only the first pass of a loop counts
    "loop_first",
    "loop_last",
    "loop_more",
    "clipped",  # kept away from 0 and 1
    "result_at_most",
    "result_at_least",
    "result_between",
    "epsilon",  # a small number too many, against division by 0
    "result_wrapped",
    "result_column",
    "result_listed",
    "result_flat",
    "result_mean",
    "result_sum",
    "result_max",
    "result_squared",
    "result_rooted",
    "result_absolute",
    "result_inverse",
    "result_complement",
    "result_log",
    "result_exp",
    "result_whole",
    "result_rounded",
    "result_decided",
    "result_normed",
    "result_reversed",
    "result_cumulated",
    "result_first",
    "argument_absolute",
    "argument_whole",
    "argument_rounded",
    "argument_flat",
    "argument_squared",
    "argument_sign",
    "argument_sorted",
    "call_abs",  # of what a function gives, only the size
    "call_sign",
    "call_trunc",
    "call_round",
    "call_mean",
    "whole_numbers",  # values are stored as integers
    "argument_first",
    "argument_last",
    "step",  # a step is left out
    "overwritten",  # = instead of +=
    "index",
    "slice",
    "whole",  # everything instead of a part
    "name",  # another variable
    "fraction",  # // instead of /
    "number_sign",  # a number has the other sign
    "constant",  # another number
    "absolute_added",
    "squared",  # a factor twice
    "product",  # a factor too many
    "rooted",  # the root of a factor
)
"""All kinds, the ones that say most first: of several edits that compute the same, the
first kinds are told."""
