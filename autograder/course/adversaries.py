"""Answers that want points for nothing, tried on every function of a seminar.

Each stands before an exercise's check in place of the reference, which it calls, and so
knows what is right: it counts how often it gave something else, or wrote into what it
was told to keep. One that did so and has all points has found a hole in the check.

The exercises are taken from the last to the first: while one is attacked, all before it
are right, so nothing may count as following from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.gate import KEEP, RESTORE, TrialNotebook
from autograder.engine.handle import ZygoteHandle
from autograder.model import Problem
from autograder.notebook.names import function_names
from autograder.notebook.source import Role
from autograder.seminar.master import Cell, Purpose
from autograder.seminar.reader import Seminar


@dataclass(frozen=True)
class Adversary:
    """A way to answer wrongly.

    Attributes:
        does: What it does, for people.
        code: Makes ``given`` of ``right`` (the reference), ``honest`` (what is right),
            ``args``, ``past`` (all that was right before) and ``gave`` (all it gave).
    """

    name: str
    does: str
    code: str


HONEST = Adversary("is honest", "answers as the reference", "given = honest")
"""Tried first: where it is rejected, the others prove nothing."""

ADVERSARIES = (
    Adversary(
        "erases first",
        "fills its arrays and lists with zeros and computes with them",
        "__erase(args); given = right(*args, **options)",
    ),
    Adversary(
        "erases after",
        "computes, and then fills its arrays and lists with zeros",
        "given = honest; __erase(args)",
    ),
    Adversary(
        "answers in place",
        "writes its answer into its first argument and returns that",
        "given = __written(args[0], honest) if args else honest",
    ),
    Adversary(
        "echoes",
        "returns its first argument",
        "given = args[0] if args else None",
    ),
    Adversary(
        "remembers",
        "gives its first answer again and again",
        "given = past[0] if past else honest",
    ),
    Adversary(
        "lags",
        "gives the answer of the call before",
        "given = past[-1] if past else honest",
    ),
    Adversary(
        "tires",
        "is right three times, and then wrong",
        "given = honest if len(past) < 3 else __spoilt(honest)",
    ),
    Adversary(
        "alternates",
        "is right in every second call",
        "given = honest if len(past) % 2 else __spoilt(honest)",
    ),
    Adversary(
        "mends later",
        "gives a wrong array, and puts it right when it is called again",
        "given = __spoilt(honest); "
        "gave and __written(gave[-1], past[-1]); gave.append(given)",
    ),
)

_TOOLS = '''\
import copy as __copy, json as __json
import numpy as __np
__lies = []


def __erase(value):
    """Fill all arrays and lists with zeros, in place."""
    if type(value) is __np.ndarray and value.flags.writeable:
        value[...] = 0
    elif type(value) in (list, tuple):
        for place, one in enumerate(value):
            if type(one) in (list, tuple, __np.ndarray):
                __erase(one)
            elif type(value) is list and type(one) in (int, float):
                value[place] = type(one)(0)


def __copied(value):
    """Return a deep copy, in which tensors and what trains them stay what they are."""
    if type(value) in (list, tuple):
        return type(value)(map(__copied, value))
    is_shared = hasattr(value, "detach") or hasattr(value, "state_dict")
    return value if is_shared else __copy.deepcopy(value)


def __written(place, value):
    """Write a value into an array, if it fits; return what holds it then."""
    is_array = type(place) is __np.ndarray and not hasattr(value, "detach")
    fits = is_array and place.shape == __np.shape(value)
    if not (fits and place.flags.writeable and place.dtype.kind == "f"):
        return value
    place[...] = value
    return place


def __spoilt(value):
    """Return something of the same kind that is wrong."""
    if type(value) in (list, tuple):
        return type(value)(map(__spoilt, value))
    if isinstance(value, (bool, __np.bool_)):
        return not value
    if isinstance(value, __np.ndarray) and value.dtype.kind == "b":
        return ~value
    is_number = isinstance(value, (int, float, __np.number, __np.ndarray))
    if is_number or hasattr(value, "detach"):
        return value + 1
    return None


def __array(value):
    """Return numbers, or the values of a tensor, as an array."""
    return __np.asarray(value.detach() if hasattr(value, "detach") else value)


def __same(one, other):
    """Say whether two values are as good as one another."""
    if one is other:
        return True
    if {type(one), type(other)} <= {list, tuple}:  # perhaps of several shapes
        return len(one) == len(other) and all(map(__same, one, other))
    try:
        one, other = map(__array, (one, other))
        if one.dtype.kind not in "biufc" or other.dtype.kind not in "biufc":
            return one.shape == other.shape and bool(__np.all(one == other))
        return one.shape == other.shape and __np.allclose(one, other, equal_nan=True)
    except Exception:
        return False


def __adversary(right, answer):
    """Return a function that answers so, and notes when that was wrong."""
    keeps, past, gave = "modified" in (right.__doc__ or ""), [], []

    def cheat(*args, **options):
        honest = right(*__copied(args), **options)
        before = __copied(args)
        try:
            given = answer(right, honest, args, options, past, gave)
            honest_now = __copied(honest)
        except Exception:
            __lies.append("raised")
            raise
        if not __same(given, honest_now):
            __lies.append("value")
        if keeps and not all(map(__same, before, args)):
            __lies.append("argument")
        past.append(honest_now)
        return given

    return cheat


def __way(code):
    """Return a way to answer as a function."""
    text = "def answer(right, honest, args, options, past, gave):\\n    "
    scope = globals().copy()
    exec(text + code + "\\n    return given", scope)
    return scope["answer"]
'''
"""Defined once in the process of the answers; what begins so, no answer uses."""


@dataclass(frozen=True)
class Attempt:
    """What came of an adversary.

    Attributes:
        check: The check it stood before.
        adversary: Who it was.
        paid: Whether it has all points.
        lied: Whether anything it gave was wrong.
    """

    check: Cell
    adversary: Adversary
    paid: bool
    lied: bool

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the check, if anything."""
        if self.adversary is HONEST and not self.paid:
            return self.check.problem("an answer that calls the reference is rejected")
        if not (self.paid and self.lied):
            return None
        return self.check.problem(
            f"an answer that {self.adversary.does} has all points; compare every call "
            "that is made, with what was known before it"
        )


