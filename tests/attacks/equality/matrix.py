"""numpy.matrix, whose product and equality are other ones.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return np.asmatrix(np.zeros(np.shape(x) or 1))
