"""An integer that takes minutes to print or to divide.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
area = 1 << 50_000_000
