"""Find the simplest condition under which alone an answer is wrong; try to refute it.

On the calls of a check many conditions may part right from wrong by chance. So further
calls are drawn, each a call of the check with one respect or two changed, above all
such on which the conditions that are left disagree; whoever errs is out. What is left
at the end has foretold a number of fresh calls on either side, and is told. No call is
made that might not be promised, and the wrong side never rests on fresh calls alone:
the check itself has failed there.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from autograder.diagnosis.calls.outcome import OPAQUE, Outcome
from autograder.diagnosis.calls.sorts import Place, Try
from autograder.diagnosis.calls.tape import GONE, INTERRUPTED, Call
from autograder.diagnosis.conditions.blame import is_of_one_argument, turning
from autograder.diagnosis.conditions.bounds import Bound, middle
from autograder.diagnosis.conditions.budget import Budget
from autograder.diagnosis.conditions.candidates import Candidate, Candidates
from autograder.diagnosis.conditions.condition import AT_LEAST, Condition
from autograder.diagnosis.conditions.measuring import at_most, measuring
from autograder.diagnosis.conditions.probing import Prober
from autograder.diagnosis.conditions.promise import Promise
from autograder.diagnosis.conditions.samples import (
    Judge,
    Sample,
    are_partly_right,
    bases,
    unjudged,
)
from autograder.diagnosis.conditions.unions import FORETOLD_ALONE, Union
from autograder.diagnosis.conditions.vocabulary import is_turned
from autograder.model import Observation

PROBES = 60
"""Calls of the answer that are made, at most, to refute conditions."""

DRAWS = 300
"""Calls that are drawn, at most; most would tell nothing new, and are not made."""

IDLE = 80
"""So many calls in a row that would tell nothing new are the end of it."""

ENOUGH = 10
"""Calls of either side that are made although all conditions agree on them."""

FORETOLD = 4
"""Fresh calls that a condition has to foretell, of the right ones and of the wrong."""

ALONE = 15
"""Calls in which only what a condition blames is changed, or only all else."""

NEXT = 8
"""Whole numbers beyond a bound that are tried."""

CLOSING = 12
"""Calls by which a bound is closed in; each halves the distance."""

SEVERAL, CORNERS, ROUNDS = 4, 16, 3
"""If not all need be wrong beyond a bound: calls near it and within it that are tried,
and how often that is begun anew, since one of these was wrong."""


class Separation:
    """The search for when an answer is wrong.

    Args:
        samples: the calls of the check to one function, judged.
        judge: judges further calls.
        names: what the function calls its arguments.
        wanted: makes a call on the reference alone.
        attempt: makes a call on the reference and on the answer.
    """

    def __init__(
        self,
        samples: Sequence[Sample],
        judge: Judge,
        names: Mapping[Place, str],
        wanted: Callable[[Call], Outcome],
        attempt: Try,
    ) -> None:
        self._samples = samples
        self._judge = judge
        self._names = names
        self._wanted = wanted
        self._attempt = attempt
        self._candidates: list[Candidate] = []
        # By whether numbers are counted apart, and by what came of them.
        self._foretold = {level: {True: 0, False: 0} for level in (True, False)}
        self._turned = {True: 0, False: 0}  # calls that came out other than their base
        self._fresh: list[Sample] = []
        self._is_lost = False  # the answer may not be called any more
        self._has_infinite = any(
            sample.result is not None and not np.isfinite(sample.result).all()
            for sample in samples
        )

    def told(self) -> Observation | None:
        """Return the simplest condition that nothing has refuted, if there is one.

        If one alone does not part right from wrong exactly, two may.
        """
        self._budget = Budget()
        known = Candidates(self._samples, self._names)
        if not are_partly_right(self._samples):
            return self._survivor(known.common())
        found = self._survivor(known.single())
        if found and not found.details["level"].startswith("only"):
            return found
        found = self._survivor(known.double(self._fresh)) or found
        return found or self._survivor(known.loosely_bounded(self._fresh))

    @cached_property
    def _promise(self) -> Promise:
        return Promise([sample.call for sample in self._samples])

    @cached_property
    def _prober(self) -> Prober:
        return Prober([sample.call for sample in self._samples], self._promise)

    @cached_property
    def _own_bases(self) -> tuple[list[Sample], list[Sample]]:
        return bases(self._samples)

    def _bases(self) -> tuple[list[Sample], list[Sample]]:
        """Return the calls of which others are made: right ones, wrong ones.

        If the check makes no right one, they are those that were found meanwhile.
        """
        if any(not sample.is_wrong for sample in self._samples):
            return self._own_bases
        right = [sample for sample in self._fresh if not sample.is_wrong]
        return right or self._own_bases[0], self._own_bases[1]

    def _survivor(self, candidates: list[Candidate]) -> Observation | None:
        """Return what is told of the first candidate that further calls leave."""
        if self._is_lost:
            return None
        self._candidates = candidates
        self._foretold = {level: {True: 0, False: 0} for level in (True, False)}
        self._turned = {True: 0, False: 0}
        if not candidates or not self._try_to_refute():
            return None
        for each in sorted(self._candidates, key=_looseness):
            if min(self._foretold[each.is_local].values()) < FORETOLD:
                continue
            if not is_turned(each.kind, self._turned.values()):
                continue
            if isinstance(each, Union):
                if each.explains(FORETOLD_ALONE) and self._are_to_blame(each):
                    return Observation("either", each.details())
                continue
            level = "where" if each.is_local else "when"
            if isinstance(each, Bound) and each.is_single:
                level = "where"
            if isinstance(each, Condition):
                if not self._is_to_blame(each) or each.share < AT_LEAST:
                    continue
                level = f"only {level}" if each.is_loose else level
                details = {"level": level, "if": each.kind, **each.details}
                return Observation("except", details)
            if self._closes_in(each):
                level = f"only {level}" if each.is_loose else level
                details = {"level": level, "if": each.kind, **each.told()}
                return Observation("bound", details)
        return None

    def _try_to_refute(self) -> bool:
        """Make further calls; False if the answer may not be called any more."""
        made = idle = 0
        for number in range(DRAWS):
            if made >= PROBES or idle >= IDLE or self._budget.is_spent:
                break
            if self._is_settled():
                break
            side = self._bases()[number % 2]
            base = side[number // 2 % len(side)]
            call = self._drawn(base, number)
            guess = None if call is None else self._guess(call)
            if guess is None:
                continue
            if not self._is_news(guess, base):
                idle += 1
                continue
            if guess.result is None and self._unmade(guess.call) is None:
                continue
            made, idle = made + 1, 0
            if not self._make(guess.call, base):
                return False
        return bool(self._candidates)

    def _guess(self, call: Call) -> Sample | None:
        """Return a call before it is made, as far as conditions have to look at it."""
        if any(each.is_local or "result" in each.kind for each in self._candidates):
            return self._unmade(call)
        return unjudged(call)

    def _unmade(self, call: Call) -> Sample | None:
        """Return a call before the answer makes it; None if it has no clean result."""
        wanted = self._wanted(call)
        self._budget.spend(call)
        if wanted.error or wanted.warned or wanted.value is OPAQUE:
            return None
        result = wanted.numbers
        known = self._samples[0].result
        if (result is None) != (known is None):
            return None
        if result is not None:
            is_finite = np.isfinite(result).all()
            if np.isnan(result).any() or not (is_finite or self._has_infinite):
                return None
        return Sample(call, call.numbers, result, False, None)

    def _drawn(self, base: Sample, number: int) -> Call | None:
        """Return a call near another, at times one on the other side of a bound."""
        crossed = [each for each in self._candidates if isinstance(each, Bound)]
        if crossed and number % 4 > 1:
            bound = crossed[number // 4 % len(crossed)]
            return self._prober.across(base.call, bound, is_wrong=base.is_wrong)
        return self._prober.draw(base.call)

    def _is_news(self, guess: Sample, base: Sample) -> bool:
        """Tell whether conditions disagree about a call, or too few such were made."""
        said = {each.holds(guess) for each in self._candidates}
        if len(said) > 1 or None in said:
            return True
        is_wrong = bool(said.pop())
        if is_wrong != base.is_wrong and self._turned[is_wrong] < ENOUGH:
            return True
        if is_wrong and isinstance(first := self._candidates[0], Union):
            return first.is_told_by(guess, ENOUGH)
        return self._foretold[False][is_wrong] < ENOUGH

    def _is_settled(self) -> bool:
        """Tell whether no call would be news any more."""
        left = self._candidates
        if len(left) > 1 or any(isinstance(each, Union) for each in left):
            return False
        counts = *self._foretold[False].values(), *self._turned.values()
        return not left or min(counts) >= ENOUGH

    def _make(self, call: Call, base: Sample | None = None) -> bool:
        """Make a call, and drop what it refutes; False if that was the last call."""
        wanted, got = self._attempt(call)
        self._budget.spend(call, got)
        if got.error in (INTERRUPTED, GONE):
            self._is_lost = True
            return False
        sample = self._judge(call, wanted, got)
        if sample and not sample.is_near:
            self._fresh.append(sample)
            self._candidates = [c for c in self._candidates if c.fits(sample)]
            self._foretold[False][sample.is_wrong] += 1
            if base and base.is_wrong != sample.is_wrong:
                self._turned[sample.is_wrong] += 1
            if sample.wrong is not None:
                self._foretold[True][True] += bool(sample.wrong.any())
                self._foretold[True][False] += bool(not sample.wrong.all())
        return True

    def _is_to_blame(self, condition: Condition) -> bool:
        """Tell whether the verdict goes with the argument that a condition blames."""
        right, wrong = self._bases()
        return self._goes_with(condition, condition, right, wrong)

    def _are_to_blame(self, union: Union) -> bool:
        """Tell whether it goes with what either of two conditions blames alone."""
        right, wrong = self._bases()
        return all(
            self._goes_with(half, union, right, alone)
            for half, other in (union.halves, union.halves[::-1])
            if (alone := [sample for sample in wrong if not other.holds(sample)])
        )

    def _goes_with(
        self,
        condition: Condition,
        told: Condition | Union,
        right: Sequence[Sample],
        wrong: Sequence[Sample],
    ) -> bool:
        """Tell whether the verdict goes with the argument that a condition blames.

        Args:
            condition: blames one argument, or several, of which nothing is asked.
            told: the condition, or two of which it is one.
            right: right calls.
            wrong: calls that are wrong for this condition, and no other.
        """
        if not is_of_one_argument(condition):
            return True
        alone = list(turning(condition, right, wrong, self._names))
        turned = self._stands(told, alone)
        # Of a single value of a single number one can always ask that.
        if turned < (condition.kind in ("value", "not value")):
            return False
        # What should be wrong as well, or right, whatever else is another.
        kept = [(wrong[0].call, wrong[0])]
        if condition.is_loose:
            kept = [(call, base) for call, base in alone if base.is_wrong]
        others = (
            (other, base)
            for call, base in kept
            for other in self._prober.each(call)
            if condition.is_loose != condition.holds(unjudged(other))
        )
        return self._stands(told, others) >= FORETOLD * condition.is_loose

    def _stands(
        self, told: Condition | Union, calls: Iterable[tuple[Call, Sample]]
    ) -> int:
        """Make calls that may refute what is told; return how many, -1 if one does."""
        made = 0
        for call, base in calls:
            if made >= ALONE or self._budget.is_spent:
                break
            if not self._promise.allows(call) or self._unmade(call) is None:
                continue
            made += 1
            if not self._make(call, base) or told not in self._candidates:
                return -1
        return made

    def _closes_in(self, bound: Bound) -> bool:
        """Close a bound in; tell whether it is known well enough then."""
        if bound.is_loose:
            return self._closes_in_loosely(bound)
        for _ in range(CLOSING):
            if bound.is_closed or self._budget.is_spent:
                break
            between = middle(bound.right, bound.wrong, is_whole=bound.is_whole)
            call = next(self._measuring(bound, between), None)
            if call is None:
                break
            if not self._make(call) or bound not in self._candidates:
                return False
        return bound.is_narrow and (not bound.is_whole or self._goes_on(bound))

    def _closes_in_loosely(self, bound: Bound) -> bool:
        """Close a bound in of which it is said only that all is right within.

        A call in the middle that is right shows little; so several are made, and at
        the end such as have nothing but the largest numbers, of either sign.
        """
        for _ in range(ROUNDS):
            for _ in range(CLOSING):
                if bound.is_closed or self._budget.is_spent:
                    break
                between = middle(bound.right, bound.wrong, is_whole=bound.is_whole)
                calls = itertools.islice(self._measuring(bound, between), SEVERAL)
                if not self._make_all(calls, bound):
                    return False
            least = bound.wrong
            corners = at_most(bound, self._bases()[0], self._promise)
            corners = filter(self._unmade, corners)
            if not self._make_all(itertools.islice(corners, CORNERS), bound):
                return False
            if bound.wrong == least:
                return bound.is_narrow and bound.is_telling
        return False

    def _make_all(self, calls: Iterable[Call], bound: Bound) -> bool:
        """Make calls; False if there are none, or the answer is lost."""
        made = list(map(self._make, calls))
        return bool(made) and all(made) and bound in self._candidates

    def _measuring(self, bound: Bound, measure: float) -> Iterator[Call]:
        """Yield calls of which what has a bound is as much as this."""
        wrong = self._bases()[1]
        if bound.is_loose:
            wrong = [s for s in reversed(self._fresh) if s.is_wrong] + wrong
        return filter(self._unmade, measuring(bound, measure, wrong, self._promise))

    def _goes_on(self, bound: Bound) -> bool:
        """Tell whether the next numbers beyond the bound are wrong as well.

        Of whole numbers 3 and 7 may be wrong, and 5 right.
        """
        for step in range(1, NEXT + 1):
            call = next(self._measuring(bound, bound.wrong + step), None)
            if call is None:
                continue
            if not self._make(call) or bound not in self._candidates:
                return False
        return True


def _looseness(each: Candidate) -> float:
    return -each.share if isinstance(each, Condition) and each.is_loose else -1.0
