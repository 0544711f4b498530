"""Chromium, the students' environment, and servers; a failed test leaves a picture."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    sync_playwright,
)

from tests.browser.servers import jupyter
from tests.browser.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
FAILURES = ROOT / "tests" / "browser" / "failures"
STUDENT = ROOT / ".venv-student" / "bin" / "python"

SIZE = {"width": 1280, "height": 900}

_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HandOut = Callable[[str, str], str]


class Picture(Protocol):
    """Keeps a picture of the documentation, when asked to."""

    def __call__(self, name: str, shown: Page | Locator | None = None) -> None:
        """Keep what is shown, or else the test's window."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--pictures``: write the pictures of the documentation anew."""
    parser.addoption(
        "--pictures", action="store_true", help="write docs/pictures/*.png"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Forget the pictures of earlier failures."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(FAILURES, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need a browser: ``make test-browser`` runs them."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=path, args=_SWITCHES)
        yield one
        one.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of its own; modules whose tests may share one override this."""
    with profile(browser) as one:
        yield one


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of its own; what it looked like when a test failed is kept."""
    name = f"{request.node.path.name}-{request.node.name}"
    one = context.new_page()
    yield one
    if request.node.stash.get(_FAILED, False):
        keep(one, name)
    one.close()


@contextmanager
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Open a profile: storage and cache that no other test sees."""
    context = browser.new_context(viewport=SIZE, accept_downloads=True)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def window(browser: Browser, name: str) -> Iterator[Page]:
    """Open a window; what it looked like when something failed in it is kept."""
    with profile(browser) as context:
        one = context.new_page()
        try:
            yield one
        except Exception:
            keep(one, name)
            raise


def keep(page: Page, name: str) -> None:
    """Keep a window's picture as that of a failure."""
    FAILURES.mkdir(exist_ok=True)
    file = re.sub(r"\W+", "-", name).strip("-")
    page.screenshot(path=FAILURES / f"{file}.png")


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> object:
    """Let the fixture know that its test failed."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture
def watch(page: Page) -> Watch:
    """What the window's console said."""
    return Watch(page)


@pytest.fixture
def picture(page: Page, request: pytest.FixtureRequest) -> Picture:
    """Return what keeps a window, or a part of one, when asked to."""

    def keep(name: str, shown: Page | Locator | None = None) -> None:
        page.mouse.move(0, 0)
        if request.config.getoption("--pictures", default=False):
            (shown or page).screenshot(path=PICTURES / f"{name}.png")

    return keep


@pytest.fixture(scope="session")
def student() -> Path:
    """The interpreter of an environment that has what students are told to install."""
    assert STUDENT.exists(), "run make test-browser: it makes the students' environment"
    return STUDENT


@pytest.fixture(scope="session")
def students_kernel(student: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JUPYTER_PATH whose kernel runs in the students' environment."""
    prefix = tmp_path_factory.mktemp("kernel")
    install = [student, "-m", "ipykernel", "install", "--prefix", prefix]
    subprocess.run(install, check=True, capture_output=True)
    return prefix / "share" / "jupyter"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the student's server shows."""
    return tmp_path_factory.mktemp("student")


@pytest.fixture
def hand_out(release: Path) -> HandOut:
    """Return what puts a seminar, as handed out, into a new folder of the student's."""

    def copy(language: str, name: str) -> str:
        folder = Path(tempfile.mkdtemp(prefix="work-", dir=release))
        shutil.copytree(ROOT / "release" / language / name, folder, dirs_exist_ok=True)
        return f"{folder.name}/{name}.ipynb"

    return copy


@pytest.fixture(scope="session")
def lab(
    student: Path, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """JupyterLab in the students' environment."""
    with jupyter(student, "lab", release, tmp_path_factory.mktemp("lab")) as address:
        yield address


@pytest.fixture(scope="session", params=["lab", "notebook"])
def with_nbgrader(
    request: pytest.FixtureRequest,
    students_kernel: Path,
    release: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, str]]:
    """Lab and Notebook 7 of who has nbgrader too: the application and its address."""
    with jupyter(
        Path(sys.executable),
        request.param,
        release,
        tmp_path_factory.mktemp(request.param),
        environment={"JUPYTER_PATH": str(students_kernel)},
    ) as address:
        yield request.param, address
