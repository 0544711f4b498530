"""Minus zero, and an infinite value.

keeps: slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.copysign(0.0, -np.ones_like(x))
# %% area
area = float("inf")
