"""The report says of a made-up class what was planted in it, and nothing else."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

from autograder.config import load_course
from autograder.config.nbgrader_course import open_course
from autograder.course.build import build
from autograder.demo.classroom import (
    Member,
    hand_in,
    plan_class,
    right_ideas,
    write_answers,
)
from autograder.grading.batch import grade_class
from autograder.grading.settings import settings_for
from autograder.publishing.reports import publish_reports
from autograder.seminar.reader import load_seminar

from .sums_course import EXERCISES, IDEAS, write_course

STUDENTS = 22


class Planted:
    """A class, its plan, and the text of its two reports."""

    def __init__(self, root: Path) -> None:
        write_course(root)
        course = load_course(root)
        build(course, root, say=lambda line: None)
        seminars = [load_seminar(root / "notebooks" / a.id) for a in course.assignments]
        self.first, self.second = (
            plan_class(seminar, course, STUDENTS, ideas=right_ideas(seminars[1]))
            for seminar in seminars
        )
        for seminar, members, assignment in zip(
            seminars, (self.first, self.second), course.assignments, strict=True
        ):
            for member in members:
                hand_in(member, seminar, assignment, root)
        self.letters = {
            member.id: letters(
                write_answers(
                    member,
                    seminars[1],
                    {"recap": "\n".join(f'{k} = "{v}"' for k, v in IDEAS.items())},
                )
            )
            for member in self.second
        }
        opened = open_course(root)
        grade_class(opened, settings_for(opened, workers=2))
        pages = publish_reports(opened)
        self.pages = [page.read_text("utf-8") for page in pages]

    @property
    def page(self) -> str:
        return self.pages[0]

    def graded(self) -> list[Member]:
        return [member for member in self.first if member.special != "broken"]


def letters(written: dict[str, str]) -> dict[str, str]:
    tree = ast.parse(written.get("recap", ""))
    return {
        node.targets[0].id: node.value.value  # type: ignore[attr-defined]
        for node in tree.body
        if isinstance(node, ast.Assign)
    }


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(tmp_path_factory.mktemp("planted"))


def section(page: str, name: str) -> str:
    return page.split(f'<section aria-labelledby="{name}">')[1].split("</section>")[0]


def people(html: str) -> set[str]:
    """The ids in the folded lists of students: names are unknown to the gradebook."""
    return set(re.findall(r"<li>([a-z_0-9]+)</li>", html))


def test_every_planted_mistake_is_counted_and_no_other(planted: Planted) -> None:
    expected = defaultdict(set)
    for member in planted.graded():
        for exercise, answer in member.answers.items():
            if answer in EXERCISES[exercise][2]:
                expected[f"{exercise}.{answer}"].add(member.id)
    groups = section(planted.page, "mistakes").split('<div class="group">')[1:]
    lettered = [group for group in groups if re.match(r"<span[^>]*>[A-Z]<", group)]
    found = {}
    for group in lettered:
        name, students = re.findall(r"This is ([a-z_.]+)\.|>(\d+) students?<", group)[
            :2
        ]
        found[name[0]] = people(group)
        assert int(students[1]) == len(people(group))
    assert found == expected
    assert len(lettered) == len(found)


def test_every_planted_alternative_is_counted_and_no_other(planted: Planted) -> None:
    rows = re.findall(r'<tr><th scope="row">(\w+)</th>(.*?)</tr>', section(
        planted.page, "ways"
    ), re.S)  # fmt: skip
    assert {name for name, _ in rows} == set(EXERCISES)
    for exercise, row in rows:
        answers = [member.answers[exercise] for member in planted.graded()]
        numbers = list(map(int, re.findall(r'<td class="n"[^>]*>(\d+)</td>', row)))
        named = dict(re.findall(r"<code>(\w+)</code> (\d+)</span>", row))
        right = {name: answers.count(name) for name in EXERCISES[exercise][1]}
        assert {name: int(count) for name, count in named.items()} == {
            name: count for name, count in right.items() if count
        }
        own_way = answers.count("careful")
        reference = answers.count("reference")
        assert numbers == [
            reference + sum(right.values()) + own_way,
            reference,
            own_way,
        ]


def test_the_careful_way_is_shown(planted: Planted) -> None:
    told = section(planted.page, "ways")
    text = unescape(re.sub(r"<[^>]+>", "", told))
    assert "raise ValueError('x is missing')" in text


def test_the_copied_pair_is_listed_and_no_other(planted: Planted) -> None:
    told = section(planted.page, "pairs")
    pairs = re.findall(r"<h3>(\S+) · (\S+)</h3>", told)
    copied = {m.id for m in planted.first if m.special in ("original", "copy")}
    assert [set(pair) for pair in pairs] == [copied]


def test_the_forger_is_named_and_nobody_else(planted: Planted) -> None:
    told = section(planted.page, "care")
    flags = told.split("<h3>Looked like")[1].split("<h3>")[0]
    forger = [m.id for m in planted.first if m.special == "forger"]
    assert re.findall(r"<strong>(\S+)</strong>", flags) == forger


def test_the_late_and_the_broken_are_named(planted: Planted) -> None:
    by_kind = {m.special: m.id for m in planted.first}
    late = section(planted.page, "care").split("<h3>Late")[1].split("<h3>")[0]
    assert re.findall(r'<th scope="row">(\S+)</th>', late) == [by_kind["late"]]
    failures = section(planted.page, "failures")
    assert re.findall(r"<strong>(\S+)</strong>", failures) == [by_kind["broken"]]


def test_the_gain_is_that_of_the_plan(planted: Planted) -> None:
    polls = {m.id: m.poll for m in planted.graded()}
    rows = re.findall(
        r"<code>([a-z_<>]+)</code><br>(.*?)</th>(.*?)</tr>",
        section(planted.pages[1], "gain"),
        re.S,
    )
    texts = {name.replace("<wbr>", ""): text for name, text, _ in rows}
    assert texts == {"idea_zero": "How many is none?", "idea_one": "How many is one?"}
    for marked, _, row in rows:
        name = marked.replace("<wbr>", "")
        pairs = [
            (polls[s][name] == IDEAS[name], after[name] == IDEAS[name])
            for s, after in planted.letters.items()
            if polls.get(s, {}).get(name) and after.get(name)
        ]
        first, second = (
            sum(column) / len(pairs) for column in zip(*pairs, strict=True)
        )
        shown = re.findall(r'<td class="n"[^>]*>([\d.−]+)%?</td>', row)
        assert shown[:3] == [
            str(len(pairs)),
            f"{first:.0%}".rstrip("%"),
            f"{second:.0%}".rstrip("%"),
        ]
        gain = (second - first) / (1 - first)
        assert float(shown[3].replace("−", "-")) == pytest.approx(gain, abs=0.005)


def test_the_first_report_has_no_gain(planted: Planted) -> None:
    assert 'id="gain"' not in planted.page
