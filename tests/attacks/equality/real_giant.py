"""Ten gigabytes, for real.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.ones(1_250_000_000)
