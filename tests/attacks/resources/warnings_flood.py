"""A hundred thousand different warnings a call.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import warnings


def sigmoid(x):
    for number in range(20_000):
        warnings.warn(f"{number} " + "w" * 2000, stacklevel=1)
    return 0.5
