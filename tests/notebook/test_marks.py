from autograder.notebook.marks import answer_of, check_of, exercise_of


def test_a_check_is_named_after_its_exercise() -> None:
    assert check_of("sigmoid") == "test_sigmoid"
    assert exercise_of("test_sigmoid") == exercise_of("sigmoid") == "sigmoid"


def test_a_check_belongs_to_the_answer_of_its_name_or_to_the_one_before() -> None:
    answers = {"sigmoid", "logit"}
    assert answer_of("test_logit", answers, previous="sigmoid") == "logit"
    assert answer_of("correct_logit", answers, previous="sigmoid") == "sigmoid"
    assert answer_of("test_other", answers, previous="") == ""
