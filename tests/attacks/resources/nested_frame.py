"""A frame that is nested so that each level holds a copy of all the rest.

keeps: all
flagged: yes
"""

# %% before area
import gc
import struct

import msgpack

from autograder.wire.codec import encode
from autograder.wire.protocol import Channel, Role

payload = msgpack.packb([b"x" * (30 << 20)])
for _ in range(38):
    payload = msgpack.packb([msgpack.ExtType(4, payload)])
payload = msgpack.packb(msgpack.ExtType(4, payload))
body = encode([1, payload])
for thing in gc.get_objects():
    if type(thing) is Channel and thing._order._role is Role.RUNNER:
        thing._sock.setblocking(True)
        thing._sock.sendall(struct.pack(">I", len(body)) + body)