def attack(seminar: Seminar, zygote: ZygoteHandle, seed: int = 0) -> list[Attempt]:
    """Put every adversary before every check of a function; tell what came of it."""
    notebook = TrialNotebook()
    for cell in seminar.cells:
        notebook.add_right(cell)
    tries = list(_tries(seminar))
    for check, *_ in tries[:1]:
        notebook.add(_TOOLS, Role.STUDENT, check)
    for check, names, adversary in tries:
        wrap = [
            f"{name} = __adversary({name}, __way({adversary.code!r}))" for name in names
        ]
        begin = "\n".join([KEEP, "__lies.clear()", *wrap])
        notebook.add(begin, Role.STUDENT, check)
        notebook.add(check.source, Role.TEST, check)
        notebook.mark_last(check)
        tell = "print(__json.dumps(__lies[:1]))"
        notebook.add(f"{tell}\n{RESTORE}", Role.STUDENT, check)
    run = notebook.run(zygote, seed=seed)
    cells = run.notebook["cells"]
    return [
        Attempt(check, adversary, not result.is_short, _has_lied(cells[place + 1]))
        for (check, _, adversary), place, result in zip(
            tries, notebook.graded, run.cells, strict=True
        )
    ]


def _tries(seminar: Seminar) -> Iterator[tuple[Cell, Sequence[str], Adversary]]:
    """Yield who stands before which check, for which names; the last check first."""
    answers = {cell.name: cell.source for cell in seminar.of(Purpose.SOLUTION)}
    for check in reversed(seminar.of(Purpose.CHECK)):
        names = function_names(answers[check.name])
        if names:
            for adversary in (HONEST, *ADVERSARIES):
                yield check, names, adversary


def _has_lied(report: dict[str, Any]) -> bool:
    """Read what the cell after a check tells; one that tells nothing did not run."""
    texts = [output["text"] for output in report["outputs"] if "text" in output]
    return bool(json.loads(texts[0])) if texts else True
