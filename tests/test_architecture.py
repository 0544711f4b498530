"""``docs/architecture.md`` speaks of what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_imports import ALLOWED, MODULES, imports, part_of

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PATHS = sorted(
    {
        quoted
        for quoted in re.findall(r"`([\w./-]+)`", PAGE)
        if "/" in quoted or quoted.endswith((".py", ".md", ".toml", ".txt"))
    }
    - {"source/", "release/", "submitted/", "autograded/"}  # made by commands
)
ARROWS = [
    (importing, imported)
    for line in PAGE.partition("```mermaid")[2].partition("```")[0].splitlines()
    if " --> " in line
    for left, right in zip(line.split("-->"), line.split("-->")[1:], strict=False)
    for importing in map(str.strip, left.split("&"))
    for imported in map(str.strip, right.split("&"))
]
ROOMS = {part for part in ALLOWED if (ROOT / "autograder" / part).is_dir()} - {""}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_names_in_code_are_defined_where_the_page_says() -> None:
    for name, module in (
        ("SYSTEMS", "collecting/lms"),
        ("EXPORTERS", "plugins/exporters"),
        ("RULES", "course/lint"),
        ("VERBS", "sandbox/layers"),
        ("Layer", "sandbox/policy"),
    ):
        assert f"`{name}`" in PAGE
        text = (ROOT / "autograder" / f"{module}.py").read_text("utf-8")
        assert re.search(rf"^(class )?{name}\b", text, re.MULTILINE)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_is_on_the_page(room: str) -> None:
    assert f"`autograder/{room}/`" in PAGE


@pytest.mark.parametrize(("importing", "imported"), ARROWS)
def test_an_arrow_that_is_drawn_is_an_import(importing: str, imported: str) -> None:
    assert any(
        part_of(name) == imported
        for module, path in MODULES.items()
        if part_of(module) == importing
        for _, name in imports(path)
    )
