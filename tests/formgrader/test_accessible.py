"""nbgrader's pages get a language, landmarks, and names for their icons."""

from __future__ import annotations

import re

import pytest

from autograder.formgrader.accessible import accessible_script
from autograder.formgrader.sources import _STOCK, STATIC, environment

SCRIPTS = sorted((STATIC / "js").glob("*.js"))


def test_a_page_has_a_language_and_one_main_part() -> None:
    page = environment().get_template("manage_assignments.tpl").render(base_url="")
    assert page.startswith('<!doctype html>\n<html lang="en">\n<head>')
    assert page.count('role="main"') == page.count('role="navigation"') == 1
    assert page.count("<h1>") == 1 and 'role="presentation"' not in page


@pytest.mark.parametrize("name", [path.name for path in SCRIPTS])
def test_no_icon_that_acts_is_without_a_name(name: str) -> None:
    script = accessible_script((STATIC / "js" / name).read_text("utf-8"))
    assert not re.search(r'glyphicon-[a-z-]+"\)\s*\.attr\("aria-hidden"', script)


def test_a_table_has_no_empty_head() -> None:
    for path in _STOCK.glob("*.tpl"):
        source, *_ = environment().loader.get_source(environment(), path.name)
        assert "<th></th>" not in source, path.name
