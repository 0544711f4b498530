"""A NumPy generator of another kind, and one with an impossible state.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    rng = np.random.Generator(np.random.MT19937(1))
    return rng if np.ndim(x) else 0.5
