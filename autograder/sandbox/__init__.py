"""Confinement of untrusted notebooks; see :mod:`~autograder.sandbox.layers`.

A zygote opens a nursery once and forks children through it; each child confines itself
before untrusted code::

    nursery = open_nursery()
    policy = Policy(workdir, default_readable(), hidden=(course,), keep_fds=(3,))
    warm(policy)
    pid = nursery.fork()
    if pid == 0:
        layers = confine(policy, nursery)
        ...
    while (reason := excess(pid, policy.limits, baseline)) is None:
        ...
    kill_tree(pid)
    os.waitpid(pid, 0)

Parts: ``policy`` says what is wanted, ``layers`` orders the verbs; ``nursery``,
``root``, ``landlock``, ``seccomp``, ``limits`` and ``environment`` each know one means;
``tree`` watches and kills from outside; ``survey`` tries the machine; ``syscalls`` and
``numbers`` speak to the kernel.
"""

from autograder.sandbox.environment import clean_environment, default_readable
from autograder.sandbox.importable import importable
from autograder.sandbox.layers import close_all_but, confine, warm
from autograder.sandbox.limits import ResourceLimits
from autograder.sandbox.nursery import Nursery, open_nursery
from autograder.sandbox.policy import ESSENTIAL, USUAL, Layer, Policy, SandboxError
from autograder.sandbox.survey import LayerReport, probe
from autograder.sandbox.tree import (
    Times,
    Usage,
    exact_usage,
    excess,
    kill_tree,
    table,
    times,
    usage,
)

__all__ = [
    "ESSENTIAL",
    "USUAL",
    "Layer",
    "LayerReport",
    "Nursery",
    "Policy",
    "ResourceLimits",
    "SandboxError",
    "Times",
    "Usage",
    "clean_environment",
    "close_all_but",
    "confine",
    "default_readable",
    "exact_usage",
    "excess",
    "importable",
    "kill_tree",
    "open_nursery",
    "probe",
    "table",
    "times",
    "usage",
    "warm",
]
