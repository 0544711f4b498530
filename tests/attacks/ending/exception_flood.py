"""A chain of ten thousand exceptions with texts of megabytes.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    error = None
    for _ in range(10_000):
        new = ValueError("x" * 1000)
        new.__cause__, error = error, new
    raise ValueError("y" * 30_000_000) from error
