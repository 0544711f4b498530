"""Containers of base types' subclasses, with the lie one level down.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
class Key(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Lying(dict):
    def __eq__(self, other):
        return True

    def __gt__(self, other):
        return True


area = Lying({Key("a"): [Key("b")]})
