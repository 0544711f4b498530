"""The test's own function is asked for what it knows, far from where it should be.

keeps: sigmoid area neuron
flagged: no
"""

# %% slope
def slope(f, x):
    return max(f(float(k)) for k in range(-50, 50))
