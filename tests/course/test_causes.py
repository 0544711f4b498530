"""Wrong values tell their cause, by the tools that students have, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from autograder.course.causes import RECORDER, Sight, sealed, sightings, untold
from autograder.course.notebook import make_notebook
from autograder.engine.handle import ZygoteHandle
from autograder.model import SourceError
from autograder.seminar.banks import Mistake
from autograder.seminar.prose import Translate
from autograder.seminar.reader import Seminar, load_seminar
from tests.engine.notebooks import plain, run

SHARED = Path(__file__).parents[2] / "notebooks" / "shared"

MASTER = f"""\
# %% setup tools file="{SHARED / "tools.py"}"

# %% setup causes file="{SHARED / "causes.py"}"

# %% solution square
def square(x):
    ### BEGIN SOLUTION
    return x * x
    ### END SOLUTION


# %% check square points=1
expect("square(2)", ask(square, 2.0), 4)
expect("square(3)", ask(square, 3.0), 9)
expect("square([1, 3])", ask(square, np.array([1.0, 3.0])), [1, 9])
tick("square")
### BEGIN HIDDEN TESTS
expect("square(-3)", ask(square, -3.0), 9)
### END HIDDEN TESTS
"""
WRONG = {
    "doubled": "x + x",
    "cubed": "x**3",
    "power_of_two": "2**x",
    "negative": "-x * x",
    "negative_power": "-(x**2)",
    "summed": "np.sum(x * x)",
    "nothing": "None",
    "unsigned": "x * abs(x)",
}
CAUSES = {
    "doubled": "this is the double of x",
    "cubed": "there is one x too many",
    "power_of_two": "base and exponent are swapped",
    "negative": "the minus does not belong here",
    "negative_power": "a square has no minus",
    "summed": "the squares are added up",
    "unsigned": "the sign is kept",
}
RUSSIAN = {cause: f"по-русски: {cause}" for cause in CAUSES.values()}


def entry(name: str, value: str) -> str:
    cause = f"# Cause: {CAUSES[name]}\n#\n" if name in CAUSES else ""
    return f"""\
# %% mistake square.{name} [markdown]
{cause}# What it is.
#
# 1. One.
# 2. Two.
# 3. Three.

# %%
def square(x):
    return {value}
