"""abort, as failed assertions in C do.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import os


def sigmoid(x):
    os.abort()
