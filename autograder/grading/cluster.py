"""Workers on other machines: those of a ``dask.distributed`` cluster.

It stands in for the pool of local processes. Jobs and outcomes go to and fro as bytes;
each worker process has a zygote of its own, which stays warm for the next run. Dask
gives a job to another worker where one dies, and gives it up when several have: then it
is tried once more, alone. Nothing of Dask is imported before a cluster is asked for.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

from autograder.gradebook.current import Say
from autograder.grading.beginning import hang_up
from autograder.grading.job import Job, Outcome
from autograder.grading.parcel import Grade, pack, unpack, work
from autograder.grading.pool import WorkerDiedError
from autograder.model import AutograderError, ConfigError, MachineError

LOCAL = "local"
CONNECT_SECONDS, CLOSE_SECONDS = 30, 2
_WATCH_SECONDS = 0.5
_COUNTED_SECONDS = 5.0
"""How long a number of workers is believed: to ask takes a round trip."""

_LACKING = (
    "__import__('importlib.util').util.find_spec('autograder') is None"
    " and __import__('platform').node()"
)
"""Python that any worker can read: the name of its machine if it lacks this package.

A job would end such a worker without a word to us."""

_KEPT = "run this again: what is graded is kept"


class Cluster:
    """A cluster that is connected to when the first job comes.

    Args:
        address: Of its scheduler, as ``tcp://host:8786``; the scheduler's file, which
            ends in ``.json``; ``local`` for workers on this machine.
        workers: How many there are on this machine.
        say: Told what the user may want to know.
    """

    def __init__(self, address: str, workers: int, say: Say) -> None:
        self._address, self._workers, self._say = address, workers, say
        self._client: Any = None  # Dask has hardly any types
        self._open = ExitStack()
        self._counted = (0, float("-inf"))

    def __call__(self) -> Executor:
        """Return what jobs are handed to.

        Raises:
            ConfigError: Dask is not installed, the address is none.
            MachineError: The scheduler does not answer.
        """
        if self._client is None:
            self._client = self._connected()
        return _Executor(self._client, self._address)

    def size(self) -> int:
        """Return how many workers there are at present, at least one."""
        known, when = self._counted
        if self._client is not None and time.monotonic() - when > _COUNTED_SECONDS:
            # Of a scheduler that is gone futures tell at once; to ask it would wait.
            with suppress(OSError, TimeoutError):
                ask = self._client.scheduler.ncores
                known = len(self._client.sync(ask, callback_timeout=CLOSE_SECONDS))
            self._counted = known, time.monotonic()
        return max(known, 1)

    def close(self) -> None:
        """Let go of it."""
        self._open.close()

    def _connected(self) -> Any:
        distributed = _distributed()
        # What it would say of a worker that went is said by us where it matters.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        address: Any = self._address
        if address == LOCAL:
            address = self._open.enter_context(
                distributed.LocalCluster(
                    n_workers=self._workers,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",  # a usual one may be taken
                    scheduler_kwargs={"dashboard": False},
                )
            )
        if _is_file(address) and not Path(address).is_file():
            raise ConfigError(f"the cluster {address}: there is no such file")
        try:
            named = {"scheduler_file" if _is_file(address) else "address": address}
            client = distributed.Client(**named, timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError) as error:
            raise MachineError(
                f"the cluster's scheduler {self._address} does not answer: "
                f"{' '.join(str(error).split()) or type(error).__name__}"
            ) from error
        except (ValueError, TypeError, RuntimeError) as error:
            raise ConfigError(f"the cluster {self._address}: {error}") from error
        self._open.callback(_close, client)
        with _lost(self._address):
            if not client.nthreads():
                waits = (
                    f"the cluster {self._address} has no worker yet: waiting for one"
                )
                self._say(waits)
                client.wait_for_workers(1)
            _check(client.run(eval, _LACKING, on_error="return"))
        return client


def _check(lacking: dict[str, Any]) -> None:
    """Say which workers have no grader, if any.

    Args:
        lacking: What they say of themselves; one that cannot is soon no worker.

    Raises:
        MachineError: There are some.
    """
    named = [node for node in lacking.values() if isinstance(node, str)]
    if named:
        raise MachineError(
            f"the cluster's workers on {', '.join(sorted({*named}))} lack this "
            "package: install it there, and the same requirements.txt"
        )


@contextmanager
def connected(address: str, workers: int, say: Say) -> Iterator[Cluster]:
    """Open a cluster, and let go of it in the end."""
    cluster = Cluster(address, workers, say)
    try:
        yield cluster
    finally:
        cluster.close()


class _Executor(Executor):
    """Hands jobs to a cluster, and lays out what comes back."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._running: set[Any] = set()

    def submit(  # type: ignore[override]
        self, function: Callable[[Job], Outcome], job: Job, /
    ) -> Future[Outcome]:
        """Hand a job over."""
        future: Future[Outcome] = Future()
        data = pack(job)
        with _lost(self._address):
            remote = self._client.submit(_attended, data, function, pure=False)
        self._running.add(remote)
        remote.add_done_callback(partial(self._arrived, job, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Have what is under way given up, if there is anything."""
        if cancel_futures and self._running and self._client.status == "running":
            self._client.cancel(list(self._running), force=True)
        self._running.clear()

    def _arrived(self, job: Job, future: Future[Outcome], remote: Any) -> None:
        """Lay out what a worker has made, or say why there is nothing."""
        self._running.discard(remote)
        try:
            with _lost(self._address):
                data = remote.result()
            future.set_result(unpack(data, job.draft))
        except BaseException as error:
            future.set_exception(error)


def _attended(data: bytes, function: Grade) -> bytes:
    """Grade, on a worker, for as long as somebody waits for what comes of it.

    Dask lets a task run to its end whoever has gone; a notebook may take minutes.
    """
    distributed = _distributed()
    worker = distributed.get_worker()
    key, done, given_up = worker.get_current_task(), Event(), Event()

    def watch() -> None:
        while not done.wait(_WATCH_SECONDS):
            task = worker.state.tasks.get(key)
            if task is None or task.state == "cancelled":
                given_up.set()
                hang_up()  # again, if need be: a session tries it with another zygote

    Thread(target=watch, daemon=True).start()
    try:
        made = work(data, function)
    finally:
        done.set()
    if given_up.is_set():  # nothing of a notebook that was stopped is to be believed
        raise distributed.Reschedule
    return made


@contextmanager
def _lost(address: str) -> Iterator[None]:
    """Say in our words what Dask's exceptions mean."""
    distributed = _distributed()
    try:
        yield
    except distributed.KilledWorker as error:
        raise WorkerDiedError from error
    except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
        raise MachineError(
            f"the cluster's scheduler {address} is gone; {_KEPT}"
        ) from error
    except AutograderError:
        raise
    except Exception as error:  # of Dask, or of what a machine cannot read
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise MachineError(
            f"the cluster {address} cannot grade ({reason}); its scheduler and its "
            "workers need this package and the same requirements.txt"
        ) from error


def _close(client: Any) -> None:
    """Part from a scheduler, without waiting for one that is gone."""
    with suppress(TimeoutError):
        client.close(timeout=CLOSE_SECONDS)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise ConfigError(
            "grading on a cluster needs dask.distributed, which is not installed: "
            'pip install "distributed" (the extra nbverdict[cluster])'
        ) from None
    return distributed


def _is_file(address: Any) -> bool:
    return isinstance(address, str) and address.endswith(".json")
