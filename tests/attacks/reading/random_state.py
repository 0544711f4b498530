"""The state of the generators tells with which seed a test draws.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import random

states = []


def sigmoid(x):
    states.append((np.random.get_state(), random.getstate()))
    return 0.5
# %%
for numpy_state, python_state in states:
    print(numpy_state[1][:3], python_state[1][:3], numpy_state[2])
