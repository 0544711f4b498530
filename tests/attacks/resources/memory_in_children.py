"""Memory that is shared, mapped and spread over many processes.

keeps: all
flagged: no
"""

# %% before area
import mmap
import os
import time

for _ in range(200):
    try:
        if os.fork() == 0:
            area = mmap.mmap(-1, 1 << 27)
            area.write(b"x" * (1 << 27))
            time.sleep(1000)
    except OSError:
        break
time.sleep(1000)
