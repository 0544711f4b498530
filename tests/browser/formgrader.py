"""The formgrader as ``make formgrader`` starts it, and as an instructor handles it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.servers import PATIENCE, free_port


@contextmanager
def formgrader(course: Path, home: Path) -> Iterator[str]:
    """Serve a course and give the address that the command says.

    Args:
        course: The course's root.
        home: An empty folder for all that Jupyter keeps about its user.
    """
    jupyter = {
        f"JUPYTER_{name}_DIR": str(home / name.lower())
        for name in ("CONFIG", "DATA", "RUNTIME")
    }
    command = [sys.executable, "-m", "autograder", "formgrader"]
    server = subprocess.Popen(
        [*command, f"--course-dir={course}", f"--port={free_port()}"],
        # As the Makefile calls it: no environment is activated.
        env={**os.environ, **jupyter, "HOME": str(home), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = server.stdout.readline()
        found = re.fullmatch(r"Open (http://\S+/formgrader\?token=\S+)\n", said)
        assert found, said
        yield found[1]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(PATIENCE)
