"""A type whose name and module are objects, or millions of characters long.

keeps: sigmoid slope neuron
flagged: either
"""

# %% area
area = type("A" * 5_000_000, (), {"__module__": "numpy.testing", "__qualname__": "x"})()
