"""A copy of a tree is of this tree alone."""

from __future__ import annotations

import ast
from typing import Any

from autograder.diagnosis.near_misses.nodes import copied


def test_what_others_have_hung_on_shared_nodes_is_not_copied() -> None:
    tree = ast.parse("def f(x):\n    return [-x + 1, x][0]\n")
    own: Any = tree.body[0]
    shared = own.body[0].value.ctx
    shared.parent = tree
    try:
        made = copied(own)
    finally:
        del shared.parent
    assert ast.dump(made, include_attributes=True) == ast.dump(
        own, include_attributes=True
    )
    whole = {id(node) for node in ast.walk(own)}
    again = [node for node in ast.walk(made) if id(node) in whole]
    assert {type(node) for node in again} == {ast.Load, ast.USub, ast.Add}
