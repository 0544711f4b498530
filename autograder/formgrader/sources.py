"""nbgrader's templates and scripts, without what lets a name run.

nbgrader writes names into HTML as they are, into the text of scripts, and into
addresses. Here each template is changed before it is compiled, and each script before
it is sent: what is written into HTML is escaped, scripts find names in attributes, and
addresses quote them. No script stands in a page but the few of :data:`INLINE_SCRIPTS`,
and no event handler, so a page's policy can forbid all others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound
from nbgrader.server_extensions.formgrader import handlers as stock

from autograder.formgrader.accessible import accessible_script, accessible_template
from autograder.pages.rendering import TEMPLATES

_OURS = TEMPLATES / "formgrade"
_STOCK = Path(stock.template_path)
STATIC = Path(stock.static_path)
"""nbgrader's scripts and styles."""

# A template that is included loses its last newline.
_VALUES = (_OURS / "values.js").read_text("utf-8").rstrip("\n")
_PAGE = (_OURS / "page.js").read_text("utf-8").rstrip("\n")
_CLICKS = """
const acts = {
  createAssignmentModal: () => createAssignmentModal(),
  createStudentModal: () => createStudentModal(),
  toggleAllNames: () => toggleAllNames(),
};
$(document).on("click", "[data-click]", event => {
  event.preventDefault();
  acts[$(event.currentTarget).attr("data-click")]();
});
"""
INLINE_SCRIPTS = (_VALUES, _PAGE, _CLICKS)
"""All that stands between <script> and </script> on any page, to the letter."""

# nbgrader sends the browser to Jupyter's own pages, which may not be there.
_LINKS = """
linkTo = (kind, path) => (_, link) =>
  $(link).attr("href", `${base_url.replace(/\\/formgrader$/, "")}/formgrader/folder/`
    + path.replace(/^\\.\\//, "").split("/").map(encodeURIComponent).join("/"))[0];
"""

_INLINE = re.compile(r"<script>\s*((?:var \w+ = \"\{\{ \w+ \}\}\";\s*)+)</script>")
_VALUE = re.compile(r"var (\w+) = \"(\{\{ \w+ \}\})\";\s*")
_ON_CLICK = re.compile(r"onclick=\"(\w+)\(\);?\"", re.IGNORECASE)
_TERMINAL = re.compile(r"<a [^>]*/terminals/1\">(.*?)</a>")
_ADDRESS = re.compile(r"href=\"\{\{ base_url \}\}[^\"]*\"")
_IN_ADDRESS = re.compile(r"\{\{ (\w+_id) \}\}")
_LEFT = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>(?!\{% raw %\})|\son\w+\s*=", re.IGNORECASE
)

_ADDRESS_OF_SCRIPT = re.compile(r"^.*base_url \+ \"/formgrader/.*$", re.MULTILINE)
_NAME_IN_ADDRESS = re.compile(r"(/\" \+ )(this\.model\.get\(\"\w+\"\)|[a-z_]+)")
_APPENDED = re.compile(r"\.append\((\w+ \+ \"[^\"<]*\")\)")


class Loader(BaseLoader):
    """Loads nbgrader's templates, changed, and ours that they ask for."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return a template's source; ``formgrade_macros.tpl`` is known as such only.

        Raises:
            TemplateNotFound: There is no such template.
            RuntimeError: nbgrader's has something that this module does not know.
        """
        if template == "formgrade_macros.tpl":
            template = "formgrade_macros.html.j2"
        ours = _OURS / template
        if ours.is_file():
            return ours.read_text("utf-8"), str(ours), lambda: True
        path = _STOCK / template
        if not path.is_file():
            raise TemplateNotFound(template)
        return safe_template(path.read_text("utf-8")), str(path), lambda: True


def safe_template(source: str) -> str:
    """Return a template of nbgrader's whose pages need no script but the known ones.

    Raises:
        RuntimeError: It has another script, or an event handler.
    """
    source = _INLINE.sub(_values_in_attributes, source)
    source = _ON_CLICK.sub(r'data-click="\1"', source)
    source = _TERMINAL.sub(r"\1", source)
    source = _ADDRESS.sub(_quoted, source)
    source = accessible_template(source)
    source = source.replace("</head>", f"{_inline(_CLICKS)}\n</head>")
    if unknown := _LEFT.search(source):
        raise RuntimeError(f"nbgrader's template has an unknown script: {unknown[0]}")
    return source


@lru_cache(maxsize=64)
def safe_script(path: Path, alone: bool) -> bytes:
    """Return a script of nbgrader's that writes names as text and quotes addresses.

    Args:
        path: The script.
        alone: Jupyter's own pages are not there: folders are shown by ours.
    """
    if not path.is_relative_to(STATIC / "js"):
        return path.read_bytes()
    script = path.read_text("utf-8")
    script = accessible_script(_APPENDED.sub(r".text(\1)", script))
    script = _ADDRESS_OF_SCRIPT.sub(
        lambda line: _NAME_IN_ADDRESS.sub(r"\1encodeURIComponent(\2)", line[0]), script
    )
    if alone and path.name == "utils.js":
        script += _LINKS
    return script.encode()


def _inline(script: str) -> str:
    # No brace of a script means anything to the template.
    return f"<script>{{% raw %}}{script}{{% endraw %}}</script>"


def _values_in_attributes(script: re.Match[str]) -> str:
    values = _VALUE.findall(script[1])
    attributes = " ".join(f'data-{name}="{value}"' for name, value in values)
    return _inline(_VALUES).replace("<script>", f"<script {attributes}>")


def _quoted(address: re.Match[str]) -> str:
    return _IN_ADDRESS.sub(r"{{ \1 | urlencode }}", address[0])


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return nbgrader's templates, escaping everything."""
    return Environment(loader=Loader(), autoescape=True)
