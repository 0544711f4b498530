"""A connection to the world, to the local machine, and a server.

keeps: all
flagged: no
"""

# %%
import socket

for family, address in (
    (socket.AF_INET, ("1.1.1.1", 80)), (socket.AF_INET, ("127.0.0.1", 22)),
    (socket.AF_INET6, ("::1", 22)),
):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            sock = socket.socket(family, kind)
            sock.settimeout(0.2)
            sock.connect(address)
            sock.send(b"x")
            print("KANARI" + "ENVOGEL connected", address)
        except OSError as error:
            print(type(error).__name__)
try:
    server = socket.create_server(("127.0.0.1", 0))
    print("KANARI" + "ENVOGEL serves")
except OSError as error:
    print(type(error).__name__)
