"""A regular expression that backtracks for ever, which no interrupt reaches.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
import re


def sigmoid(x):
    return re.match("(a|aa)+$", "a" * 60 + "b")
