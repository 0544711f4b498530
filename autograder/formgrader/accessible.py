"""nbgrader's pages for who hears them, or sees little: names, landmarks, contrast.

nbgrader's icons have no name, its pages no language and no main part, and some of its
words are grey on grey. All that is mended in the text of its templates and scripts.
"""

from __future__ import annotations

import re

from autograder.pages.rendering import TEMPLATES

_ICONS = {
    "cloud-download": "Collect",
    "cloud-upload": "Release",
    "comment": "Generate feedback",
    "education": "Generate",
    "envelope": "Release feedback",
    "eye-close": "Name is shown",
    "eye-open": "Name is hidden",
    "flash": "Autograde",
    "pencil": "Edit",
    "remove": "Unrelease",
    "search": "Preview",
}
"""What the icons do, in nbgrader's words."""

_WIDTH = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_STYLE = (TEMPLATES / "formgrade" / "accessible.css").read_text("utf-8")

_ICON = re.compile(
    r'\.addClass\("glyphicon glyphicon-([a-z-]+)"\)(\s*)\.attr\("aria-hidden", "true"\)'
)
_PANEL = re.compile(r'<h4 class="panel-title">(.*?)</h4>', re.DOTALL)
_CHANGES = (
    ("<!doctype html>\n<head>", '<!doctype html>\n<html lang="en">\n<head>'),
    ("</head>", f"{_WIDTH}\n<style>{_STYLE}</style>\n</head>"),
    ("<h1>nbgrader</h1>", '<p class="h1">nbgrader</p>'),
    (
        '<div class="container-fluid">\n    <div class="row">',
        '<div class="container-fluid">\n    <div class="row" role="banner">',
    ),
    (
        '<div class="col-md-2">\n        <ul class="nav',
        '<div class="col-md-2" role="navigation">\n        <ul class="nav',
    ),
    ('<div class="col-md-10">', '<div class="col-md-10" role="main">'),
    ('<li role="presentation"', "<li"),
    (' role="tablist" aria-multiselectable="true"', ""),
    (' role="tabpanel"', ' role="region"'),
    (' role="tab"', ""),
    ("<th></th>", '<th><span class="sr-only">Names are shown</span></th>'),
)


def accessible_template(source: str) -> str:
    """Return a template of nbgrader's whose pages can be heard and read."""
    for before, after in _CHANGES:
        source = source.replace(before, after)
    return _PANEL.sub(r'<h2 class="panel-title">\1</h2>', source)


def accessible_script(script: str) -> str:
    """Return a script of nbgrader's that gives its icons names."""
    return _ICON.sub(_named, script)


def _named(icon: re.Match[str]) -> str:
    if icon[1] not in _ICONS:
        return icon[0]
    name = f'.attr({{"role": "img", "aria-label": "{_ICONS[icon[1]]}"}})'
    return f'.addClass("glyphicon glyphicon-{icon[1]}"){icon[2]}{name}'
