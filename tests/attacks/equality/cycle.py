"""A list that contains itself.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    a = [0.5]
    a.append(a)
    return a
