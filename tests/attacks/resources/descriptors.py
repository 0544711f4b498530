"""All descriptors there are.

keeps: all
flagged: either
"""

# %% before area
import os

hoard = []
try:
    while True:
        hoard.append(os.pipe())
except OSError:
    pass
