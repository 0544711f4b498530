"""nbgrader's templates and scripts as they are served."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbgrader.server_extensions.formgrader import handlers as stock

from autograder.formgrader.sources import (
    INLINE_SCRIPTS,
    STATIC,
    environment,
    safe_script,
    safe_template,
)

HOSTILE = "\"'><img src=x onerror=alert(1)>\\</script><script>alert(1)</script>"
TEMPLATES = sorted(path.name for path in Path(stock.template_path).glob("*.tpl"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))


class Reader(HTMLParser):
    """What a browser makes of a page, as far as scripts are concerned."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.values: dict[str, str] = {}
        self.tags: list[str] = []
        self._script: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script" and "src" not in dict(attrs):
            self._script = []
            data = {name: value or "" for name, value in attrs}
            self.values |= {k.removeprefix("data-"): v for k, v in data.items()}

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.inline.append("".join(self._script))
            self._script = None


def page(name: str) -> Reader:
    """Return a page on which everything has a hostile name."""
    resources = dict.fromkeys(
        ("assignment_id", "notebook_id", "student", "first_name", "last_name"), HOSTILE
    )
    resources |= {"notebook_path": f"a/{HOSTILE}", "filename": HOSTILE}
    resources |= {"submission_id": HOSTILE, "base_url": "/run", "index": 0, "total": 1}
    named = (
        "assignment_id",
        "notebook_id",
        "student_id",
        "course_dir",
        "current_config",
    )
    others = {"exchange_missing": True, "exchange": HOSTILE, "url_prefix": HOSTILE}
    values = {**dict.fromkeys(named, HOSTILE), **others, "default_timezone": "+0000"}
    template = environment().get_template(name)
    return Reader(template.render(base_url="/run", resources=resources, **values))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_has_the_known_scripts_alone(name: str) -> None:
    read = page(name)
    assert set(read.inline) <= set(INLINE_SCRIPTS)
    assert read.inline or name == "formgrade_404.tpl"
    assert read.handlers == []
    assert "img" not in read.tags


def test_scripts_get_names_as_they_are() -> None:
    values = page("manage_students_notebook_submissions.tpl").values
    assert values["student_id"] == values["assignment_id"] == HOSTILE
    assert values["base_url"] == "/run"


@pytest.mark.parametrize(
    "source", ["<script>f()</script>", '<b onclick="f(x)">', "<p onload=f()>"]
)
def test_an_unknown_script_is_refused(source: str) -> None:
    with pytest.raises(RuntimeError, match="unknown script"):
        safe_template(source)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_name_in_an_address_is_quoted(path: Path) -> None:
    script = safe_script(path, alone=True).decode()
    for line in re.findall(r".*base_url \+ \"/formgrader/.*", script):
        assert not re.search(r"/\" \+ (?!encodeURIComponent)", line), line


def test_nothing_is_appended_as_html_that_holds_a_name() -> None:
    for path in SCRIPTS:
        script = safe_script(path, alone=False).decode()
        assert not re.search(r"\.(append|html|prepend|after)\(\w+ \+", script), (
            path.name
        )
    changed = safe_script(
        STATIC / "js" / "manage_students_notebook_submissions.js", False
    )
    assert b'.text(name + " (file missing)")' in changed


def test_a_script_of_others_is_sent_as_it_is() -> None:
    path = STATIC / "node_modules" / "jquery" / "dist" / "jquery.min.js"
    assert safe_script(path, alone=True) == path.read_bytes()


def test_folders_are_shown_by_us_where_jupyter_is_not() -> None:
    path = STATIC / "js" / "utils.js"
    assert b"/formgrader/folder/" in safe_script(path, alone=True)
    assert b"/formgrader/folder/" not in safe_script(path, alone=False)
