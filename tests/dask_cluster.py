"""A Dask cluster of real processes, which speak TLS over TCP."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.ordinary import become_ordinary

PATIENCE = 120  # seconds after which something hangs
_ROLES = ("scheduler", "worker", "client")
_USUAL = ("--host", "tls://127.0.0.1", "--no-dashboard")
_WORKER = (*_USUAL, "--no-nanny", "--nthreads=1")


class Cluster:
    """A scheduler and workers, each a process; ``address`` is the scheduler's file.

    Args:
        workers: How many.
        is_ordinary: Whether they are an ordinary user's, also where root tests.
    """

    def __init__(self, workers: int, *, is_ordinary: bool = True) -> None:
        self._is_other = is_ordinary and os.geteuid() == 0
        self._folder = Path(tempfile.mkdtemp(prefix="cluster-"))
        self._folder.chmod(0o777)
        self.address = str(self._folder / "scheduler.json")
        self.tls = self._certificate()
        usual = (*_USUAL, "--port=0", "--scheduler-file", self.address)
        self.scheduler = self._run("-m", "distributed.cli.dask_scheduler", *usual)
        self._await(lambda: Path(self.address).is_file())
        usual = (*_WORKER, "--scheduler-file", self.address)
        self.workers = [
            self._run("-m", "distributed.cli.dask_worker", *usual)
            for _ in range(workers)
        ]

    @property
    def variables(self) -> dict[str, str]:
        """The settings of ``tls`` as Dask takes them from the environment."""
        return {
            f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": value
            for name, value in self.tls.items()
        }

    def await_workers(self) -> None:
        """Wait until all workers are known to the scheduler."""
        log = self._folder / "log"
        self._await(
            lambda: log.read_text().count("Registered to:") >= len(self.workers)
        )

    def add_stranger(self) -> subprocess.Popen[bytes]:
        """Start a worker in whose Python this package is not installed."""
        hide = "import sys; sys.modules['autograder'] = None; "
        main = "from distributed.cli.dask_worker import main; main()"
        usual = (*_WORKER, "--scheduler-file", self.address)
        self.workers.append(self._run("-c", hide + main, *usual))
        self.await_workers()
        return self.workers[-1]

    def remove(self) -> None:
        """End all, and leave nothing."""
        for process in (*self.workers, self.scheduler):
            process.terminate()  # not killed, it takes its zygotes' files along
            process.wait(PATIENCE)
        shutil.rmtree(self._folder)

    def _certificate(self) -> dict[str, str]:
        """Return Dask's settings, with a certificate that signs itself."""
        key, certificate = self._folder / "key.pem", self._folder / "cert.pem"
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"),
                *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=tests"),
                *("-keyout", str(key), "-out", str(certificate)),
            ],
            check=True,
            capture_output=True,
        )
        key.chmod(0o644)  # the cluster's user is another
        at = "distributed.comm.tls"
        files = {f"{at}.{role}.cert": str(certificate) for role in _ROLES}
        files |= {f"{at}.{role}.key": str(key) for role in _ROLES}
        return {
            "distributed.comm.require-encryption": "True",
            f"{at}.ca-file": str(certificate),
            **files,
        }

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        at = str(self._folder)
        own = {"DASK_TEMPORARY_DIRECTORY": at}
        own |= {"HOME": at, "MPLCONFIGDIR": at} if self._is_other else {}
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                env={**os.environ, **self.variables, **own},
                cwd=self._folder,
                stdout=log,
                stderr=log,
                preexec_fn=become_ordinary if self._is_other else None,
            )

    def _await(self, is_there: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not is_there():
            if self.scheduler.poll() is not None or time.monotonic() > until:
                raise AssertionError((self._folder / "log").read_text()[-3000:])
            time.sleep(0.05)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process as a crash of its machine would."""
    process.send_signal(signal.SIGKILL)
    process.wait()
