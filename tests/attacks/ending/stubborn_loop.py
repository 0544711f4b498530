"""A loop that catches every exception, interrupts among them.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
