"""Whatever is told of a wrong answer holds, as an independent judge finds.

References and answers are drawn: right ones with a little noise, another sign of zero
or another dtype, and wrong ones, on tapes of a few random calls, as short as they may
be. The judge shares nothing with the code that makes the facts: it goes over the calls
one by one, number by number.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.diagnosis.calls.outcome import Outcome
from autograder.diagnosis.calls.tape import Call, make_call, play
from autograder.diagnosis.telling.counterexample import counterexample, smallest_failure
from autograder.diagnosis.telling.observation import observe
from autograder.diagnosis.telling.seen import Seen
from autograder.model import Observation
from autograder.wire.operations import Op

Answer = Callable[..., Any]


def _logistic(x: Any) -> Any:
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x, float)))


REFERENCES: dict[str, Answer] = {
    "double": lambda x: np.asarray(x, float) * 2,
    "logistic": _logistic,
    "total": lambda x: float(np.sum(x)),
    "label": lambda x: (np.asarray(x, float) > 0).astype(int),
    "infinite": lambda x: np.where(np.asarray(x, float) > 1, np.inf, np.asarray(x) * 1),
    "row": lambda x: [float(np.min(x, initial=9)), float(np.max(x, initial=-9))],
}

NOISE = [0.0, 1e-16, 1e-12, 1e-9, 1e-8, 1e-7, 9e-7, 3e-6]


def _noisy(f: Answer, size: float) -> Answer:
    def answer(x: Any) -> Any:
        value = np.asarray(f(x))
        wave = np.cos(1 + np.arange(value.size)).reshape(value.shape)
        return value + value * size * wave

    return answer


def _some(f: Answer, other: Answer, when: Callable[[Any], bool]) -> Answer:
    return lambda x: other(x) if when(x) else f(x)


def _raise(x: Any) -> Any:
    raise ValueError


def _loud(f: Answer) -> Answer:
    def answer(x: Any) -> Any:
        warnings.warn("oh", RuntimeWarning, stacklevel=1)
        return f(x)

    return answer


WHEN: dict[str, Callable[[Any], bool]] = {
    "list": lambda x: isinstance(x, list),
    "whole": lambda x: bool(np.all(np.asarray(x) == np.round(x))),
    "long": lambda x: np.size(x) > 2,
    "negative": lambda x: bool(np.any(np.asarray(x) < 0)),
    "never": lambda x: False,
    "always": lambda x: True,
}

CHANGES: dict[str, Callable[[Answer], Answer]] = {
    "minus zero": lambda f: lambda x: np.asarray(f(x)) * 1.0 - 0.0 * np.asarray(f(x)),
    "negated zero": lambda f: lambda x: np.negative(-np.asarray(f(x), float)),
    "float32": lambda f: lambda x: np.asarray(f(x), np.float32),
    "list": lambda f: lambda x: np.asarray(f(x)).tolist(),
    "half": lambda f: lambda x: np.asarray(f(x)) / 2,
    "nearly": lambda f: lambda x: np.asarray(f(x)) * 1.00002,
    "minus": lambda f: lambda x: -np.asarray(f(x)),
    "plus": lambda f: lambda x: np.asarray(f(x)) + 0.25,
    "constant": lambda f: lambda x: np.full(np.shape(f(x)), 0.374522),
    "nothing": lambda f: lambda x: None,
    "nan": lambda f: lambda x: np.asarray(f(x)) * np.nan,
    "error": lambda f: _raise,
    "reversed": lambda f: lambda x: 1 / (2 + np.asarray(f(x), float)),
    "longer": lambda f: lambda x: np.append(f(x), 1.0),
    "loud": _loud,
}


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, Answer, Answer]:
    """The reference's name, the reference, and an answer made of it."""
    name = draw(st.sampled_from(sorted(REFERENCES)))
    right = REFERENCES[name]
    wrong = _noisy(right, draw(st.sampled_from(NOISE)))
    if change := draw(st.sampled_from(["", *sorted(CHANGES)])):
        when = WHEN[draw(st.sampled_from(sorted(WHEN)))]
        wrong = _some(wrong, CHANGES[change](wrong), when)
    return name, right, wrong


