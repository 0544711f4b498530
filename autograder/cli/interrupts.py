"""What ends a command once Ctrl-C has struck is the Ctrl-C, whatever became of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interruptible() -> Iterator[None]:
    """Have whatever ends the block after a Ctrl-C be a KeyboardInterrupt.

    If it strikes inside an extension module, something else may come out: of those
    written in Rust, while they are imported, an exception that is called a panic.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # somebody else heeds it, or nobody shall
        return
    struck = False

    def heed(number: int, frame: FrameType | None) -> None:
        nonlocal struck
        struck = True
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, heed)
    try:
        yield
    except BaseException as error:
        if struck:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
