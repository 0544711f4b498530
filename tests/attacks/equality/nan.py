"""Not a number: neither smaller nor larger than any tolerance.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.full(np.shape(x), np.nan) if np.ndim(x) else float("nan")