number = st.one_of(
    st.integers(-3, 3), st.sampled_from([0.5, -0.5, 2.0, -30.0, 800.0, 0.0, -0.0])
)
lists = st.lists(number, min_size=1, max_size=6)
arguments = st.one_of(
    number,
    lists,
    lists.map(lambda values: np.array(values, float)),
    lists.map(lambda values: np.array(values, np.float32)),
    lists.map(lambda values: np.array(values).round().astype(int)),
)


def tape(inputs: list[Any], shown: int) -> list[Call]:
    return [
        Call("f", "f", Op.CALL, (x,), visible=k < shown) for k, x in enumerate(inputs)
    ]


@given(answers(), st.lists(arguments, min_size=1, max_size=12), st.integers(0, 3))
@example(
    ("double", REFERENCES["double"], _noisy(REFERENCES["double"], 1e-16)),
    [[0, 0, -30.0]],  # off by the last bit
    0,
)
def test_no_false_fact_is_told(drawn, inputs: list[Any], shown: int) -> None:
    _, right, wrong = drawn
    calls = tape(inputs, shown)
    names = {"f": right}.__getitem__, {"f": wrong}.__getitem__
    pairs = wanted, got = tuple(list(play(calls, lookup)) for lookup in names)

    def attempt(call: Call) -> tuple[Outcome, Outcome]:
        one, other = (make_call(call, lookup, {})[0] for lookup in names)
        return one, other

    def write(call: Call) -> str:
        return place(calls, call)

    for again in (attempt, None):
        facts = observe(Seen(calls, wanted, got, write, again))
        for fact in facts:
            told_of = only_finite(wanted, got) if "finite" in fact.details else pairs
            assert JUDGE[fact.kind](fact, calls, *told_of), fact
    is_close = any(fact.kind == "close" for fact in facts)
    failure = smallest_failure(calls, wanted, got, attempt, is_close=is_close)
    example = counterexample(calls, failure) if failure else None
    if example is not None:
        assert example.expected != example.got
        assert "-0.0" not in (example.expected, example.got)
    if differs_at_all(wanted, got):
        assert facts or example, "an answer that differs is told nothing"


def place(calls: list[Call], call: Call) -> str:
    """The number of a call, in the place of its code."""
    return str(next(k for k, other in enumerate(calls) if other is call))


def numbers(outcome: Outcome) -> list[float] | None:
    """The numbers of an outcome, one after the other; None if it has others."""
    if outcome.error or outcome.value is None:
        return None
    return [float(n) for n in np.ravel(outcome.value)]


def only_finite(
    wanted: list[Outcome], got: list[Outcome]
) -> tuple[list[Outcome], list[Outcome]]:
    """Both without what is NaN or infinite in one of them, which has to be somewhere.

    Results that have no counterpart stay as they are.
    """
    kept: list[tuple[Outcome, Outcome]] = []
    left_out = 0
    for pair in zip(wanted, got, strict=True):
        one, other = map(numbers, pair)
        if one is None or other is None or len(one) != len(other):
            kept.append(pair)
            continue
        both = list(zip(one, other, strict=True))
        finite = [each for each in both if all(map(math.isfinite, each))]
        left_out += len(both) - len(finite)
        kept.append(
            tuple(Outcome(np.array(each)) for each in zip(*finite, strict=True))
            if finite
            else (Outcome(np.zeros(0)), Outcome(np.zeros(0)))
        )
    assert left_out
    return [one for one, _ in kept], [other for _, other in kept]


def near(one: float, other: float, tolerance: float = 3e-6) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    if math.isinf(one) or math.isinf(other):
        return one == other
    return abs(one - other) <= tolerance * abs(other) + 1e-14