"""


def load(folder: Path, master: str, mistakes: str) -> Seminar:
    texts = {"master": master, "mistakes": mistakes, "alternatives": ""}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return load_seminar(folder)


@pytest.fixture(scope="module")
def seminar(tmp_path_factory: pytest.TempPathFactory) -> Seminar:
    bank = "\n\n".join(map(entry, WRONG, WRONG.values()))
    return load(tmp_path_factory.mktemp("squares"), MASTER, bank)


@pytest.fixture(scope="module")
def sights(seminar: Seminar, zygote: ZygoteHandle) -> list[Sight]:
    return sightings(seminar, zygote)


@pytest.fixture
def tell(seminar, sights, zygote, tmp_path):
    """Return a function that says what a student who returns a value is told."""

    def told(answer: str, translate: Translate = str) -> str:
        made = make_notebook(seminar, "en", str, sealed(sights, translate))
        code = {cell.id: cell.source for cell in made.cells}
        wrong = f"def square(x):\n    return {answer}"
        check = code["test-square"].split("### BEGIN")[0]
        cells = (code["tools"], code["causes"], wrong, check)
        folder = tmp_path / "student"
        folder.mkdir(exist_ok=True)
        *_, last = run(zygote, folder, *map(plain, cells)).notebook["cells"]
        errors = [o["evalue"] for o in last["outputs"] if o["output_type"] == "error"]
        return "\n".join(errors)

    return told


def test_it_is_seen_where_each_mistake_fails(sights) -> None:
    seen = {sight.mistake.name: (bool(sight.told), bool(sight.key)) for sight in sights}
    assert seen == {
        **dict.fromkeys(WRONG, (True, True)),
        "nothing": (True, False),  # None is no value
        "unsigned": (False, False),  # only a hidden test catches it
    }


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        ("2 * x", "Likely cause: this is the double of x."),
        ("x + x + 1e-11", "Likely cause: this is the double of x."),
        ("np.float32(x * x * x)", "Likely cause: there is one x too many."),
        ("np.dot(x, x)", "Likely cause: the squares are added up."),
    ],
)
def test_a_wrong_value_tells_its_cause(tell, answer: str, cause: str) -> None:
    assert tell(answer).endswith(cause)


def test_the_cause_is_told_in_the_language_of_the_notebook(tell) -> None:
    told = tell("x + x", lambda text: RUSSIAN.get(text, text))
    assert told.endswith("по-русски: this is the double of x.")


def test_two_mistakes_with_one_value_are_both_told(tell) -> None:
    assert tell("-np.square(x)").endswith(
        "Likely cause: the minus does not belong here.\nOr: a square has no minus."
    )


def test_another_value_and_another_comparison_tell_nothing(tell) -> None:
    later = "x + x if np.ndim(x) else x * x"  # the double is known of a number
    assert "expected 9, got 6" in tell(later)
    for answer in (later, "2.003 * x", "None", "x * x"):
        assert "cause" not in tell(answer)


def test_of_more_than_two_mistakes_none_is_told(sights) -> None:
    (one,) = [sight for sight in sights if sight.mistake.name == "doubled"]
    assert len(sealed([one], str)) == 1
    assert sealed([one] * 3, str) == {}


def test_nothing_stands_in_the_clear(seminar, sights) -> None:
    causes = sealed(sights, str)
    assert causes.keys() == sealed(sights, lambda text: RUSSIAN.get(text, text)).keys()
    made = str(make_notebook(seminar, "en", str, causes))
    assert not any(cause in made for cause in CAUSES.values())
    assert not any(sight.key.hex() in made for sight in sights if sight.key)


def test_a_broken_reference_is_the_course_s_fault(tmp_path: Path, zygote) -> None:
    broken = load(tmp_path, MASTER.replace("return x * x", "return x"), "")
    with pytest.raises(SourceError, match="the visible checks stopped here"):
        sightings(broken, zygote)


@pytest.fixture(scope="module")
def tools() -> Iterator[SimpleNamespace]:
    """The tools as students have them."""
    with mpl.rc_context():
        names: dict[str, Any] = {}
        exec((SHARED / "tools.py").read_text(), names)
        yield SimpleNamespace(**names)


SIZES = st.floats(1e-300, 1e300)
NUMBERS = SIZES | SIZES.map(lambda size: -size) | st.just(0.0) | st.integers(-9, 9)
VALUES = arrays(float, array_shapes(min_dims=0, max_side=4), elements=NUMBERS)


def best(tools: SimpleNamespace, value: np.ndarray) -> bytes:
    """Return the key that the build takes."""
    names = {"_keys_of": tools._keys_of}
    exec(RECORDER, names)
    return bytes.fromhex(names["_cause_of"](value).split()[1])


@given(VALUES, st.integers(0, 2**32 - 1))
def test_a_value_that_differs_in_the_last_digits_is_the_same(
    tools, value, seed
) -> None:
    off = np.random.default_rng(seed).uniform(-1e-9, 1e-9, value.shape)
    assert best(tools, value) in set(tools._keys_of(value * (1 + off)))


@given(VALUES, st.data(), st.sampled_from([1e-3, -1e-3, -2]))
def test_a_value_that_differs_by_a_thousandth_is_another(
    tools, value, data, off
) -> None:
    places = np.argwhere(value)
    assume(len(places))
    changed = value.copy()
    changed[tuple(data.draw(st.sampled_from(places.tolist())))] *= 1 + off
    assert best(tools, value) not in set(tools._keys_of(changed))


@given(st.integers(-(2**40), 2**40))
def test_the_kind_of_number_does_not_matter_but_the_shape_does(tools, number) -> None:
    key = best(tools, np.array(number))
    assert key in set(tools._keys_of(number)) & set(tools._keys_of(float(number)))
    assert key not in set(tools._keys_of([number]))


def test_what_is_not_finite_has_a_key_too(tools) -> None:
    value = np.array([np.nan, np.inf, -np.inf, -0.0])
    assert best(tools, value) in set(
        tools._keys_of(np.array([-np.nan, *value[1:3], 0]))
    )


def test_a_mistake_whose_value_could_tell_must_tell(sights: list[Sight]) -> None:
    assert list(untold(sights)) == []
    (sight,) = (each for each in sights if each.mistake.name == "negative")
    silent = replace(sight, mistake=replace(sight.mistake, cause=""))
    (problem,) = untold([silent])
    assert "square.negative" in str(problem) and "'Cause: …'" in str(problem)
    assert "Likely" not in str(problem)


def test_a_cause_that_is_no_prose_needs_no_translation(tmp_path: Path) -> None:
    mistake = Mistake(tmp_path, 1, "f", "m", "", "", cause="1/P")

    def refuse(text: str) -> str:
        raise KeyError(text)

    assert len(sealed([Sight(mistake, "told", b"key")], refuse)) == 1
