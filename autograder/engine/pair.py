"""The two processes of a notebook: they are made, asked, watched and ended together.

A request that takes too long is interrupted; a process that does not stop is killed.
How long that is, two clocks say: see :mod:`.stopwatch`.
Whatever ends one of them otherwise than by a reply ends both: what they know of each
other is then worth nothing, and the session makes a new pair.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from autograder.engine import folder as folders
from autograder.engine.handle import Birth, Child, ChildSpec, ZygoteHandle
from autograder.engine.outputs import EventError, OutputBook
from autograder.engine.spec import RunSpec, SessionSettings
from autograder.engine.stopwatch import Seconds, Stopwatch
from autograder.wire.channel import Channel, ChannelClosedError, ReplyTimeoutError
from autograder.wire.codec import CodecError, decode
from autograder.wire.messages import CellDone, Diagnose, Output, ProtocolError, RunCell
from autograder.wire.order import Party


class Ending(Enum):
    """How a request ended."""

    DONE = "done"
    INTERRUPTED = "interrupted"  # too long, but it stopped when told to
    KILLED = "killed"  # too long, and would not stop
    DIED = "died"  # the process ended by itself
    FORGED = "forged"  # the process broke the protocol
    EXCEEDED = "exceeded"  # it took more of the machine than it may


@dataclass
class Run:
    """What came of a request.

    Attributes:
        ending: how it ended.
        report: what the process said at its end; None if it did not get there.
        excess: which limit the student's process exceeded meanwhile, if any.
        overrun: which time it has used up, if it took too long.
        forgery: how the process broke the protocol, if it did.
        took: how long it took.
    """

    ending: Ending = Ending.DONE
    report: Any = None
    excess: str | None = None
    overrun: str = ""
    forgery: str = ""
    took: Seconds = field(default_factory=Seconds)


@dataclass
class Runner:
    """A child that runs cells, and our end of its control channel."""

    child: Child
    channel: Channel
    role: str
    ended: bool = False

    def is_gone(self) -> bool:
        """Tell whether the process has ended, by us or by itself."""
        return self.ended or self.channel.is_closed()


_Stage = tuple[Seconds, Callable[[], object]]


class Pair:
    """The two processes of a notebook.

    ``shared`` has no checker; its end of the probe channel is then kept open here,
    since a student process ends when nobody is left to ask it anything.

    Attributes:
        student: the process of the student's cells.
        checker: the process of the tests, unless they run in the student's.
        folder: a descriptor of what the student process works on, if its files are to
            be kept; the session's to close. Else -1.
        has_key: whether the checker has the answer key.
        is_dropped: whether both have been ended.
    """

    def __init__(
        self,
        zygote: ZygoteHandle,
        spec: RunSpec,
        runners: list[Runner],
        probe: socket.socket,
        folder: int,
    ) -> None:
        """Take charge of processes that are there; :meth:`bear` makes them.

        Args:
            zygote: whose children they are.
            spec: how they are run.
            runners: the student process and, if there is one, the checker.
            probe: an end of the probe channel that is to stay open.
            folder: as the attribute.
        """
        self.student, *rest = runners
        self.checker = rest[0] if rest else None
        self.folder = folder
        self.has_key = False
        self.is_dropped = False
        self._zygote = zygote
        self._runners = runners
        self._probe = probe
        self._permissions = spec.permissions
        self._grace = Seconds.of(spec.times.grace)
        self._used = 0.0  # of the processor, by the last look

    @classmethod
    def bear(cls, zygote: ZygoteHandle, settings: SessionSettings) -> Pair:
        """Have the two processes made, or the one.

        Raises:
            ZygoteError: They could not be had.
        """
        spec = settings.spec
        specs = [
            ChildSpec(
                kind="student",
                folder=settings.folder,
                figures=spec.figures,
                permissions=spec.permissions,
                hand_over=settings.keep_files,
            )
        ]
        if spec.is_separate:
            checker = ChildSpec(
                kind="checker",
                folder=settings.checker_folder,
                figures=spec.figures,
                permissions=spec.permissions,
                libraries=spec.libraries,
            )
            specs.append(checker)
        probes = socket.socketpair()
        controls = [socket.socketpair() for _ in specs]
        births = [
            Birth(child, control=theirs, probe=probe)
            for child, (_, theirs), probe in zip(specs, controls, probes, strict=False)
        ]
        ours = [control for control, _ in controls]
        try:
            children = zygote.bear(*births)
        except BaseException:
            for end in (*ours, probes[1]):
                end.close()
            raise
        finally:
            for birth in births:
                birth.control.close()
                birth.probe.close()
        folder = folders.take_over(ours[0]) if settings.keep_files else -1
        runners = [
            Runner(child, Channel(control, Party.DRIVER), own.kind)
            for child, control, own in zip(children, ours, specs, strict=True)
        ]
        return cls(zygote, spec, runners, probes[1], folder)

    @property
    def layers(self) -> tuple[str, ...]:
        """The confinement in force in the student process."""
        return self.student.child.layers

    def run(
        self,
        runner: Runner,
        request: RunCell | Diagnose,
        book: OutputBook,
        allowed: Seconds,
    ) -> Run:
        """Have a process work by itself: wait, interrupt, wait a little, kill."""
        return self._drive(runner, request, book, self._stages(runner, allowed))

    def ask_checker(
        self, request: RunCell | Diagnose, book: OutputBook, allowed: Seconds
    ) -> Run:
        """Have the checker do what it needs the student process for.

        The student's function is the likelier culprit, so it is stopped first; the
        checker then fails its test by itself, and both live on if the student obeys.
        """
        assert self.checker is not None
        stages = [
            *self._stages(self.student, allowed),
            *self._stages(self.checker, self._grace),
        ]
        return self._drive(self.checker, request, book, stages)

    def seconds(self) -> dict[str, float]:
        """Return the processor's time of each process, while both are there."""
        if self.is_dropped:
            return {}
        took = {}
        for runner in self._runners:
            if not runner.ended:
                look = self._zygote.look([runner.child], None, self._permissions)
                took[runner.role] = look.used
        return took

    def drop(self) -> None:
        """End both."""
        if self.is_dropped:
            return
        self.is_dropped = True
        self._zygote.end(*(runner.child for runner in self._runners))
        for runner in self._runners:
            runner.channel.close()
            runner.ended = True
        self._probe.close()

    def _stages(self, runner: Runner, allowed: Seconds) -> list[_Stage]:
        return [
            (allowed, lambda: self._zygote.interrupt(runner.child)),
            (self._grace, lambda: self._end(runner)),
        ]

    def _end(self, runner: Runner) -> None:
        self._zygote.end(runner.child)
        runner.ended = True

    def _drive(
        self,
        runner: Runner,
        request: RunCell | Diagnose,
        book: OutputBook,
        stages: list[_Stage],
    ) -> Run:
        """Make a request; take its outputs; see to it that it ends."""
        run = Run()
        try:
            runner.channel.send(request, time.monotonic() + stages[0][0].wall)
            for allowed, action in stages:
                if self._receive(runner, run, book, Stopwatch(allowed)):
                    return run
                action()
                run.ending = Ending.INTERRUPTED
            run.ending = Ending.KILLED
        except (ChannelClosedError, ReplyTimeoutError):
            is_ours = run.ending is not Ending.DONE
            run.ending = Ending.KILLED if is_ours else Ending.DIED
        except (ProtocolError, CodecError, EventError) as error:
            run.ending, run.forgery = Ending.FORGED, str(error)
        self.drop()
        if run.excess is not None:
            run.ending = Ending.EXCEEDED
        return run

    def _receive(
        self, runner: Runner, run: Run, book: OutputBook, watch: Stopwatch
    ) -> bool:
        """Take what comes, until the end or until it has taken too long."""
        try:
            while True:
                with contextlib.suppress(ReplyTimeoutError):
                    message = runner.channel.receive(watch.wake)
                    if isinstance(message, Output):
                        book.apply(decode(message.payload))
                    elif isinstance(message, CellDone):
                        run.report = decode(message.payload)
                        return True
                if watch.is_due:
                    self._look(run, watch)
                    if watch.excess:
                        run.overrun = run.overrun or watch.excess
                        return False
        finally:
            run.took += Seconds(wall=watch.wall)

    def _look(self, run: Run, watch: Stopwatch) -> None:
        """See what has been taken; kill the student's process if that is too much."""
        is_watched = run.excess is None and not self.student.ended
        look = self._zygote.look(
            [runner.child for runner in self._runners],
            self.student.child if is_watched else None,
            self._permissions,
        )
        watch.take(look)
        # Also what cells took that were over before anybody looked.
        run.took += Seconds(processor=max(0.0, look.used - self._used))
        self._used = look.used
        if look.excess is not None:
            run.excess = look.excess
            self._end(self.student)
