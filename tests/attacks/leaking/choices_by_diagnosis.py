"""What stands in for a wrong answer is given back by a later one.

Diagnosis puts references of earlier wrong answers into the student's process; what a
later answer gives is shown on the page.

keeps: sigmoid
flagged: no
"""

# %% area
area = 12345.0

# %% slope
def slope(f, x, h=1e-5):
    return f"area is {area} {sigmoid}"

# %% neuron
class Neuron:
    def __init__(self, w, b):
        raise ValueError(area)
