"""Threads without end.

keeps: all
flagged: no
"""

# %% before area
import threading
import time

while True:
    threading.Thread(target=time.sleep, args=(1000,)).start()
