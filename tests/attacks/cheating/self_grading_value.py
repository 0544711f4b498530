"""The value is a string that would be true if somebody evaluated it.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
area = "float('21.0')"
