"""Sockets of the file system and abstract ones, of every kind.

keeps: all
flagged: no
"""

# %%
import glob
import socket

for path in ["\0planted", "/run/dbus/system_bus_socket", "/dev/log", *glob.glob("/tmp/**/*")]:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            sock = socket.socket(socket.AF_UNIX, kind)
            sock.connect(path)
            print("KANARI" + "ENVOGEL connected", path)
        except OSError as error:
            pass
for kind in (socket.AF_NETLINK, socket.AF_PACKET, getattr(socket, "AF_VSOCK", 40)):
    try:
        socket.socket(kind, socket.SOCK_RAW)
        print("KANARI" + "ENVOGEL", kind)
    except OSError:
        pass
