"""Metadata of megabytes on every display; only the data were counted.

keeps: all
flagged: no
"""

# %% before area
from IPython.display import display

for _ in range(12):
    display({"text/plain": "x"}, raw=True, metadata={"text/plain": {"x": "y" * (1 << 24)}})
