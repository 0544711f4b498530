"""The command that serves the formgrader; ``tests/browser`` opens its pages."""

from __future__ import annotations

import json
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from tests.browser.formgrader import formgrader

from .test_main import refusal


def test_it_says_the_address_at_which_the_course_is(built, tmp_path: Path) -> None:
    with formgrader(built.root, tmp_path) as address:
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        visitor = urllib.request.build_opener(cookies)
        with visitor.open(address) as page:
            assert page.url.endswith("/formgrader/manage_assignments")
        root = address.partition("/formgrader")[0]
        with visitor.open(f"{root}/formgrader/api/assignments") as listed:
            assert [one["name"] for one in json.load(listed)] == ["tiny"]


def test_strangers_are_not_let_in(built, tmp_path: Path) -> None:
    with (
        formgrader(built.root, tmp_path) as address,
        urllib.request.urlopen(address.partition("?")[0]) as page,
    ):
        assert "/login" in page.url


def test_a_folder_without_a_course(tmp_path: Path) -> None:
    (line,) = refusal("formgrader", at=tmp_path)
    assert "no course here" in line
