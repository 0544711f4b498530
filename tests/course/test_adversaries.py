"""Answers that want points for nothing, and checks that let them have some."""

import numpy as np
import pytest

from autograder.course.adversaries import _TOOLS, ADVERSARIES, HONEST, attack

SQUARE = 'assert square(2) == 4, f"The square of 2 is 4, not {square(2)}"\n'
TOTAL = "assert total([1, 2]) == 3\n"
HIDDEN_TOTAL = "assert total([]) == 0\n"
KEEPS = "Return the sum of the values, which are not modified."


@pytest.fixture
def paid(tiny, make_seminar, zygote):
    """Return a function from the tests of `total` to the adversaries they pay."""

    def tell(tests: str, docstring: str = "Return the sum of the values.") -> set[str]:
        master = tiny.master.replace(TOTAL, "").replace(HIDDEN_TOTAL, tests)
        master = master.replace("Return the sum of the values.", docstring)
        attempts = attack(make_seminar(master=master), zygote)
        assert all(a.paid and not a.lied for a in attempts if a.adversary is HONEST)
        return {attempt.adversary.name for attempt in attempts if attempt.problem}

    return tell


def test_each_stands_before_each_function_and_gets_nothing(tiny, zygote) -> None:
    attempts = attack(tiny.seminar, zygote)
    assert [attempt.check.name for attempt in attempts] == [
        name for name in ("total", "square") for _ in (HONEST, *ADVERSARIES)
    ]
    assert [attempt.problem for attempt in attempts if attempt.problem] == []


def test_what_is_expected_after_the_call_can_be_overwritten(paid) -> None:
    late = "values = [3, 4]\nassert total(values) == sum(values)\n"
    early = "values, want = [3, 4], 7\nassert total(values) == want\n"
    assert "erases first" in paid(4 * late)
    assert paid(early + 3 * early.replace("3, 4], 7", "1, 5], 6")) == set()


def test_an_argument_that_is_to_be_kept_is_looked_at(paid) -> None:
    blind = "".join(f"assert total([{n}, 4]) == {n + 4}\n" for n in (3, 5, 1, 8, 2))
    assert paid(blind) == set()
    assert paid(blind, KEEPS) == {"erases after"}
    kept = (
        f"{blind}values = [7, 2]\nassert total(values) == 9\nassert values == [7, 2]\n"
    )
    assert paid(kept, KEEPS) == set()


def test_a_check_that_rejects_the_reference_within_another_is_named(
    tiny, make_seminar, zygote
) -> None:
    tests = "assert square.__name__ == 'square'\n"
    seminar = make_seminar(master=tiny.master.replace(SQUARE, tests + SQUARE))
    (problem,) = [a.problem for a in attack(seminar, zygote) if a.problem]
    assert problem.message == "an answer that calls the reference is rejected"


@pytest.mark.parametrize("kind", [list, tuple])
def test_arrays_of_several_shapes_are_compared_one_by_one(kind) -> None:
    scope: dict = {}
    exec(_TOOLS, scope)
    same, layers = scope["__same"], kind([(np.ones((2, 3)), np.ones(3)), np.zeros(1)])
    assert same(layers, kind([(np.ones((2, 3)), np.ones(3)), np.zeros(1)]))
    assert not same(layers, kind([(np.ones((2, 3)), np.zeros(3)), np.zeros(1)]))
    assert not same(layers, layers[:1])


class Tensor:
    """What PyTorch has, as far as adversaries look at it."""

    def __init__(self, values) -> None:
        self.values = np.array(values)

    def detach(self):
        return self.values

    def __add__(self, other):
        return Tensor(self.values + other)

    def __deepcopy__(self, memo):
        raise RuntimeError("a tensor with a graph is not copied")


def test_a_tensor_is_itself_after_copying_and_is_compared_by_its_values() -> None:
    scope: dict = {}
    exec(_TOOLS, scope)
    one = Tensor([1.0, 2.0])
    (kept, numbers), same = scope["__copied"]((one, [3])), scope["__same"]
    assert kept is one
    assert numbers == [3]
    assert same([one], (Tensor([1, 2]),))
    assert not same(one, scope["__spoilt"](one))
    place = np.zeros(2)
    assert scope["__written"](place, one) is one
