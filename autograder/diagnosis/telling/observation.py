"""What can be said of a wrong answer that no known mistake explains.

Only what was seen, never what it may come from: each kind is a plain fact about the
calls of the tape. The kinds, with their details:

==============  =====================================================================
``global``      depends on a variable of the notebook: *name*
``edit``        computes what an edit of a right answer does: *edit*, *what*,
                *instead*; or else what another does: *edit2*, *what2*, *instead2*
``apart``       computes what an edit does where finite numbers are wanted and given
``edits``       computes what both of two edits do
``missing``     the name is not there: *name*
``open``        the blank was left as it was: *name*
``unfinished``  the cell stops before it comes to its end: *error*, *line*
``computed``    values that were computed with wrong answers: *names*
``time``        it was stopped after so many *seconds*, if a limit of its own struck
``ends``        the whole process ends: *call*
``raises``      an exception: *error*, *line* of the answer if known, *call*
``none``        nothing is ever returned; *printed* says whether it is printed instead
``type``        not the kind of value that is wanted: *got*, *expected*, *call*
``shape``       another shape: *got*, *expected*, *call*
``nan``         NaN or infinite where a finite number is wanted: *call*, and the *line*
                of the answer in which the first such number arises, if known
``changes``     an argument is changed in place: *call*
``unchanged``   an argument is not changed that should be: *call*
``constant``    the same value in every call: *got*
``sign``        every number has the opposite sign
``scale``       every number is *factor* times what it should be
``offset``      every number is off by the same *offset*
``times``, …    every number is the right one times, over, plus or less argument *a*
``by size``     every number is the right one times *by*, N the size *of* argument *a*
``begins``      the first *wrong* row, or entry, is the same *of* every result
``cancelled``   every number is right to the last place, but small ones have no digits
``falling``     it falls where it should rise, and the other way round
``digits``      every number is rounded to so many *digits*
``single``      every number has gone through float32
``summed``, …   how results of another shape go together with those wanted, as
                :mod:`.readings` says
``reordered``   the right numbers, in another order
``ignores``     argument *a* makes no difference, although it should
``zeros``, …    every wrong number is 0, or larger, or smaller than it should be
``answers``     of several values some are *right*, others *wrong*
``entries``     some *entries* of a list or a table are wrong: *name*
``lacks``       it has not all *entries*: *name*
``count``       a list is too short or too long: *name*, *got*, *expected*
``length``      a list among the results is too short or too long: *got*, *expected*,
                *call*
``part``        of several results only the one with this *number* is wrong
``column``      of the things in each entry of a list only the one with this *number*
``unsteady``    it gives something else when it is called again: *call*
``except``      wrong under one condition only, as ``conditions.vocabulary`` says
``either``      wrong under two conditions only; of the second all details end in 2
``bound``       wrong beyond a bound only, as ``conditions.bounds`` says
``example``     numbers are right for the visible check's calls, and for no other
``only``        wrong for arguments of one *sort* only: number, list, integers, …
``warns``       right, but with a warning: *call*
``stored``      right, but not stored as is wanted: *got*, *expected*, *call*
``zero``        right, but for the sign of a zero: *got*, *expected*, *call*
``close``       right, but for differences of at most *relative*
``some``        wrong for *wrong* of *all* calls
==============  =====================================================================
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from autograder.diagnosis.calls import closeness, sorts
from autograder.diagnosis.calls.outcome import (
    MISSING,
    Outcome,
    parts_of,
)
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, NOT_MADE
from autograder.diagnosis.telling import (
    beginnings,
    choices,
    columns,
    further,
    laws,
    local_laws,
    readings,
    single,
    tendencies,
)
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.wire.operations import Op

AT_MOST = 2
"""Facts told of one answer; more would bury the telling ones."""

_WEAK = ("number_sign", "constant", "minus", "sign", "turned", "name", "minus_added")
"""Kinds of edits that say less than a law."""

FEWEST_HIDDEN = 3
"""Wrong calls behind "right for the visible examples only"; of one or two it would be
chance."""


def observe(seen: Seen) -> tuple[Observation, ...]:
    """Return the most telling facts about an answer that fails its check.

    What holds of many calls stands before what one call gives.
    """
    return tuple(sorted(_observed(seen.in_whole()), key=_rank))


def _rank(fact: Observation) -> int:
    if fact.kind in ("close", "some", "larger", "smaller"):
        return 2
    return 1 if fact.kind in single.KINDS else 0


def _observed(seen: Seen) -> tuple[Observation, ...]:
    wrong = seen.wrong()
    if not seen.has_other_results():
        if found := next(_conduct(seen, wrong), None):
            return (found, *_beside(seen, wrong, found))
        return (
            *readings.observe(seen.calls, seen.reference, seen.answer),
            *closeness.observe(seen.calls, seen.reference, seen.answer, seen.write),
        )
    # Where the answer does not get as far as a number, the first failure is the news.
    for fact in (_failure, _form, _conduct):
        if found := next(fact(seen, wrong), None):
            return (found, *_beside(seen, wrong, found))
    for facts in (_choices, _parts, _rules):
        if told := tuple(itertools.islice(facts(seen, wrong), AT_MOST)):
            return told
    return tuple(_extent(seen, wrong))


def beside_laws(told: Sequence[Observation], seen: Seen) -> tuple[Observation, ...]:
    """Return what is told, behind the law that all numbers obey, if there is one.

    That every number has the other sign says more than where the sign might stand.
    """
    if not told:
        return ()
    law = tuple(laws.observe(seen.calls, seen.reference, seen.answer))
    rest = [each for each in told if not law or each.details.get("edit") not in _WEAK]
    return (*law, *rest)[:AT_MOST]


def _beside(
    seen: Seen, wrong: list[int], found: Observation
) -> tuple[Observation, ...]:
    """Return when, or in which way, an answer fails that does so on some calls."""
    if found.kind in ("shape", "length") and (
        told := next(readings.observe_shapes(seen.reference, seen.answer), None)
    ):
        return (told,)
    if found.kind in ("raises", "shape", "length", "type"):
        return tuple(further.when(seen, wrong))
    if found.kind in ("changes", "unchanged", "warns"):
        # Its results are right in any case: the condition is of what it does besides.
        return tuple(
            Observation(when.kind, {**when.details, "level": "then"})
            for when in further.when(seen, wrong)
        )
    return ()


def beside_name(seen: Seen, *, is_apart: bool) -> tuple[Observation, ...]:
    """Return what is told of an answer beside the mistakes that explain it.

    That is a call that gives a warning, if its results are right; and if NaN and
    infinity are set apart, no part of these mistakes, a call that gives such.
    """
    if is_apart:
        return tuple(itertools.islice(_single(seen, seen.wrong(), "nan"), 1))
    if seen.has_other_results():
        return ()
    told = (fact for fact in _conduct(seen, seen.wrong()) if fact.kind == "warns")
    return tuple(told)[:1]


def _failure(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    for k in wrong:
        got, wanted = seen.answer[k], seen.reference[k]
        if got.error == "NotImplementedError" and _always(seen, k, _is_open):
            yield Observation("open", {"name": seen.calls[k].root})
        elif got.error == INTERRUPTED:
            yield Observation("time", _seconds(got))
        elif got.error == GONE:
            yield Observation("ends", {"call": seen.write(seen.calls[k])})
        elif got is MISSING:
            yield Observation("missing", {"name": seen.calls[k].root})
        if got.error and not wanted.error and _all_fail(seen, wrong):
            yield from _single(seen, [k], "raises")


def _is_open(wanted: Outcome, got: Outcome) -> bool:
    return got.error == "NotImplementedError"


def _seconds(stopped: Outcome) -> dict[str, str]:
    """Return how long a call ran before it was stopped, if that is worth telling."""
    return {"seconds": f"{stopped.seconds:.0f}"} if stopped.seconds >= 1 else {}


def _all_fail(seen: Seen, wrong: list[int]) -> bool:
    """Tell whether every wrong call raises; else its values say more."""
    return all(seen.answer[k].error for k in wrong)


def _always(seen: Seen, k: int, test: Callable[[Outcome, Outcome], bool]) -> bool:
    """Tell whether something holds of all calls of the function that call k calls."""
    callee = sorts.callee(seen.calls, seen.calls[k])
    return all(
        test(wanted, got)
        for call, wanted, got in zip(
            seen.calls, seen.reference, seen.answer, strict=True
        )
        if got is not NOT_MADE and sorts.callee(seen.calls, call) == callee
    )


def _single(seen: Seen, wrong: list[int], *kinds: str) -> Iterator[Observation]:
    """Yield the facts of some kinds about single calls."""
    for k in wrong:
        for fact in single.facts_of(seen.calls[k], seen.reference[k], seen.answer[k]):
            if fact.kind in kinds:
                yield single.quoted(seen, seen.calls[k], fact)


def _form(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return facts about what is returned, before its numbers are looked at."""
    pairs = [(seen.reference[k], seen.answer[k]) for k in wrong]
    has_numbers = any(itertools.starmap(_is_wrong_number, pairs))
    for k, (wanted, got) in zip(wrong, pairs, strict=True):
        if wanted.error or got.error:
            continue
        if _forgets(wanted, got) and has_numbers:
            continue  # what is wrong with the numbers says more
        if got.value is None and _always(seen, k, _forgets):
            printed = _always(seen, k, lambda wanted, got: got.printed)
            yield Observation("none", {"printed": "yes" if printed else ""})
        yield from _single(seen, [k], "type", "length", "shape")


