"""Lists in lists, a hundred thousand deep.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    a = 0.5
    for _ in range(100_000):
        a = [a]
    return a
