"""Sends display events of a child's cells to the session."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from autograder.wire.channel import Channel
from autograder.wire.codec import CodecError, encode
from autograder.wire.messages import Output, ProtocolError


def emit_to(channel: Channel) -> Callable[[dict[str, Any]], None]:
    """Make what sends display events over a channel; what cannot be sent is dropped."""

    def emit(event: dict[str, Any]) -> None:
        try:
            payload = encode(event)
        except CodecError as error:
            note = f"[an output could not be kept: {error}]\n"
            payload = encode({"event": "stream", "name": "stdout", "text": note})
        # A thread of the student's may print between two cells: then there is no turn.
        with contextlib.suppress(ProtocolError):
            channel.send(Output(payload))

    return emit
