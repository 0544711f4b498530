"""A network of one's own: a new one has but a loopback device, which is down."""

from __future__ import annotations

import socket
import struct
import sys

_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1
_REQUEST = "16sh22x"  # struct ifreq, with a name and flags


def raise_loopback() -> None:
    """Let the processes of this network namespace reach one another.

    Needs the capability to change the network.
    """
    if sys.platform == "linux":
        import fcntl

        request = struct.pack(_REQUEST, b"lo", _IFF_UP)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, _SIOCSIFFLAGS, request)
