"""Callbacks with arguments that hurt: huge, nested, of foreign types.

keeps: sigmoid area neuron
flagged: either
"""

# %% slope
def slope(f, x):
    for value in (np.ones(5_000_000), "x" * 10**7, slope, f, 10**1000, object()):
        try:
            f(value)
        except Exception:
            pass
    return f(f) if x > 1 else 0.0
