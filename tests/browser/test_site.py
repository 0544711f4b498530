"""The site of ``make site``: the release, and a Python that runs in the browser."""

from __future__ import annotations

import ast
import functools
import http.server
import json
import re
import sys
import threading
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from playwright.sync_api import Page, Route, expect

from autograder.config import load_course
from tests.browser import pyodide
from tests.browser.notebook_page import MINUTE, POLLING, NotebookPage
from tests.browser.watch import Watch

ROOT = pyodide.ROOT
SITE = ROOT / "site" / "_output"
CDN = ROOT / ".venv-site" / "cdn"
RELEASE = ROOT / "release"
# Pyodide has no PyTorch, nor whatever else an assignment has to name.
LEFT_OUT = {each.id for each in load_course(ROOT).assignments if each.libraries}
SEMINARS = [
    path for path in sorted(RELEASE.glob("*/*/*.ipynb")) if path.stem not in LEFT_OUT
]
EXTENSION = "@jupyterlite/pyodide-kernel-extension"

TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm"}


# --- the site and the CDN ------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> Path:
    """The folder that is put on a web server."""
    assert (SITE / "index.html").exists(), "run make site"
    return SITE


@pytest.fixture(scope="module")
def cdn() -> Path:
    """What Pyodide's CDN serves, as far as npm and PyPI have it."""
    assert (CDN / "pyodide-lock.json").exists(), (
        "run make test-browser, which brings it"
    )
    return CDN


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Keep the tests' output free of requests."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """A plain web server in a folder below its root, as many hosts have it."""
    handler = functools.partial(_Handler, directory=str(site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
        server.shutdown()


@pytest.fixture
def offline(page: Page) -> list[str]:
    """Nothing but the site can be reached; returns what else was asked for."""
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), refuse)
    return asked


@pytest.fixture
def cdn_served(page: Page, cdn: Path, offline: list[str]) -> list[str]:
    """Pyodide's CDN answers too; returns what else was asked for."""
    start = pyodide.address()

    def answer(route: Route) -> None:
        path = cdn / route.request.url.removeprefix(start)
        if not path.is_file():
            offline.append(route.request.url)
            return route.abort()
        kind = TYPES.get(path.suffix, "application/octet-stream")
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": kind}
        return route.fulfill(path=path, headers=headers)

    page.context.route(f"{start}**", answer)
    return offline


_OPEN = """path => {
  const open = window.jupyterapp?.shell.currentWidget;
  return open?.context?.path === path && open.context.isReady
    && open.content.model.cells.length;
}"""

_LISTENS = """path => {
  const open = window.jupyterapp?.shell.currentWidget;
  return open?.context?.path === path
    && open.sessionContext.session?.kernel?.status === 'idle';
}"""


class LitePage(NotebookPage):
    """A notebook open in the site's lab."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address)
        self._address = address
        page.context.route(f"{address}/jupyter-lite.json", self._expose_app)

    def open(self, path: str, kernel: bool = True) -> None:
        """Open a notebook and wait until it is there, or until its kernel listens."""
        self.page.goto(f"{self._address}/lab/index.html?path={path}")
        ready = _LISTENS if kernel else _OPEN
        self.page.wait_for_function(
            ready, arg=path, polling=POLLING, timeout=2 * MINUTE
        )

    @staticmethod
    def _expose_app(route: Route) -> None:
        settings = json.loads((SITE / "jupyter-lite.json").read_text())
        settings["jupyter-config-data"]["exposeAppInBrowser"] = "true"
        route.fulfill(json=settings)


# --- what is in it -------------------------------------------------------------------


def _code(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text())["cells"]
    return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]


def _imported(notebook: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse("\n\n".join(_code(notebook)))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


def _preloaded(site: Path) -> list[Path]:
    """The wheels the kernel loads as it starts; their paths are its worker's."""
    settings = json.loads((site / "jupyter-lite.json").read_text())
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    paths = plugins[f"{EXTENSION}:kernel"]["loadPyodideOptions"]["packages"]
    return [
        (site / "extensions" / EXTENSION / "static" / path).resolve() for path in paths
    ]


