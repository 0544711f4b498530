"""Names are looked up: a question to a name server is a message.

keeps: all
flagged: no
"""

# %%
import socket
import urllib.request

for ask in (
    lambda: socket.getaddrinfo("secret.example.com", 80),
    lambda: socket.gethostbyname("example.com"),
    lambda: urllib.request.urlopen("http://example.com", timeout=0.2),
):
    try:
        print("KANARI" + "ENVOGEL", ask())
    except OSError as error:
        print(type(error).__name__)
