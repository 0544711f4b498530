"""Memory until there is none.

keeps: all
flagged: no
"""

# %% before area
hoard = []
while True:
    hoard.append(bytearray(b"x" * (1 << 24)))