def differs(wanted: Outcome, got: Outcome, tolerance: float = 1e-6) -> bool:
    if wanted.error or got.error:
        return wanted.error != got.error
    one, other = numbers(wanted), numbers(got)
    if one is None or other is None:
        return one is not other
    return np.shape(wanted.value) != np.shape(got.value) or not all(
        near(b, a, tolerance) for a, b in zip(one, other, strict=True)
    )


def differs_at_all(wanted: list[Outcome], got: list[Outcome]) -> bool:
    return any(differs(*pair, 1e-14) for pair in zip(wanted, got, strict=True))


def all_obey(wanted: list[Outcome], got: list[Outcome], law: Any) -> bool:
    return all(
        (right := numbers(w)) is not None
        and (wrong := numbers(g)) is not None
        and len(right) == len(wrong)
        and all(law(a, b) for a, b in zip(right, wrong, strict=True))
        for w, g in zip(wanted, got, strict=True)
    )


def call_of(fact: Observation) -> int:
    return int(fact.details["call"])


def _is_none(fact, calls, wanted, got) -> bool:
    return all(g.value is None and not g.error for g in got)


def _is_type(fact, calls, wanted, got) -> bool:
    return got[call_of(fact)].value is None and fact.details["got"] == "None"


def _is_shape(fact, calls, wanted, got) -> bool:
    k = call_of(fact)
    shapes = str(np.shape(got[k].value)), str(np.shape(wanted[k].value))
    details = fact.details["got"], fact.details["expected"]
    return shapes == details and shapes[0] != shapes[1]


def _is_nan(fact, calls, wanted, got) -> bool:
    k = call_of(fact)
    return np.isfinite(wanted[k].value).all() and not np.isfinite(got[k].value).all()


def _is_raised(fact, calls, wanted, got) -> bool:
    return got[call_of(fact)].error == fact.details["error"] == "ValueError"


def _is_warned(fact, calls, wanted, got) -> bool:
    k = call_of(fact)
    is_right = not any(differs(*p, 1e-8) for p in zip(wanted, got, strict=True))
    return is_right and bool(got[k].warned) and not wanted[k].warned


def _is_constant(fact, calls, wanted, got) -> bool:
    said = float(fact.details["got"])
    distinct = {n for w in wanted for n in numbers(w) or ()}
    return len(distinct) > 1 and all_obey(wanted, got, lambda a, b: near(b, said))


def _is_sign(fact, calls, wanted, got) -> bool:
    return all_obey(wanted, got, lambda a, b: near(b, -a))


def _is_scale(fact, calls, wanted, got) -> bool:
    factor = float(fact.details["factor"])
    return factor != 1 and all_obey(wanted, got, lambda a, b: near(b, a * factor))


def _is_offset(fact, calls, wanted, got) -> bool:
    off = float(fact.details["offset"])

    def law(a: float, b: float) -> bool:
        return a == b if math.isinf(a) else near(b - a, off, 1e-5)

    return all_obey(wanted, got, law)


def _is_cancelled(fact, calls, wanted, got) -> bool:
    return all_obey(wanted, got, lambda a, b: a == b or abs(b - a) < 1e-15)


def _is_reordered(fact, calls, wanted, got) -> bool:
    pairs = [(numbers(w), numbers(g)) for w, g in zip(wanted, got, strict=True)]
    return all(
        len(one) == len(other) and all(map(near, sorted(one), sorted(other)))
        for one, other in pairs
    )


def _is_zero_or_right(fact, calls, wanted, got) -> bool:
    return all_obey(wanted, got, lambda a, b: b == 0 or near(b, a))


def _is_larger_or_right(fact, calls, wanted, got) -> bool:
    sign = 1 if fact.kind == "larger" else -1
    return all_obey(wanted, got, lambda a, b: sign * (b - a) > 0 or near(b, a))


