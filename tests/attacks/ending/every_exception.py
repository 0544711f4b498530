"""Reading the value raises, one after another, every exception there is.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
import builtins


class Raising:
    kinds = [
        kind
        for kind in vars(builtins).values()
        if isinstance(kind, type) and issubclass(kind, BaseException)
    ]

    def __getattribute__(self, name):
        raise Raising.kinds.pop()("x")

    def __gt__(self, other):
        return True


area = Raising()
