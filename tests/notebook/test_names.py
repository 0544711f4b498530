"""The names in a cell."""

import pytest

from autograder.notebook.names import read_in_functions, used_names

CODE = """\
total = start + len(rows)
class Sum:
    unit = metre
    def add(self, x):
        def inner():
            return x + offset
        return inner() + total
unread = 0
"""


def test_what_a_cell_reads_is_found_in_each_of_its_blocks() -> None:
    inside = {"metre", "offset", "total"}
    assert read_in_functions(CODE) == inside
    assert used_names(CODE) == inside | {"start", "len", "rows"}


@pytest.mark.parametrize("code", ["def f(:", "%matplotlib inline", "a\0b"])
def test_what_is_no_python_reads_nothing(code: str) -> None:
    assert read_in_functions(code) == used_names(code) == set()
