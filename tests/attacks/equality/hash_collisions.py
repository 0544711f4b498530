"""A set of numbers that all have one hash, so that reading it takes minutes.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import sys

MODULUS = sys.hash_info.modulus


def sigmoid(x):
    return {k * MODULUS for k in range(1, 40_000)}
