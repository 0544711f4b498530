"""Well-made outputs without end: the session always has something to read.

keeps: all
flagged: either
"""

# %% before area
import gc
import struct

from autograder.wire.codec import encode
from autograder.wire.channel import Channel
from autograder.wire.messages import Output
from autograder.wire.order import Party

event = encode({"event": "stream", "name": "stdout", "text": "x"})
body = Output(event).to_bytes()
frames = (struct.pack(">I", len(body)) + body) * 5000
for thing in gc.get_objects():
    if type(thing) is Channel and thing._order._party is Party.RUNNER:
        thing._sock.setblocking(True)
        while True:
            try:
                thing._sock.sendall(frames)
            except KeyboardInterrupt:
                pass
