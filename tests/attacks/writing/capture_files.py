"""The files behind descriptors 1 and 2 are grown to sparse terabytes.

keeps: all
flagged: either
"""

# %% before area
import os

for fd in (1, 2):
    for size in (1 << 40, 1 << 25, 1 << 20):
        try:
            os.ftruncate(fd, size)
            break
        except OSError:
            pass
