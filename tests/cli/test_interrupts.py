"""Ctrl-C, and what becomes of it on its way."""

import signal
from collections.abc import Iterator

import pytest

from autograder.cli.interrupts import interruptible


class PanicError(BaseException):
    """What an extension module may make of a Ctrl-C."""


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """What Python does of itself; whoever runs the tests may ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_what_became_of_ctrl_c_is_one() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise PanicError from None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_itself_goes_on() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("error", [PanicError, ValueError, SystemExit])
def test_without_it_an_error_is_what_it_is(error: type[BaseException]) -> None:
    with pytest.raises(error), interruptible():
        raise error


def test_who_heeds_it_otherwise_is_let_be() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interruptible():
        signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