def _lock(cdn: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((cdn / "pyodide-lock.json").read_text())
    return lock


def _versions(site: Path, cdn: Path) -> dict[str, str]:
    """What can be imported in the site, by distribution."""
    locked = {name: one["version"] for name, one in _lock(cdn)["packages"].items()}
    wheels = [parse_wheel_filename(path.name)[:2] for path in _preloaded(site)]
    return locked | {name: str(version) for name, version in wheels}


@pytest.mark.parametrize(
    "seminar", SEMINARS, ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_each_seminar_is_there_byte_for_byte_and_listed(
    site: Path, seminar: Path
) -> None:
    inside = seminar.relative_to(RELEASE)
    assert (site / "files" / inside).read_bytes() == seminar.read_bytes()
    listing = json.loads(
        (site / "api/contents" / inside.parent / "all.json").read_text()
    )
    assert inside.as_posix() in [entry["path"] for entry in listing["content"]]


def test_what_cannot_run_in_a_browser_is_left_out(site: Path) -> None:
    there = {path.stem for path in (site / "files").rglob("*.ipynb")}
    assert there == {path.stem for path in SEMINARS}


def test_the_start_page_leads_to_each_seminar(site: Path) -> None:
    links = re.findall(r"\]\((.+?)\)", (site / "files" / "start.md").read_text())
    assert links == [path.relative_to(RELEASE).as_posix() for path in SEMINARS]


def test_nothing_of_the_instructors_is_there(site: Path) -> None:
    files = {path.suffix for path in (site / "files").rglob("*") if path.is_file()}
    assert files == {".ipynb", ".md"}


def test_the_kernel_finds_the_wheels_it_is_told_to_load(site: Path) -> None:
    assert [path for path in _preloaded(site) if not path.is_file()] == []


def test_every_import_of_the_notebooks_is_there(site: Path, cdn: Path) -> None:
    lock = _lock(cdn)
    there = {module for one in lock["packages"].values() for module in one["imports"]}
    there |= {parse_wheel_filename(path.name)[0] for path in _preloaded(site)}
    kernel = pyodide.with_dependencies(lock, pyodide.KERNEL)
    there |= {name.replace("-", "_") for name in kernel}
    with zipfile.ZipFile(cdn / "python_stdlib.zip") as library:
        names = [name.split("/")[0] for name in library.namelist()]
    there |= {name.removesuffix(".py") for name in names}
    # Compiled into the interpreter; ``math`` is a file of its own elsewhere.
    there |= {*sys.builtin_module_names, "math"}
    imported = {name for path in SEMINARS for name in _imported(path)}
    assert imported - there == set()


def test_the_notebooks_do_nothing_that_pyodide_cannot() -> None:
    impossible = {"threading", "multiprocessing", "concurrent", "socket", "signal"}
    for seminar in SEMINARS:
        assert _imported(seminar) & impossible == set()
        for code in _code(seminar):
            assert _needs_a_system(ast.parse(code)) == [], seminar


def _needs_a_system(tree: ast.AST) -> list[str]:
    """Name the calls that need a terminal or a process, if a browser would run them."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "emscripten" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name == "input" or name.startswith(
                ("subprocess.", "os.system", "os.fork")
            ):
                found.append(name)
        found += _needs_a_system(node)
    return found


def test_a_process_is_seen_only_outside_the_guard() -> None:
    call = "subprocess.run(['pip'])"
    guarded = f"if sys.platform != 'emscripten':\n    {call}"
    assert _needs_a_system(ast.parse(guarded)) == []
    assert _needs_a_system(ast.parse(f"def install():\n    {call}")) == [
        "subprocess.run"
    ]


def test_versions_are_those_that_students_are_told_to_install(
    site: Path, cdn: Path
) -> None:
    versions = _versions(site, cdn)
    told = [
        line for line in (RELEASE / "requirements.txt").read_text().splitlines() if line
    ]
    wanted = [Requirement(line) for line in told if not line.startswith("#")]
    libraries = [one for one in wanted if one.name not in {"jupyterlab", "notebook"}]
    assert libraries
    wrong = [
        str(one)
        for one in libraries
        if versions.get(one.name, "0") not in one.specifier
    ]
    assert wrong == []


def test_the_wheels_find_what_they_depend_on(site: Path, cdn: Path) -> None:
    frontends = {"jupyterlab-widgets", "widgetsnbextension"}  # the site has its own
    versions = _versions(site, cdn)
    for path in _preloaded(site):
        with zipfile.ZipFile(path) as wheel:
            metadata = next(n for n in wheel.namelist() if n.endswith("/METADATA"))
            needs = message_from_bytes(wheel.read(metadata)).get_all(
                "Requires-Dist", []
            )
        for need in map(Requirement, needs):
            name = canonicalize_name(need.name)
            if need.marker is None and name not in frontends:
                assert versions[name] in need.specifier, f"{path.name} needs {need}"


# --- in the browser ------------------------------------------------------------------


def _complaints(watch: Watch) -> list[str]:
    """What the console said but for the CDN, which was out of reach."""
    return [line for line in watch.errors if "cdn.jsdelivr.net" not in line]


@pytest.mark.parametrize("app", ["lab", "notebooks"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_seminar_opens_and_reads_well_without_a_kernel(
    page: Page, watch: Watch, address: str, offline: list[str], app: str, language: str
) -> None:
    path = f"{language}/l1_5_entropy/l1_5_entropy.ipynb"
    page.goto(f"{address}/{app}/index.html?path={path}")
    seminar = page.locator(".jp-Notebook .jp-RenderedMarkdown")
    expect(seminar.locator("h1").first).to_contain_text("1.5.", timeout=MINUTE)
    expect(seminar.locator("mjx-container").first).to_be_visible(timeout=MINUTE)
    assert watch.broken() == []
    assert _complaints(watch) == []
    assert [url for url in offline if not url.startswith(pyodide.address())] == []


def test_the_lab_starts_with_the_start_page_and_a_link_opens_a_seminar(
    page: Page, watch: Watch, address: str, offline: list[str]
) -> None:
    page.goto(f"{address}/")
    start = page.locator(".jp-MarkdownViewer")
    start.get_by_role("link", name="Нейрон", exact=False).first.click(timeout=MINUTE)
    heading = page.locator(".jp-Notebook .jp-RenderedMarkdown h1").first
    expect(heading).to_contain_text("Семинар 1.1", timeout=MINUTE)
    assert _complaints(watch) == []


def _without_numpy(seminar: Path) -> str:
    """The part of the setup cell that does without NumPy, which only the CDN has."""
    setup = ast.parse(next(code for code in _code(seminar) if "def tick(" in code))
    compiled = {"np", "plt", "numpy", "set_matplotlib_formats", "Image", "Text"}
    kept = []
    for part in setup.body:
        names = {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}
        if isinstance(part, ast.Import | ast.ImportFrom):
            names = {name.asname or name.name for name in part.names}
        if not names & compiled:
            kept.append(ast.unparse(part))
    return "\n".join(kept)


def test_the_kernel_runs_the_helpers_and_a_slider(
    page: Page, watch: Watch, address: str, cdn_served: list[str]
) -> None:
    path = "en/l1_2_sigmoid/l1_2_sigmoid.ipynb"
    seminar = LitePage(page, address)
    seminar.open(path)

    def run(code: str) -> str:
        seminar.fill({"sigmoid": code})
        return seminar.run("sigmoid").inner_text()

    assert run(_without_numpy(RELEASE / path)) == ""
    assert "✓ sigmoid" in run('tick("sigmoid")')
    assert run('fail("off by one")').strip() == "off by one"
    assert "3 of 5 points" in run("progress(sigmoid=3, other=2)")

    slider = "widgets.IntSlider(3, 0, 9)"
    assert "k is 3" in run(f"widgets.interact(lambda k: print('k is', k), k={slider});")
    output = seminar.cell("sigmoid").locator(".jp-Cell-outputArea")
    output.locator(".noUi-handle").press("ArrowRight")
    expect(output).to_contain_text("k is 4")

    assert watch.errors == []
    assert cdn_served == [], "something else than the site and its CDN was asked for"


def test_work_is_kept_by_the_browser_and_can_be_downloaded(
    page: Page, address: str, offline: list[str]
) -> None:
    path = "ru/l1_2_sigmoid/l1_2_sigmoid.ipynb"
    seminar = LitePage(page, address)
    seminar.open(path, kernel=False)
    seminar.fill({"sigmoid": "answer = 42"})
    seminar.command("docmanager:save")
    page.reload()
    seminar.open(path, kernel=False)
    with page.expect_download() as download:
        seminar.command("docmanager:download")
    handed_in = json.loads(download.value.path().read_text())
    original = json.loads((RELEASE / path).read_text())
    cells = {
        c["metadata"].get("nbgrader", {}).get("grade_id"): c for c in handed_in["cells"]
    }
    assert "".join(cells["sigmoid"]["source"]) == "answer = 42"
    metadata = [cell["metadata"].get("nbgrader") for cell in handed_in["cells"]]
    assert metadata == [cell["metadata"].get("nbgrader") for cell in original["cells"]]
