"""A null pointer.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import ctypes


def sigmoid(x):
    ctypes.string_at(0)
