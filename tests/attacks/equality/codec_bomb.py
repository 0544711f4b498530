"""Shared references: a small object that has 2**60 elements when written out.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    a = [0.5]
    for _ in range(35):
        a = [a, a]
    return a
