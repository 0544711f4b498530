"""The visible case, by heart.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    return 0.5
