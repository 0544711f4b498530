"""SIGKILL, and whatever else can be sent to oneself.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import os
import signal


def sigmoid(x):
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGABRT):
        os.kill(os.getpid(), number)
    os._exit(1)
