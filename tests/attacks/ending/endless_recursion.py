"""Recursion without a limit.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import sys

sys.setrecursionlimit(10**9)


def sigmoid(x):
    return sigmoid(x)
