"""A timer that raises in whatever runs at that moment, the engine's own code included.

keeps: slope neuron
flagged: either
"""

# %% sigmoid
import signal


def handler(*args):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, handler)


def sigmoid(x):
    signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
    return 0.5
# %% before area
import signal

signal.setitimer(signal.ITIMER_REAL, 0)
# %% area
area = 20.0
