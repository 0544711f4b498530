"""Nothing at all: all of its elements are close to anything.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.empty((0, *np.shape(x))) if np.ndim(x) else np.array([])
