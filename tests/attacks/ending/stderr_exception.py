"""A warning class made on the fly, with a name that is an exception's.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import warnings


class AssertionError(UserWarning):
    pass


def sigmoid(x):
    warnings.warn("no", AssertionError, stacklevel=0)
    return 0.25
