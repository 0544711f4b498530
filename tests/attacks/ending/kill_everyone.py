"""SIGKILL to all processes it may reach, its parent and its group first.

keeps: all
flagged: no
"""

# %% before area
import os
import signal

for pid in (os.getppid(), 0, -1, -os.getpgrp(), 1, *range(2, 300)):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
