"""The streams, their files and the sink are replaced by what bites.

keeps: all
flagged: either
"""

# %% before area
import os
import sys

sys.stdout = sys.stderr = sys.__stdout__ = None
shell = get_ipython()
shell.sink.emit_event = lambda event: 1 / 0
shell.sink.muted = "yes"
for fd in (0, 1, 2):
    os.close(fd)