def _is_wrong_number(wanted: Outcome, got: Outcome) -> bool:
    """Tell whether a call gives numbers, of the shape that is wanted."""
    one, other = wanted.numbers, got.numbers
    return one is not None and other is not None and one.shape == other.shape


def _forgets(wanted: Outcome, got: Outcome) -> bool:
    """Tell whether a call gives nothing where something is wanted."""
    return not got.error and got.value is None and wanted.value is not None


def _conduct(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return facts about answers whose numbers are right, but for what else they do."""
    if not closeness.is_right(seen.reference, seen.answer):
        return
    for k in wrong:
        call = {"call": seen.write(seen.calls[k])}
        got, wanted = seen.answer[k], seen.reference[k]
        if got.changed and not wanted.changed:
            yield Observation("changes", call)
        elif wanted.changed and not got.changed:
            yield Observation("unchanged", call)
        elif got.warned and not wanted.warned:
            yield Observation("warns", call)


def _rules(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return facts about all calls together."""
    yield from itertools.islice(_single(seen, wrong, "nan"), 1)
    calls = [k for k, wanted in enumerate(seen.reference) if wanted.is_number]
    shown = {k for k in calls if seen.calls[k].visible}
    hidden = set(calls) - shown
    if (
        shown
        and len(hidden) >= FEWEST_HIDDEN
        and not shown & set(wrong)
        and hidden <= set(wrong)
    ):
        yield Observation("example")
    told = [
        *laws.observe(seen.calls, seen.reference, seen.answer),
        *readings.observe(seen.calls, seen.reference, seen.answer),
    ]
    told = told or list(local_laws.observe(seen))
    yield from told
    if not told:
        if unsteady := list(further.unsteady(seen, wrong)):
            yield from unsteady
        elif sort := sorts.only_sort(seen.calls, wrong, seen.answer, seen.attempt):
            yield Observation("only", {"sort": sort})
        else:
            when = list(further.when(seen, wrong)) or list(beginnings.observe(seen))
            yield from when or tendencies.observe(seen)
    yield from itertools.islice(_single(seen, wrong, "raises"), 1)


def _parts(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    """Return which of several results alone is wrong, and what is seen of that one."""
    values = [
        outcome.value
        for outcome in (*seen.reference, *seen.answer)
        if not outcome.error and outcome is not NOT_MADE
    ]
    counts = {len(v) if isinstance(v, tuple) else 0 for v in values}
    if any(seen.answer[k].error for k in wrong):
        return
    if counts == {0} and (told := list(columns.observe(seen))) and seen.is_unique():
        yield from told
    if len(counts) > 1 or counts <= {0, 1}:
        return
    count = counts.pop()
    parts = [further.part(seen, number) for number in range(count)]
    faulty = [k for k, part in enumerate(parts) if part.has_other_results()]
    if len(faulty) != 1 or not seen.is_unique():
        return
    yield Observation("part", {"number": str(faulty[0] + 1), "all": str(count)})
    if _is_data(parts[faulty[0]]):
        facts = observe(parts[faulty[0]])
        yield from (fact for fact in facts if fact.kind != "some")


def _choices(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    yield from choices.observe(seen.calls, seen.reference, seen.answer)


def _is_data(part: Seen) -> bool:
    return all(parts_of(o.value) for o in part.reference if not o.error)


def _extent(seen: Seen, wrong: list[int]) -> Iterator[Observation]:
    calls = [
        k
        for k, call in enumerate(seen.calls)
        if call.op is Op.CALL and seen.answer[k] is not NOT_MADE
    ]
    count = len(set(calls) & set(wrong))
    if calls and count:
        yield Observation("some", {"wrong": str(count), "all": str(len(calls))})
