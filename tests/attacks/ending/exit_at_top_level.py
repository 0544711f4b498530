"""A cell of its own ends the process: it costs nothing but itself.

keeps: all
flagged: no
"""

# %% before area
import os

os._exit(0)
