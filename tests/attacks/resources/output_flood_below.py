"""Text without end, below Python.

keeps: all
flagged: no
"""

# %% before area
import os

line = b"y" * (1 << 20)
while True:
    os.write(1, line)