def _is_falling(fact, calls, wanted, got) -> bool:
    """No two arguments of a call with the larger result where it should be smaller."""
    falls = set()
    for k, call in enumerate(calls):
        x = [float(n) for n in np.ravel(call.args[0])]
        right, wrong = numbers(wanted[k]), numbers(got[k])
        if right is None or wrong is None or len(right) != len(wrong):
            return False
        if len(x) != len(right):
            continue
        for i in range(len(x)):
            for j in range(len(x)):
                if x[i] < x[j] and abs(right[j] - right[i]) > 1e-6:
                    if (right[j] - right[i]) * (wrong[j] - wrong[i]) > 0:
                        return False
                    falls.add(k)
    scalars = {k for k, call in enumerate(calls) if np.ndim(call.args[0]) == 0}
    return len(falls - scalars) + (len(scalars) >= 3) >= 2


def _is_example(fact, calls, wanted, got) -> bool:
    return all(
        differs(w, g) != call.visible
        for call, w, g in zip(calls, wanted, got, strict=True)
        if numbers(w) is not None and np.isfinite(numbers(w)).all()
    ) and any(not call.visible for call in calls)


SORTS = {
    "list": lambda x: type(x) is list,
    "integer": lambda x: isinstance(x, int),
    "number": lambda x: isinstance(x, float),
    "float32 array": lambda x: getattr(x, "dtype", None) == np.float32,
    "integer array": lambda x: getattr(getattr(x, "dtype", None), "kind", "") == "i",
    "array": lambda x: getattr(x, "dtype", None) == np.float64,
}


def _is_only(fact, calls, wanted, got) -> bool:
    is_sort = SORTS[fact.details["sort"]]
    return all(
        differs(w, g) == is_sort(call.args[0])
        for call, w, g in zip(calls, wanted, got, strict=True)
    )


def _is_stored(fact, calls, wanted, got) -> bool:
    k = call_of(fact)
    one, other = wanted[k].value, got[k].value
    same_type = type(one) is type(other)
    same_dtype = getattr(one, "dtype", None) == getattr(other, "dtype", None)
    return not differs(wanted[k], got[k], 2e-9) and not (same_type and same_dtype)


def _is_zero(fact, calls, wanted, got) -> bool:
    k = call_of(fact)
    signs = [np.signbit(np.ravel(o[k].value)).tolist() for o in (wanted, got)]
    return not differs(wanted[k], got[k], 2e-9) and signs[0] != signs[1]


def _is_close(fact, calls, wanted, got) -> bool:
    """Nothing is off by more than is told, and something is off by that much."""
    said = float(fact.details["relative"])
    pairs = list(zip(wanted, got, strict=True))
    return (
        0 < said <= 2e-6
        and not any(differs(*pair, 1.1 * said) for pair in pairs)
        and any(_is_off(*pair, 0.5 * said) for pair in pairs)
    )


def _is_off(wanted: Outcome, got: Outcome, share: float) -> bool:
    """Tell whether a number is off by this share of it, be it one bit."""
    one, other = numbers(wanted), numbers(got)
    return (
        one is not None
        and other is not None
        and any(
            math.isfinite(a) and abs(b - a) > share * abs(a)
            for a, b in zip(one, other, strict=True)
        )
    )


def _is_some(fact, calls, wanted, got) -> bool:
    count = sum(differs(*pair) for pair in zip(wanted, got, strict=True))
    return {"wrong": str(count), "all": str(len(calls))} == fact.details and count > 0


def _is_rounded(fact, calls, wanted, got) -> bool:
    digits = int(fact.details["digits"])
    return all_obey(
        wanted,
        got,
        lambda a, b: (
            math.isinf(a)
            or (abs(b - a) <= 0.51 * 10**-digits and near(b, round(b, digits), 1e-9))
        ),
    )


def _is_single(fact, calls, wanted, got) -> bool:
    return all_obey(wanted, got, lambda a, b: float(np.float32(b)) == b or b != b)


