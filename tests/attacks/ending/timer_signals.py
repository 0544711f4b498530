"""A timer interrupts the engine itself, a thousand times a second.

keeps: all
flagged: either
"""

# %% before sigmoid
import signal


def handler(*args):
    pass


signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
