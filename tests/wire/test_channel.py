from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgpack import ExtType

from autograder.wire import messages
from autograder.wire.channel import Channel, ChannelClosedError, ReplyTimeoutError
from autograder.wire.codec import encode
from autograder.wire.encoder import pack
from autograder.wire.messages import (
    Ask,
    AskEach,
    Callback,
    Lookup,
    ProtocolError,
    Raised,
    Release,
    Result,
)
from autograder.wire.order import Party, State


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel]]:
    ours, theirs = socket.socketpair()
    yield Channel(ours, Party.ASKER), Channel(theirs, Party.ANSWERER)
    ours.close()
    theirs.close()


@pytest.fixture
def raw() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield Channel(ours, Party.ASKER), theirs
    ours.close()
    theirs.close()


def soon() -> float:
    return time.monotonic() + 0.2


def frame(*body: object) -> bytes:
    data = pack(list(body))
    return len(data).to_bytes(4, "big") + data


RESULT = messages._CODES[Result]


def test_every_message_survives_the_journey(ends) -> None:
    asker, answerer = ends
    steps = [
        (asker, Release([1, 2])),
        (asker, Lookup(1, "f")),
        (answerer, Result(1, b"x", b"")),
        (asker, Ask(2, 5, "call", b"")),
        (answerer, Callback(9, 1, b"")),
        (asker, Lookup(3, "g")),
        (answerer, Raised(3, ["NameError"], "no", b"")),
        (asker, Result(9, b"", b"")),
        (answerer, Raised(2, ["ValueError", "Exception"], "bad", b"e")),
    ]
    for sender, message in steps:
        receiver = answerer if sender is asker else asker
        sender.send(message, soon())
        assert receiver.receive(soon()) == message
    assert asker.state is answerer.state is State.READY


def test_what_is_asked_at_once_has_its_replies_in_order(ends) -> None:
    asker, answerer = ends
    asks = [Ask(4, 1, "call", b"x"), Ask(5, 2, "call", b"y"), Ask(6, 1, "call", b"")]
    asker.send(AskEach.of(asks))
    message = answerer.receive(soon())
    assert isinstance(message, AskEach)
    assert message.asks() == asks
    answerer.send(Result(4, b"", b""))
    answerer.send(Callback(1, 1, b""))
    for each in (Result(4, b"", b""), Callback(1, 1, b"")):
        assert asker.receive(soon()) == each
    asker.send(Result(1, b"", b""))
    assert answerer.receive(soon()) == Result(1, b"", b"")
    answerer.send(Raised(5, [], "", b""))
    answerer.send(Result(6, b"", b""))
    for number in (5, 6):
        assert asker.state is State.ASKED
        assert getattr(asker.receive(soon()), "number", 0) == number
    assert asker.state is answerer.state is State.READY


@pytest.mark.parametrize("numbers", [(5, 4), (4, 4), (4, 6), (4, 5, 6)])
def test_replies_out_of_their_order_are_refused(raw, numbers: tuple[int, ...]) -> None:
    channel, other = raw
    channel.send(AskEach(4, 2, b""))
    for number in numbers:
        other.sendall(frame(RESULT, number, b"", b""))
    with pytest.raises(ProtocolError):
        for _ in numbers:
            channel.receive(soon())


def test_reply_to_another_request_is_refused(ends) -> None:
    asker, answerer = ends
    asker.send(Lookup(1, "x"))
    answerer.receive()
    with pytest.raises(ProtocolError):
        answerer.send(Result(2, b"", b""))


def test_early_frame_kills_the_channel(raw) -> None:
    asker, theirs = raw
    theirs.sendall(frame(RESULT, 1, b"", b""))
    for _ in range(2):
        with pytest.raises(ProtocolError):
            asker.send(Lookup(1, "x"))


def test_doubled_reply_kills_the_channel(raw) -> None:
    asker, theirs = raw
    asker.send(Lookup(1, "x"))
    theirs.sendall(2 * frame(RESULT, 1, b"", b""))
    assert asker.receive(soon()) == Result(1, b"", b"")
    with pytest.raises(ProtocolError):
        asker.send(Lookup(2, "x"))


BAD_FRAMES = {
    "too large": b"\xff\xff\xff\xff",
    "no value": b"\x00\x00\x00\x01\xc1",
    "no message": frame()[:4] + frame()[4:],
    "unknown kind": frame(99, 1),
    "negative kind": frame(-1, 1),
    "too few fields": frame(RESULT, 1),
    "bool for int": frame(RESULT, True, b"", b""),
    "text for bytes": frame(RESULT, 1, "", b""),
    "list of the wrong": frame(messages._CODES[Raised], 1, encode([1]), "", b"", ""),
    "bare list": frame(messages._CODES[Raised], 1, ["a"], "", b"", ""),
    "extension": frame(RESULT, 1, ExtType(3, b"\x90"), b""),
    "mapping": frame(RESULT, 1, {}, b""),
    "a thousand deep": b"\x00\x00\x03\xe8" + 1000 * b"\x91",
    "wrong number": frame(RESULT, 2, b"", b""),
    "wrong turn": frame(messages._CODES[Lookup], 1, "x"),
}


@pytest.mark.parametrize("name", BAD_FRAMES)
def test_bad_frame_kills_the_channel(raw, name: str) -> None:
    asker, theirs = raw
    asker.send(Lookup(1, "x"))
    theirs.sendall(BAD_FRAMES[name])
    for _ in range(2):
        with pytest.raises(ProtocolError):
            asker.receive(soon())


def test_silence_and_hanging_up_are_told_apart(raw) -> None:
    asker, theirs = raw
    asker.send(Lookup(1, "x"))
    theirs.sendall(frame(RESULT, 1, b"", b"")[:5])
    with pytest.raises(ReplyTimeoutError):
        asker.receive(soon())
    theirs.close()
    with pytest.raises(ChannelClosedError):
        asker.receive(soon())


@given(st.binary(max_size=100))
def test_random_bytes_never_raise_anything_else(data: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        asker = Channel(ours, Party.ASKER)
        asker.send(Lookup(1, "x"))
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises((ProtocolError, ChannelClosedError)):
            asker.receive(soon())
