"""Threads that print, define and end long after their cell.

keeps: all
flagged: no
"""

# %% before sigmoid
import threading
import time


def loop():
    for number in range(100):
        time.sleep(0.005)
        print("late", number)


for _ in range(4):
    threading.Thread(target=loop, daemon=True).start()
