"""SIGSTOP: neither running nor dead.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import os
import signal


def sigmoid(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(0)
