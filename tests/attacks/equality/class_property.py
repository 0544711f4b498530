"""An object that says its class is float.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
class Liar:
    @property
    def __class__(self):
        return float

    def __getattr__(self, name):
        return getattr(21.0, name)


area = Liar()
