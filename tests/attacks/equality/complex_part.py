"""The right real part, with an imaginary one.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x))) + 1j
