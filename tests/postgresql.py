"""A PostgreSQL server of the tests' own, in a temporary directory, on one port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
from sqlalchemy import make_url

USER = "ada"
_PROGRAMS = Path("/usr/lib/postgresql")  # Debian's place, by version
_NOBODY = 65534


def programs() -> Path | None:
    """Return where the newest server's programs are; None if there is none."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).parent if known else None


class Server:
    """A server that trusts whoever comes from this machine.

    It refuses to run as root: then it is nobody's.
    """

    def __init__(self, place: Path) -> None:
        """Prepare its files, in a folder that it has for itself.

        Args:
            place: Where its programs are.
        """
        # Not pytest's: those are closed to others.
        self._folder = folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        self._place = place
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY, _NOBODY)
        usual = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("initdb", f"--username={USER}", *usual)

    def start(self) -> None:
        """Begin to serve."""
        options = f"-F -h 127.0.0.1 -p {self._port} -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", log)

    def stop(self) -> None:
        """End, whoever is connected."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def remove(self) -> None:
        """End, and leave nothing."""
        self.stop()
        shutil.rmtree(self._folder)

    def database(self, name: str, template: str = "template1") -> str:
        """Make a database; return its address, as an instructor would write it."""
        url = f"postgresql://{USER}:ses%2Fame@127.0.0.1:{self._port}"
        with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"{url}/{name}"

    def hang_up(self, url: str) -> None:
        """End all connections to a database."""
        name = make_url(url).database
        with psycopg.connect(url.replace(f"/{name}", "/postgres")) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s",
                [name],
            )

    def _run(self, program: str, *arguments: str) -> None:
        as_root = os.geteuid() == 0
        subprocess.run(
            [str(self._place / program), "-D", str(self._folder), *arguments],
            user=_NOBODY if as_root else None,
            group=_NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
            cwd="/",
            stdout=subprocess.DEVNULL,
            check=True,
        )
