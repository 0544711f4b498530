"""What is made of a class although some of it defeat the making."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.common.culprits import without_culprits

PEOPLE = "abcdef"


def listing(hostile: Collection[str]):
    def make(people: Collection[str]) -> list[str]:
        if found := sorted(set(people) & set(hostile)):
            raise ValueError(found[0])
        return list(people)

    return make


@given(st.sets(st.sampled_from(PEOPLE)))
def test_all_others_are_there_in_their_order(hostile: set[str]) -> None:
    made, culprits = without_culprits(PEOPLE, listing(hostile))
    assert made == [one for one in PEOPLE if one not in hostile]
    assert {one: str(error) for one, error in culprits.items()} == {
        one: one for one in hostile
    }


def test_where_nobody_alone_is_to_blame_it_fails() -> None:
    def together(people: Collection[str]) -> None:
        if len(people) > 1:
            raise ValueError

    with pytest.raises(ValueError):
        without_culprits(PEOPLE, together)


def test_a_full_disk_is_nobodys_fault() -> None:
    def full(people: Collection[str]) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        without_culprits(PEOPLE, full)
