"""A destructor that never ends, and swallows interrupts.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
class Late:
    def __del__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


def sigmoid(x):
    Late()
    return 0.5
