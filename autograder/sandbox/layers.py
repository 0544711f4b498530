"""Confinement: an ordered list of verbs, each closing one way out.

Who calls whom: a zygote opens a :class:`~autograder.sandbox.nursery.Nursery` and forks
through it; the child calls :func:`confine` before its first untrusted line and from
then on talks to the zygote over the descriptors it kept. Nothing here trusts the child
afterwards: what it is denied, the kernel denies.

The order of the verbs matters. Mounts need the privileges that come with the nursery
(root's own, or those in its user namespace), so they come first; then privileges are
given up; then what can be had without any. The filter of system calls is last, because
it refuses what the others are made of.

A verb that fails takes its layer out. :func:`confine` stops then if the policy requires
that layer, with its name and the kernel's reason; it never goes on silently.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from autograder.sandbox import (
    environment,
    landlock,
    limits,
    network,
    root,
    seccomp,
    syscalls,
)
from autograder.sandbox.nursery import Nursery, map_self
from autograder.sandbox.policy import Layer, Policy, SandboxError


@dataclass
class Child:
    """A child on its way into the sandbox; verbs note here what later ones need."""

    policy: Policy
    nursery: Nursery
    proc: int  # our directory in /proc, which outlives our sight of it
    pid: int  # as the zygote knows us
    missing: dict[Layer, str] = field(default_factory=dict)
    has_proc: bool = False
    signals_kept_in: bool = False

    @property
    def owner(self) -> root.Owner:
        """Who runs untrusted code: we, or for root a user that nobody else is."""
        if os.geteuid():
            return os.geteuid(), os.getegid()
        # Numbers that systemd keeps for services without an account, and that lie
        # within the 65536 a container usually has.
        return (61184 + self.pid % 4096,) * 2

    def holds(self, layer: Layer) -> bool:
        """Tell whether no verb of the layer has failed."""
        return layer not in self.missing

    @property
    def has_sockets(self) -> bool:
        """Whether sockets reach nobody but its own processes, and are allowed."""
        alone = self.holds(Layer.NETWORK_NAMESPACE) and self.holds(
            Layer.MOUNT_NAMESPACE
        )
        return self.policy.allow_sockets and alone

    def about_me(self, name: str) -> str:
        """Read a file of our directory in ``/proc``."""
        fd = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.proc)
        with os.fdopen(fd, encoding="utf-8", errors="replace") as file:
            return file.read()


class _MissingError(Exception):
    """A layer cannot be had, for a reason that no system call gave."""


def close_all_but(keep: Collection[int]) -> None:
    """Close all descriptors but these; standard streams become ``/dev/null``."""
    first = 3
    for fd in sorted(fd for fd in keep if fd >= 3):
        if first < fd:
            syscalls.close_range(first, fd - 1)
        first = fd + 1
    syscalls.close_range(first, 0x7FFFFFFF)
    null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for fd in {0, 1, 2} - set(keep):
        os.dup2(null, fd)
    os.close(null)


def _begin_session(child: Child) -> None:
    """Leave the terminal, and bring signals and new files to a known state."""
    os.setsid()
    os.umask(0o077)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _close_descriptors(child: Child) -> None:
    """Close all descriptors but the kept ones."""
    close_all_but({*child.policy.keep_fds, child.proc})


def _clean_environment(child: Child) -> None:
    """Forget the variables the grader was started with."""
    policy = child.policy
    clean = environment.clean_environment(
        policy.workdir, os.environ, dict(policy.variables)
    )
    environment.enter_environment(clean)


def _check_pids(child: Child) -> None:
    """Make sure that this is the init of its own PID namespace."""
    if child.nursery.refusal is not None:
        raise child.nursery.refusal
    if os.getpid() != 1:
        raise _MissingError("the child was not forked by its nursery")


def _leave_network(child: Child) -> None:
    """Have a network namespace with no way out: the nursery's, or a new one.

    Making one takes longer than all else here, so children of a worker share it where
    the filter keeps them from opening sockets to one another.
    """
    if child.policy.allow_sockets or not child.nursery.isolated:
        syscalls.unshare(syscalls.CLONE_NEWNET)
    if child.policy.allow_sockets:
        network.raise_loopback()


def _leave_ipc(child: Child) -> None:
    """Share no System V or POSIX queues, semaphores and memory with anyone."""
    syscalls.unshare(syscalls.CLONE_NEWIPC)


def _build_root(child: Child) -> None:
    """Enter a file system that has only what the policy names."""
    policy = child.policy
    syscalls.unshare(syscalls.CLONE_NEWNS)
    child.has_proc = root.build(
        policy.workdir,
        root.plan(policy.readable),
        links=policy.links,
        disk=policy.limits.disk,
        owner=child.owner,
        proc=child.holds(Layer.PID_NAMESPACE),
        machine=policy.allow_exec,
    )


def _become_nobody(child: Child) -> None:
    """As root, turn into a user that owns nothing; RLIMIT_NPROC never binds root."""
    if os.geteuid() != 0:
        return
    (user, group), workdir = child.owner, child.policy.workdir
    if not child.holds(Layer.MOUNT_NAMESPACE):
        for _top, _, files, fd in os.fwalk(workdir):
            os.fchown(fd, user, group)
            for name in files:
                os.chown(name, user, group, dir_fd=fd, follow_symlinks=False)
    os.setgroups([])
    os.setresgid(group, group, group)
    os.setresuid(user, user, user)
    # The change made us not dumpable, and our /proc root's: then we could not map
    # ourselves in a user namespace, nor the watchdog read what we use.
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
    for path in (*child.policy.readable, workdir):
        if not os.access(path, os.R_OK):
            raise _MissingError(
                f"{path} cannot be read by user {user}, whom root becomes"
            )


def _go_to_work(child: Child) -> None:
    """Go to the work directory; make what the environment says is there."""
    os.chdir(child.policy.workdir)
    if child.has_sockets:  # whose names may be no longer than a hundred characters
        os.environ["TMPDIR"] = root.SCRATCH[0]
    environment.prepare_workdir(child.policy.workdir)


def _enter_user_namespace(child: Child) -> None:
    """Belong to a user namespace that owns nothing: no privilege there reaches out.

    It also counts this notebook's processes apart from all others of the user.
    """
    if child.nursery.refusal is not None:
        raise child.nursery.refusal
    user, group = os.geteuid(), os.getegid()
    syscalls.unshare(syscalls.CLONE_NEWUSER)
    map_self(child.proc, user, group)


def _set_limits(child: Child) -> None:
    """Bind each process, and their number."""
    alone = child.holds(Layer.USER_NAMESPACE)
    others = 0 if alone else limits.tasks_of(os.geteuid()) - 1
    limits.apply(child.policy.limits, child.about_me("statm"), others)


def _surrender(child: Child) -> None:
    """Give up all capabilities, those in our own namespaces included."""
    syscalls.drop_capabilities()
    os.close(child.proc)
    if os.geteuid() == 0:
        raise _MissingError("still root")


def _keep_secret(child: Child) -> None:
    """Let no other process of this user read the memory.

    Late, for the user namespace is made with the help of our own files in ``/proc``;
    and before the filter, which forbids it to students.
    """
    if child.policy.secret:
        syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)


def _refuse_privileges(child: Child) -> None:
    """Let no program that is started, setuid or not, have more than we do."""
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)


def _restrict_files(child: Child) -> None:
    """Open nothing but what the policy names."""
    policy = child.policy
    readable = [*root.plan(policy.readable).bound]
    own = [str(policy.workdir)]
    if child.has_proc:
        readable.append("/proc")
    if child.holds(Layer.MOUNT_NAMESPACE):
        own += root.SCRATCH
        readable += root.PAPERS
    rules = landlock.rules(
        readable,
        root.DEVICES,
        own,
        allow_exec=policy.allow_exec,
        allow_sockets=child.has_sockets,
    )
    child.signals_kept_in = landlock.restrict(rules, network=child.has_sockets)


def _filter_calls(child: Child) -> None:
    """Refuse what no notebook needs, and what missing layers leave open."""
    own_pids = child.holds(Layer.PID_NAMESPACE)
    if not (own_pids or child.signals_kept_in):
        seccomp.install(seccomp.pack(seccomp.assemble(seccomp.no_signals(os.getpid()))))
    program = seccomp.program(
        programs=child.policy.allow_exec,
        sockets=child.has_sockets,
        own_pids=own_pids,
        own_files=child.holds(Layer.MOUNT_NAMESPACE),
    )
    seccomp.install(program)


def warm(policy: Policy) -> None:
    """Compute, in a zygote, what all children with such a policy share.

    It is remembered in memory, which children inherit; without it each would compute
    the same again, at several times the cost of being confined.
    """
    root.plan(policy.readable)
    for own in (True, False):
        seccomp.program(
            programs=policy.allow_exec,
            sockets=policy.allow_sockets and own,
            own_pids=own,
            own_files=own,
        )
    limits.warm()


@dataclass(frozen=True)
class Verb:
    """One step of confinement and its layer; None for what cannot be missed."""

    act: Callable[[Child], None]
    layer: Layer | None = None


VERBS: tuple[Verb, ...] = (
    Verb(_begin_session),
    Verb(_close_descriptors),
    Verb(_clean_environment),
    Verb(_check_pids, Layer.PID_NAMESPACE),
    Verb(_leave_network, Layer.NETWORK_NAMESPACE),
    Verb(_leave_ipc, Layer.IPC_NAMESPACE),
    Verb(_build_root, Layer.MOUNT_NAMESPACE),
    Verb(_become_nobody, Layer.UNPRIVILEGED),
    Verb(_go_to_work),
    Verb(_enter_user_namespace, Layer.USER_NAMESPACE),
    Verb(_set_limits, Layer.RLIMITS),
    Verb(_surrender, Layer.UNPRIVILEGED),
    Verb(_keep_secret),
    Verb(_refuse_privileges, Layer.NO_NEW_PRIVS),
    Verb(_restrict_files, Layer.LANDLOCK),
    Verb(_filter_calls, Layer.SECCOMP),
)


def confine(policy: Policy, nursery: Nursery) -> tuple[Layer, ...]:
    """Confine this process for good; call it in a child, before untrusted code.

    Args:
        policy: What the child may do.
        nursery: Where it was forked.

    Returns:
        The layers in force, in the order they were made.

    Raises:
        SandboxError: A required layer cannot be had. The process is then half confined
            and good for nothing but reporting that and ending.
    """
    missing = apply(policy, nursery, VERBS)
    return tuple(
        dict.fromkeys(
            verb.layer for verb in VERBS if verb.layer and verb.layer not in missing
        )
    )


def apply(policy: Policy, nursery: Nursery, verbs: Iterable[Verb]) -> dict[Layer, str]:
    """Apply verbs in order and return the missing layers with the reasons.

    Raises:
        SandboxError: As :func:`confine`.
    """
    if not sys.platform.startswith("linux"):
        return _apply_elsewhere(policy, nursery)
    pid = int(os.readlink("/proc/self"))  # noqa: PTH115
    proc = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    child = Child(policy, nursery, proc, pid)
    for verb in verbs:
        if verb.layer in child.missing:
            continue  # its first half failed
        try:
            verb.act(child)
        except (OSError, _MissingError) as error:
            if verb.layer is None or verb.layer in policy.required:
                raise SandboxError(verb.layer, describe(error)) from error
            child.missing[verb.layer] = describe(error)
    return child.missing


def _apply_elsewhere(policy: Policy, nursery: Nursery) -> dict[Layer, str]:
    """Do what any system can; no layer is in force then."""
    missing = dict.fromkeys(Layer, "only Linux has it")
    for layer in missing:
        if layer in policy.required:
            raise SandboxError(layer, missing[layer])
    child = Child(policy, nursery, proc=-1, pid=os.getpid(), missing=missing)
    for verb in VERBS:
        if verb.layer is None:
            verb.act(child)
    return missing


def describe(error: Exception) -> str:
    """Return an error in words, with the system call or file that met it."""
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(filter(None, (str(error.filename or ""), error.strerror)))
    return str(error)
