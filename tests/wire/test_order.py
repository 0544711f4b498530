from __future__ import annotations

import pytest

from autograder.wire.messages import (
    Callback,
    CellDone,
    Lookup,
    Output,
    ProtocolError,
    Result,
    RunCell,
)
from autograder.wire.order import Order, Party, State


def test_cell_messages_have_their_own_order() -> None:
    driver, runner = Order(Party.DRIVER), Order(Party.RUNNER)
    for message in (RunCell(1, "x"), Output(b""), Output(b""), CellDone(1, b"")):
        ours = isinstance(message, RunCell)
        (driver.sent if ours else driver.received)(message)
        (runner.received if ours else runner.sent)(message)
    assert driver.state is State.READY


ILLEGAL = [
    (Party.ASKER, False, Result(1, b"", b"")),
    (Party.ASKER, False, Callback(1, 1, b"")),
    (Party.ASKER, False, Lookup(1, "x")),
    (Party.ASKER, True, Result(1, b"", b"")),
    (Party.ANSWERER, True, Lookup(1, "x")),
    (Party.DRIVER, False, CellDone(1, b"")),
    (Party.DRIVER, False, Output(b"")),
    (Party.DRIVER, False, RunCell(1, "")),
    (Party.DRIVER, True, Lookup(1, "x")),
]


@pytest.mark.parametrize(("role", "ours", "message"), ILLEGAL)
def test_illegal_event_raises_and_changes_nothing(role, ours, message) -> None:
    order = Order(role)
    with pytest.raises(ProtocolError):
        (order.sent if ours else order.received)(message)
    assert order.state is State.READY


def test_nesting_of_callbacks_has_a_limit() -> None:
    order = Order(Party.ASKER)
    with pytest.raises(ProtocolError, match="deep"):
        for number in range(Order.MAX_NESTING + 1):
            order.sent(Lookup(number, "x"))
            order.received(Callback(number, 1, b""))
