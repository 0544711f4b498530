"""The site that ``make site`` builds: the release on a Python that runs in the browser."""

from __future__ import annotations

import ast
import functools
import http.server
import importlib.metadata
import json
import mimetypes
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import Page, Route, expect

from tests.browser import pyodide
from tests.browser.notebook_page import MINUTE, NotebookPage
from tests.browser.pyodide import SITE
from tests.browser.watch import Watch

ROOT = pyodide.ROOT
CDN = ROOT / ".venv-site" / "cdn"
SEMINARS = sorted((ROOT / "release").glob("*/*/*.ipynb"))
WIDGETS = "ipywidgets"

pytestmark = pytest.mark.skipif(
    not SITE.exists(), reason="make site has not been run; make test-browser runs it"
)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A plain web server on the site, as any static host is."""
    handler = functools.partial(_Handler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
