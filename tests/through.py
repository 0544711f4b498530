"""Which way tests have classes graded: by workers here, or on a Dask cluster.

``pytest --through dask`` runs the very same tests by a scheduler and workers, processes
of their own that are spoken to over TCP. One cluster serves all of pytest's processes;
a program that has to tell what its grading left behind starts one for itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import psutil

from tests.dask_cluster import Cluster

WAYS = ("here", "dask")
_ADDRESS = "TESTS_CLUSTER"  # in the environment, for what tests start
_WORKERS = "TESTS_CLUSTER_WORKERS"


def address() -> str:
    """Return where the tests' cluster is; "" if classes are graded by workers here."""
    return os.environ.get(_ADDRESS, "")


@contextmanager
def dask(workers: int = 2) -> Iterator[Cluster]:
    """Let all classes be graded on a cluster meanwhile, started for that."""
    cluster = Cluster(workers, is_ordinary=False)
    pids = " ".join(str(worker.pid) for worker in cluster.workers)
    known = {_ADDRESS: cluster.address, _WORKERS: pids}
    try:
        cluster.await_workers()
        with patch.dict(os.environ, {**cluster.variables, **known}):
            yield cluster
    finally:
        cluster.remove()


@contextmanager
def own_cluster(workers: int) -> Iterator[str]:
    """Return where a cluster is that ends with this; "" if none is wanted."""
    if not address():
        yield ""
        return
    with dask(workers) as cluster:
        from dask import config

        with config.set(cluster.tls):
            yield cluster.address


def workers() -> list[psutil.Process]:
    """Return the cluster's worker processes; none if there is no cluster."""
    pids = os.environ.get(_WORKERS, "").split()
    return [psutil.Process(int(pid)) for pid in pids]


def graders_of(command: psutil.Process) -> set[psutil.Process]:
    """Return the processes that there are because a command grades.

    Here these are its children. A cluster's workers stay, and their zygotes, of two
    processes each; what those have forked should not.
    """
    found = set(command.children(recursive=True))
    for worker in workers():
        for zygote in worker.children():
            for inner in zygote.children():
                found |= set(inner.children(recursive=True))
    return found
