"""Jupyter servers as students and instructors start them, on a folder of their own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 300
"""Seconds a server may take to answer: a machine that runs other tests is slow."""

_QUIET = {
    "@jupyterlab/apputils-extension/notification": {
        "checkForUpdates": False,
        "doNotDisturbMode": True,
        "fetchNews": "false",
    }
}
"""Settings of JupyterLab: ask nobody on the network for news."""


@contextmanager
def jupyter(
    python: Path,
    app: str,
    folder: Path,
    home: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve ``folder`` and give the address.

    Args:
        python: The interpreter whose Jupyter it is.
        app: ``lab`` or ``notebook``.
        folder: What the user opens.
        home: An empty folder for all that Jupyter keeps about its user.
        options: Further options of the command line.
        environment: Further variables of the environment.

    Raises:
        RuntimeError: The server ended or did not answer; its log is in the message.
    """
    for plugin, values in _QUIET.items():
        place = home / "settings" / f"{plugin}.jupyterlab-settings"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(values))
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "PYTHON", "IPYTHON"))
    }
    bin_first = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    variables = {
        **kept,
        "PATH": bin_first,
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        **(environment or {}),
    }
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        *(str(python), "-m", "jupyter", app, "--no-browser", f"--port={port}"),
        *("--ServerApp.port_retries=0", "--IdentityProvider.token=", "--allow-root"),
        *("--expose-app-in-browser", *options),
    ]
    log = home / "server.log"
    with log.open("w") as written:
        server = subprocess.Popen(
            command, cwd=folder, env=variables, stdout=written, stderr=written
        )
        try:
            _wait(server, address, log)
            yield address
        finally:
            server.terminate()
            see_off(server)


def see_off(server: subprocess.Popen[Any]) -> None:
    """Wait for a server that was told to end; kill it if it does not."""
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        raise


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no Jupyter server at {address}:\n{log.read_text()}")
