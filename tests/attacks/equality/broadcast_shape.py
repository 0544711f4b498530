"""The right numbers in a shape with an axis too many.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    right = 1 / (1 + np.exp(-np.asarray(x)))
    return np.broadcast_to(right, (3, *right.shape))
