"""The callback is called for ever.

keeps: sigmoid area neuron
flagged: no
"""

# %% slope
def slope(f, x):
    while True:
        f(x)
