"""nbgrader's formgrader on a course: a Jupyter server that is ready for it.

nbgrader needs three things that an instructor should not have to know of: the course's
root as the current directory, where it looks for ``nbgrader_config.py``; its own helper
commands on the path; and a gradebook. One more thing no course is served without: its
students' programs run in the sandbox, and its pages run nothing of theirs.
"""

from __future__ import annotations

import os
import secrets

from jupyter_server.serverapp import ServerApp
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from autograder.gradebook.current import open_gradebook
from autograder.gradebook.lateness import follow, penalty_of
from autograder.nbgrader_course import NbgraderCourse
from autograder.nbgrader_settings import safe_settings

PAGE = "/formgrader"


def serve(course: NbgraderCourse, port: int) -> None:
    """Serve a course until Ctrl-C; say the address as soon as it answers.

    Args:
        course: The course.
        port: Where to listen; if it is taken, one of the next.
    """
    with open_gradebook(course, print):
        pass  # the formgrader does not open without one
    follow(penalty_of(course.config))
    os.chdir(course.root)
    # One of our own: Jupyter shows the token that it makes in ten lines of log.
    token = secrets.token_hex(16)
    server = ServerApp.instance()
    server.initialize(
        [
            f"--ServerApp.root_dir={course.root}",
            f"--ServerApp.default_url={PAGE}",
            f"--ServerApp.port={port}",
            f"--IdentityProvider.token={token}",
            "--ServerApp.open_browser=False",
            "--ServerApp.answer_yes=True",  # Ctrl-C means it
            "--ServerApp.allow_root=True",  # who is root, in a container say, knows it
            "--Application.log_level=ERROR",
        ]
    )
    _enforce(safe_settings(course.root), server)
    address = f"{server.connection_url.rstrip('/')}{PAGE}?token={token}"
    server.io_loop.add_callback(print, f"Open {address}", flush=True)
    server.start()


def _enforce(settings: Config, server: ServerApp) -> None:
    """Put settings over what the course's own configuration says."""
    shared = server.web_app.settings
    formgrader = shared["nbgrader_formgrader"]
    # The course's file is read again for each request; these have the last word there.
    formgrader.cli_config.merge(settings)
    formgrader.update_config(settings)
    shared["nbgrader_exporter"] = HTMLExporter(config=formgrader.config)
