"""A repr of a gigabyte, in case an error message shows the value.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
class Long:
    def __repr__(self):
        return "x" * 10**9

    __str__ = __repr__


area = Long()
