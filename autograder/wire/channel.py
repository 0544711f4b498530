"""One end of a stream socket, over which messages come in frames and in order.

A frame is four bytes of length and one message. The length is checked before anything
is read. A frame that is malformed or out of turn raises :class:`.ProtocolError`, and
the channel is dead from then on.
"""

from __future__ import annotations

import contextlib
import select
import signal
import socket
import struct
import time
from collections.abc import Iterable

from autograder.wire.codec import MAX_MESSAGE_BYTES, CodecError
from autograder.wire.messages import REQUESTS, Message, ProtocolError, parse
from autograder.wire.order import Order, Party, State

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 20
MAX_FRAME_BYTES = MAX_MESSAGE_BYTES
"""The frame of a message holds its value as bytes, so both have the same limit."""


class ChannelClosedError(Exception):
    """The other end is gone."""


class ReplyTimeoutError(Exception):
    """No complete reply before the deadline."""


class Channel:
    """One end of a socket, with the order of messages enforced."""

    def __init__(self, sock: socket.socket, party: Party) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._order = Order(party)
        self._buffer = bytearray()
        self.failure = ""
        self.bytes_received = 0

    def fileno(self) -> int:
        """Return the descriptor, for ``select``."""
        return self._sock.fileno()

    @property
    def state(self) -> State:
        """What is due now."""
        return self._order.state

    def close(self) -> None:
        """Close the channel; the other end notices."""
        self._sock.close()

    def has_data(self) -> bool:
        """Tell whether bytes are here that ``select`` on the socket no longer sees."""
        return bool(self._buffer)

    def is_closed(self) -> bool:
        """Say if the other end has hung up, as far as can be told without waiting."""
        if self._sock.fileno() < 0:
            return True
        try:
            return not self._sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def send(self, message: Message, deadline: float | None = None) -> None:
        """Send one message.

        Args:
            message: what to send; it has to be legal now.
            deadline: when to give up, by ``time.monotonic``.

        Raises:
            ProtocolError: it is not its turn, or the other end has spoken before it.
            ChannelClosedError: the other end is gone.
            ReplyTimeoutError: the other end did not take it in time.
        """
        self._check_alive()
        if isinstance(message, REQUESTS):
            self._refuse_early_frame()
        before = _hold_interrupts()
        try:
            self._order.sent(message)
            body = message.to_bytes()
            self._write(_LENGTH.pack(len(body)) + body, deadline)
        finally:
            _let_interrupts(before)

    def receive(self, deadline: float | None = None) -> Message:
        """Wait for one message.

        Raises:
            ProtocolError: it is malformed, forged or out of turn.
            ChannelClosedError: the other end is gone.
            ReplyTimeoutError: it did not come in time.
        """
        self._check_alive()
        try:
            message = parse(self._read_frame(deadline))
            self._order.received(message)
        except (ProtocolError, CodecError) as error:
            self.failure = str(error)
            raise ProtocolError(self.failure) from None
        return message

    def _check_alive(self) -> None:
        if self.failure:
            raise ProtocolError(f"the channel is dead: {self.failure}")

    def _refuse_early_frame(self) -> None:
        """Raise if something has arrived before the request that it would answer."""
        if self._buffer or select.select([self._sock], [], [], 0)[0]:
            early = bool(self._buffer)
            with contextlib.suppress(BlockingIOError, ConnectionError):
                early = early or bool(self._sock.recv(1, socket.MSG_PEEK))
            if early:
                self.failure = "a reply came before the request"
                raise ProtocolError(self.failure)

    def _read_frame(self, deadline: float | None) -> bytes:
        """Return a whole frame; what has come of it stays for a later try."""
        head = _LENGTH.size
        self._fill(head, deadline)
        length = _LENGTH.unpack_from(self._buffer)[0]
        if length > MAX_FRAME_BYTES:
            raise ProtocolError("a frame claims to be too large")
        self._fill(head + length, deadline)
        data = bytes(self._buffer[head : head + length])
        del self._buffer[: head + length]
        return data

    def _fill(self, size: int, deadline: float | None) -> None:
        """Wait until so many bytes are in the buffer."""
        while len(self._buffer) < size:
            try:
                chunk = self._sock.recv(min(_CHUNK, max(size, 4096)))
            except BlockingIOError:
                _wait(self._sock, deadline, reading=True)
                continue
            except ConnectionError:
                chunk = b""
            if not chunk:
                raise ChannelClosedError
            self.bytes_received += len(chunk)
            self._buffer += chunk

    def _write(self, data: bytes, deadline: float | None) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._sock.send(view) :]
            except BlockingIOError:
                _wait(self._sock, deadline, reading=False)
            except ConnectionError:
                raise ChannelClosedError from None


def _hold_interrupts() -> Iterable[int]:
    """Let an interrupt wait: half a frame would make forged ones of all that follow."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return ()
    return signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))


def _let_interrupts(before: Iterable[int]) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait(sock: socket.socket, deadline: float | None, reading: bool) -> None:
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        raise ReplyTimeoutError
    read, write = ([sock], []) if reading else ([], [sock])
    select.select(read, write, [], left)
