"""Effects of impossible types: keys that are no arguments, warnings that are none.

keeps: area
flagged: yes
"""

# %% sigmoid
import autograder.engine.student as student
from autograder.wire.codec import encode


class Bad:
    def __init__(self, **parts):
        pass

    def to_bytes(self):
        return encode([{0: 7, "x": None}, 2.5, [[1, 2, 3, 4]], [["stdin", 3]]])


student.Effects = Bad


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
