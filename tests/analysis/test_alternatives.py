from autograder.analysis.alternatives import Ways, find_ways
from autograder.analysis.answers import Blank, Classwork

KEY = ("nb", "square")
EXERCISE = Blank(
    KEY,
    reference="def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n"
    "    ### END SOLUTION",
    alternatives={
        "power": "def square(x):\n    return x**2",
        "sum": "def square(x):\n    return sum(x for _ in range(x))",
    },
)
ANSWERS = {
    "ada": "def square(number):\n    '''Squared.'''\n    return number * number",
    "bob": "def square(x):\n    y = x ** 2\n    return y",
    "cid": "def square(x):\n    return np.square(x)",
    "dan": "def square(a):\n    return np.square(a)  # <b>NumPy</b>",
    "eve": "def square(x):\n    return int(str(x)) * x",
    "fay": "def square(x):\n    return 2 * x",
}


def ways(right: str = "ada bob cid dan eve") -> Ways:
    work = Classwork((EXERCISE,), {s: {KEY: answer} for s, answer in ANSWERS.items()})
    (found,) = find_ways(work, {KEY: right.split()})
    return found


def test_every_right_answer_has_one_place() -> None:
    found = ways()
    assert found.reference.students == ("ada",)
    assert [(way.name, way.students) for way in found.named] == [("power", ("bob",))]
    assert [way.students for way in found.new] == [("cid", "dan"), ("eve",)]
    assert found.students == 5


def test_a_new_way_shows_one_of_its_answers() -> None:
    new = ways().new[0]
    assert new.is_new and new.code == ANSWERS["cid"]


def test_wrong_answers_are_no_alternatives() -> None:
    assert all("fay" not in way.students for way in ways().new)


def test_nobody_right_is_nothing_to_show() -> None:
    work = Classwork((EXERCISE,), {"ada": {KEY: ANSWERS["ada"]}})
    assert find_ways(work, {}) == ()
    assert find_ways(work, {KEY: ["bob"]}) == ()


def test_answers_that_are_alike_to_a_bit_stand_together() -> None:
    body = "".join(f"    x = x + {n}\n" for n in range(9))
    answers = {
        name: {KEY: f"def square(x):\n{body}    return {last}"}
        for name, last in {"ada": "x", "bob": "-x"}.items()
    }
    (found,) = find_ways(Classwork((EXERCISE,), answers), {KEY: ["ada", "bob"]})
    assert [way.students for way in found.new] == [("ada", "bob")]
