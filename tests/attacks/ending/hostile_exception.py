"""An exception whose name, text and bases bite.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit

    def __subclasscheck__(cls, other):
        return True


class Bad(Exception, metaclass=Meta):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def sigmoid(x):
    raise Bad
