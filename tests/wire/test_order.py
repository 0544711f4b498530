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
from autograder.wire.order import Order, Role, State


def test_cell_messages_have_their_own_order() -> None:
    driver, runner = Order(Role.DRIVER), Order(Role.RUNNER)
    for message in (RunCell(1, "x"), Output(b""), Output(b""), CellDone(1, b"")):
        ours = isinstance(message, RunCell)
        (driver.sent if ours else driver.received)(message)
        (runner.received if ours else runner.sent)(message)
    assert driver.state is State.READY


ILLEGAL = [
    (Role.ASKER, False, Result(1, b"", b"")),
    (Role.ASKER, False, Callback(1, 1, b"")),
    (Role.ASKER, False, Lookup(1, "x")),
    (Role.ASKER, True, Result(1, b"", b"")),
    (Role.ANSWERER, True, Lookup(1, "x")),
    (Role.DRIVER, False, CellDone(1, b"")),
    (Role.DRIVER, False, Output(b"")),
    (Role.DRIVER, False, RunCell(1, "")),
    (Role.DRIVER, True, Lookup(1, "x")),
]


@pytest.mark.parametrize(("role", "ours", "message"), ILLEGAL)
def test_illegal_event_raises_and_changes_nothing(role, ours, message) -> None:
    order = Order(role)
    with pytest.raises(ProtocolError):
        (order.sent if ours else order.received)(message)
    assert order.state is State.READY


def test_nesting_of_callbacks_has_a_limit() -> None:
    order = Order(Role.ASKER)
    with pytest.raises(ProtocolError, match="deep"):
        for number in range(Order.MAX_NESTING + 1):
            order.sent(Lookup(number, "x"))
            order.received(Callback(number, 1, b""))