SHAPES: dict[str, Callable[[Any, Any], bool]] = {
    "transposed": lambda a, b: np.array_equal(a, np.transpose(b)),
    "reshaped": lambda a, b: np.allclose(np.ravel(a), np.ravel(b)),
    "not summed": lambda a, b: np.isclose(a, np.sum(b)),
    "not averaged": lambda a, b: np.isclose(a, np.mean(b)),
    "summed": lambda a, b: np.isclose(np.sum(a), b),
    "averaged": lambda a, b: np.isclose(np.mean(a), b),
    "without first": lambda a, b: np.allclose(a[1:], b),
    "without last": lambda a, b: np.allclose(a[:-1], b),
    "first only": lambda a, b: np.allclose(a[0], b),
    "last only": lambda a, b: np.allclose(a[-1], b),
    "beyond first": lambda a, b: np.allclose(a, b[1:]),
    "beyond last": lambda a, b: np.allclose(a, b[:-1]),
}


def _is_related(fact, calls, wanted, got) -> bool:
    """Results of another shape are related as is told, all others right."""
    pairs = list(zip(wanted, got, strict=True))
    return all(
        SHAPES[fact.kind](w.value, g.value)
        if np.shape(w.value) != np.shape(g.value)
        else not differs(w, g)
        for w, g in pairs
    )


JUDGE = {
    **dict.fromkeys(SHAPES, _is_related),
    "digits": _is_rounded,
    "single": _is_single,
    "none": _is_none,
    "type": _is_type,
    "shape": _is_shape,
    "nan": _is_nan,
    "raises": _is_raised,
    "warns": _is_warned,
    "constant": _is_constant,
    "sign": _is_sign,
    "scale": _is_scale,
    "offset": _is_offset,
    "cancelled": _is_cancelled,
    "reordered": _is_reordered,
    "zeros": _is_zero_or_right,
    "larger": _is_larger_or_right,
    "smaller": _is_larger_or_right,
    "falling": _is_falling,
    "example": _is_example,
    "only": _is_only,
    "stored": _is_stored,
    "zero": _is_zero,
    "close": _is_close,
    "some": _is_some,
}


@given(st.sampled_from(sorted(REFERENCES)), st.lists(arguments, max_size=8))
def test_the_reference_is_told_nothing(name: str, inputs: list[Any]) -> None:
    calls = tape(inputs, 1)
    wanted = list(play(calls, _only(name)))
    assert observe(Seen(calls, wanted, wanted, str)) == ()
    again = (wanted or [Outcome()])[0]
    assert smallest_failure(calls, wanted, wanted, lambda call: (again, again)) is None


def _only(name: str) -> Callable[[str], Answer]:
    return {"f": REFERENCES[name]}.__getitem__


@pytest.mark.parametrize("kind", ["only", "scale", "sign", "offset", "close", "some"])
def test_the_judge_has_something_to_judge(kind: str) -> None:
    """These facts do come up, so that the property above is not empty."""
    inputs: list[Any] = [
        [1.0],
        [2.0, 3.0],
        [5.0],
        *map(np.array, ([1.5], [2.5], [4.0])),
    ]
    right = REFERENCES["double"]
    wrong = {
        "only": _some(right, CHANGES["half"](right), WHEN["list"]),
        "scale": CHANGES["half"](right),
        "sign": CHANGES["minus"](right),
        "offset": CHANGES["plus"](right),
        "close": _noisy(right, 1e-8),
        "some": _some(right, CHANGES["half"](right), WHEN["long"]),
    }[kind]
    calls = tape([*inputs, [1.0, 2.0, 3.0]], 0)
    wanted, got = (list(play(calls, {"f": f}.__getitem__)) for f in (right, wrong))
    facts = observe(Seen(calls, wanted, got, lambda call: place(calls, call)))
    assert [fact.kind for fact in facts] == [kind]
    assert JUDGE[kind](facts[0], calls, wanted, got)
