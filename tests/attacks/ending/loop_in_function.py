"""An endless loop in a tested function costs its exercise.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    while True:
        pass
