"""Ten gigabytes, claimed by strides: eight bytes of memory.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.broadcast_to(0.5, (1_250_000_000,))
