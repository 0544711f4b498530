"""A missing layer stops everything, by name."""

import subprocess
import sys
from pathlib import Path

import pytest
from worlds import refuse

from autograder.sandbox import layers, syscalls
from autograder.sandbox.limits import ResourceLimits
from autograder.sandbox.policy import ESSENTIAL, USUAL, Layer, Policy, SandboxError
from autograder.sandbox.seccomp import Check, Demand, Refusal


def without(bits: int) -> tuple[Check, ...]:
    return (Check(0, Demand.WITHOUT, (bits,)),)


BROKEN = {
    Layer.IPC_NAMESPACE: Refusal("unshare", "", without(syscalls.CLONE_NEWIPC)),
    Layer.MOUNT_NAMESPACE: Refusal("mount_setattr", ""),
    Layer.USER_NAMESPACE: Refusal("unshare", "", without(syscalls.CLONE_NEWUSER)),
    Layer.RLIMITS: Refusal("prlimit64", ""),
    Layer.UNPRIVILEGED: Refusal("capset", ""),
    Layer.NO_NEW_PRIVS: Refusal("prctl", "", (Check(0, Demand.NONE_OF, (38,)),)),
    Layer.LANDLOCK: Refusal("landlock_restrict_self", ""),
    Layer.SECCOMP: Refusal("seccomp", ""),
}


@pytest.mark.parametrize("layer", BROKEN)
def test_a_layer_that_fails_is_named(full, layer):
    outcome = full.run(lambda: "ran", before=lambda: refuse(BROKEN[layer]))
    assert outcome.value is None
    assert outcome.error == "SandboxError"
    assert outcome.message.startswith(f"{layer}: ")
    assert "Operation not permitted" in outcome.message


@pytest.mark.parametrize("layer", BROKEN)
def test_a_layer_waived_by_name_is_not_reported(full, layer):
    # Without mounts, root's own interpreter is closed to whom root becomes.
    readable = (Path("/usr/lib"), Path("/usr/bin"))
    policy = full.policy(required=USUAL - {layer}, readable=readable)
    outcome = full.run(
        lambda: "ran", policy=policy, before=lambda: refuse(BROKEN[layer])
    )
    assert outcome.value == "ran"
    assert set(outcome.layers) == set(USUAL - {layer})


def test_without_namespaces_the_first_is_named(bare):
    outcome = bare.run(lambda: "ran", policy=bare.policy(required=USUAL))
    assert outcome.value is None
    assert outcome.message == "pid_namespace: unshare: Operation not permitted"


def test_a_child_not_of_the_nursery_is_told(full):
    import os

    def fork_past_the_nursery():
        nursery = full.settle()
        pid = os.fork()
        if pid == 0:
            try:
                layers.confine(full.policy(), nursery)
            except SandboxError as error:
                os._exit(3 if error.layer is Layer.PID_NAMESPACE else 4)
            finally:
                os._exit(0)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

    pid = os.fork()
    if pid == 0:
        try:
            fork_past_the_nursery()
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3


def test_a_zygote_with_threads_is_told():
    code = (
        "import threading; from autograder.sandbox.nursery import open_nursery\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(open_nursery().refusal)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "2 threads" in run.stdout, run.stderr


def test_a_missing_readable_path_is_an_error(world):
    policy = world.policy(readable=(Path("/usr/lib"), Path("/no/such/place")))
    outcome = world.run(lambda: "ran", policy=policy)
    assert outcome.error == "SandboxError"
    assert "No such file" in outcome.message or "cannot be read" in outcome.message


def test_the_essential_layers_are_required():
    assert ESSENTIAL < USUAL == frozenset(Layer)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"readable": (Path("/"),)}, "not apart"),
        ({"readable": (Path("/tmp/work/lib"),)}, "not apart"),
        ({"readable": (Path("lib"),)}, "not absolute"),
        ({"readable": (Path("/usr"),), "hidden": (Path("/usr/src"),)}, "hidden"),
    ],
)
def test_a_policy_that_would_leak_cannot_be_made(arguments, words):
    with pytest.raises(SandboxError, match=words):
        Policy(Path("/tmp/work"), **arguments)


def test_limits_must_be_positive():
    with pytest.raises(ValueError, match="memory"):
        ResourceLimits(memory=0)
