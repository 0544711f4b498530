from hypothesis import given
from hypothesis import strategies as st

from autograder.analysis.misconceptions import Misconception
from autograder.analysis.revisit import AT_MOST, Loss, worth_revisiting


def key(name: str) -> tuple[str, str]:
    return "nb", name


def mistake(name: str, lost: float, students: int = 1) -> Misconception:
    who = tuple(map(str, range(students)))
    return Misconception(key(name.split(".")[0]), (name,), who, lost)


def test_one_mistake_that_made_half_of_the_loss_stands_for_its_exercise() -> None:
    (topic,) = worth_revisiting(
        [Loss(key("f"), 10, 5)], [mistake("f.a", 5, 3), mistake("f.b", 4)]
    )
    assert (topic.is_mistake, topic.lost, topic.students) == (True, 5, 3)
    assert topic.mistake and topic.mistake.names == ("f.a",)


def test_many_small_mistakes_are_about_the_exercise() -> None:
    (topic,) = worth_revisiting(
        [Loss(key("f"), 10, 5)], [mistake("f.a", 4), mistake("f.b", 3)]
    )
    assert (topic.is_mistake, topic.lost, topic.students) == (False, 10, 5)
    assert topic.mistake and topic.mistake.names == ("f.a",)


def test_without_a_known_mistake_the_exercise_is_named() -> None:
    (topic,) = worth_revisiting([Loss(key("f"), 2, 1), Loss(key("g"), 0, 0)], [])
    assert (topic.key, topic.mistake) == (key("f"), None)


@given(st.lists(st.tuples(st.floats(0, 99), st.floats(0, 1)), max_size=12))
def test_the_list_is_short_ranked_and_has_no_exercise_twice(
    costs: list[tuple[float, float]],
) -> None:
    losses = [Loss(key(str(n)), lost, 1) for n, (lost, _) in enumerate(costs)]
    known = [mistake(str(n), lost * share) for n, (lost, share) in enumerate(costs)]
    topics = worth_revisiting(losses, known)
    assert len(topics) == min(AT_MOST, sum(lost > 0 for lost, _ in costs))
    assert [t.lost for t in topics] == sorted((t.lost for t in topics), reverse=True)
    assert len({t.key for t in topics}) == len(topics)
