"""Whose a file is: the right student's, or nobody's."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.collecting.lms import (
    BLACKBOARD,
    CANVAS,
    ILIAS,
    MOODLE,
    Lms,
    Sender,
    parse_canvas,
)
from autograder.collecting.roster import Match, Roster
from autograder.gradebook.people import Person

CLASS = (
    Person("ann", "Ann", "Lee", "ann.lee@x.org", "12345"),
    Person("bob", "Bob", "Ray", "bob@x.org", "777"),
    Person("jose", "José María", "Núñez O'Neil"),
    Person("yolkin", "Борис", "Ёлкин"),
    Person("lukasz", "Łukasz", "Bjørn"),
    Person("twin1", "Kim", "Park"),
    Person("twin2", "Kim", "Park"),
    Person("nameless", lms_user_id="4711"),
)


def student(lms: Lms, number: str, name: str) -> str:
    return Roster(CLASS, lms).find(Sender(number, name)).student


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", "ann"),
        ("Lee Ann", "ann"),
        ("leeann", "ann"),
        ("ANN  LEE", "ann"),
        ("Ann_Lee", "ann"),
        ("ANN.Lee@x.org", "ann"),
        ("nunezoneiljosemaria", "jose"),
        ("Jose\u0301 Maria Núñez ONeil", "jose"),
        ("Елкин Борис", "yolkin"),
        ("bjornlukasz", "lukasz"),
    ],
)
@pytest.mark.parametrize("lms", [CANVAS, MOODLE])
def test_a_name_in_either_order_or_an_address(
    lms: Lms, name: str, expected: str
) -> None:
    assert student(lms, "1", name) == expected


TEAMS = (
    Person("jean", "Jean-Luc", "Picard"),
    Person("luc", "Luc", "Picard"),
    Person("ann", "Ann", "Lee"),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Red-Ann Lee", "ann"),
        ("Red-Hot Team-Ann Lee", "ann"),
        ("Red-Lee Ann", "ann"),
        ("Ann Lee", "ann"),
        ("Red-Nobody", "moodle-1"),
        ("Red-Luc Picard", "luc"),
        ("Red-Jean-Luc Picard", "moodle-1"),  # or Luc, of the team Red-Jean
    ],
)
def test_moodle_puts_a_team_before_the_name(name: str, expected: str) -> None:
    found = Roster(TEAMS, MOODLE).find_all([Sender("1", name)])
    assert [match.student for match in found.values()] == [expected]


def test_where_there_are_no_teams_a_hyphen_is_the_names() -> None:
    senders = [Sender("1", "Jean-Luc Picard"), Sender("2", "Ann Lee")]
    found = Roster(TEAMS, MOODLE).find_all(senders)
    assert [match.student for match in found.values()] == ["jean", "ann"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lee_Ann_whoever", "ann"),
        ("Lee_Ann_bob", "ann"),  # a login that is another's id
        ("Nunez O'Neil_Jose Maria_j_n", "jose"),
        ("________twin1", "twin1"),  # letters that ILIAS cannot write
        ("Park_Kim_kim", "ilias-1"),
        ("Doe_John_doe", "ilias-1"),
    ],
)
def test_ilias_has_name_and_login(name: str, expected: str) -> None:
    assert student(ILIAS, "1", name) == expected


def test_ilias_and_blackboard_have_numbers_that_are_users() -> None:
    found = Roster(CLASS, ILIAS).find(Sender("777", "Ray_Bob_br"))
    assert found == Match("bob")
    assert student(BLACKBOARD, "12345", "12345") == "ann"
    assert student(BLACKBOARD, "bob", "HW_1_bob") == "bob"


def test_canvas_s_number_is_the_users_whatever_the_name() -> None:
    assert student(CANVAS, "12345", "raybob") == "ann"
    assert student(CANVAS, "12345", "someoneelse") == "ann"


def test_moodles_number_counts_only_under_the_same_name() -> None:
    assert student(MOODLE, "12345", "Bob Ray") == "bob"
    assert student(MOODLE, "12345", "Ann Lee") == "ann"
    assert student(MOODLE, "12345", "Participant") == "moodle-12345"
    assert student(MOODLE, "4711", "Somebody New") == "nameless"


@pytest.mark.parametrize(
    ("lms", "sender", "doubt"),
    [
        (CANVAS, Sender("12345", "leeann"), ""),
        (CANVAS, Sender("12345", ""), ""),
        (CANVAS, Sender("4711", "somebodynew"), ""),
        (
            CANVAS,
            Sender("12345", "raybob"),
            "known by the number 12345; the name is another",
        ),
        (
            MOODLE,
            Sender("4711", "Somebody New"),
            "known by the number 4711 alone, which Moodle gives anew in each "
            "assignment",
        ),
    ],
)
def test_what_speaks_against_a_number_is_told(
    lms: Lms, sender: Sender, doubt: str
) -> None:
    assert Roster(CLASS, lms).find(sender).doubt == doubt


@pytest.mark.parametrize(
    ("path", "certain"),
    [
        ("leeann_12345_900_sums.ipynb", True),
        ("leeann_12345_900_1_sums.ipynb", True),
        ("doejohn_99_900_1_sums.ipynb", True),
        ("leeann_12345_777_1_sums.ipynb", False),  # Bob, called leeann_12345?
        ("mallory_777_666_900_sums.ipynb", False),  # Bob is not called Mallory
        ("mallory_777_LATE_666_900_sums.ipynb", True),
    ],
)
def test_a_name_of_canvas_that_can_be_read_in_two_ways(
    path: str, certain: bool
) -> None:
    assert Roster(CLASS, CANVAS).is_certain(parse_canvas(path)) is certain


def test_who_is_not_known_gets_an_id_of_the_lms() -> None:
    assert Roster(CLASS, CANVAS).find(Sender("99", "doejohn")) == Match(
        "canvas-99", "no student of the gradebook has this number or name"
    )


def test_two_of_one_name_are_nobody() -> None:
    assert Roster(CLASS, MOODLE).find(Sender("99", "Kim Park")) == Match(
        "moodle-99", "2 students of the gradebook have this name (twin1, twin2)"
    )


def test_two_people_who_would_be_one_student_are_neither() -> None:
    here, there = Sender("1", "Ann Lee"), Sender("2", "Lee Ann")
    found = Roster(CLASS, MOODLE).find_all([here, there])
    reason = "2 people in the zip would be 'ann'"
    assert found == {
        here: Match("moodle-1", reason),
        there: Match("moodle-2", reason),
    }


def test_a_number_is_surer_than_a_name() -> None:
    sure, namesake = Sender("12345", "leeann"), Sender("2", "leeann")
    found = Roster(CLASS, CANVAS).find_all([namesake, sure])
    assert found[sure] == Match("ann")
    assert found[namesake].student == "canvas-2"


def test_no_name_matches_no_name() -> None:
    assert student(CANVAS, "5", "") == "canvas-5"
    assert student(MOODLE, "5", "!!!") == "moodle-5"


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


@given(WORDS, WORDS, st.booleans(), st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_order_capitals_and_accents_do_not_matter(
    first: str, last: str, swapped: bool, form: str, accented: bool
) -> None:
    roster = Roster([Person("someone", first, last)], MOODLE)
    words = [last, first] if swapped else [first, last]
    if accented:
        words = [word + "\u0301" for word in words]
    name = unicodedata.normalize(form, " ".join(words))
    for written in (name, name.casefold(), name.replace(" ", "_")):
        assert roster.find(Sender("1", written)) == Match("someone")


PEOPLE = st.lists(
    st.builds(
        Person,
        st.uuids().map(str),
        st.sampled_from(["Ann", "Bo", "Лев", ""]),
        st.sampled_from(["Lee", "Ray", "Ann", ""]),
        st.sampled_from(["a@x", ""]),
        st.sampled_from(["1", "2", "3", ""]),
    ),
    max_size=5,
)
SENDERS = st.lists(
    st.builds(
        Sender,
        st.sampled_from(["1", "2", "3", "4"]),
        st.sampled_from(["Ann Lee", "leeann", "rayann", "Лев Ray", "Bo", "a@x", ""]),
    ),
    unique_by=lambda sender: sender.number,
)


@given(PEOPLE, SENDERS, st.sampled_from([CANVAS, MOODLE]))
def test_no_two_people_become_one_student(
    people: list[Person], senders: list[Sender], lms: Lms
) -> None:
    found = Roster(people, lms).find_all(senders)
    students = [match.student for match in found.values()]
    assert len(set(students)) == len(students) == len(senders)
    for sender, match in found.items():
        known = match.student in {person.id for person in people}
        assert known != bool(match.reason)
        assert known or match.student == f"{lms.name}-{sender.number}"
