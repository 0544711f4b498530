"""All signals are ignored, and then the cell sleeps.

keeps: all
flagged: no
"""

# %% before slope
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
time.sleep(1000)
