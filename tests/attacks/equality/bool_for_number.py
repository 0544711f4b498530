"""True in place of a number.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
area = np.True_
