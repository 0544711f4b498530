"""Text without end from a tested function, on both streams.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import sys


def sigmoid(x):
    while True:
        print("z" * 10_000)
        print("z" * 10_000, file=sys.stderr)
