"""Answers are large in every way that is small on the wire.

A range, texts of different lengths, arrays without elements and huge numbers, all of
them compared with the reference and the known mistakes.

keeps: area
flagged: no
"""

# %% sigmoid
calls = []


def sigmoid(x):
    calls.append(x)
    return [
        range(10**9),
        ["x" * 1_000_000, *["a"] * 2000],
        np.zeros((40_000_000, 0)),
        10**5000,
        {number: str(number) for number in range(50_000)},
        np.zeros(2_000_000),
    ][len(calls) % 6]

# %% slope
def slope(f, x, h=1e-5):
    return [range(10**9), 10**5000, np.zeros((2, 20_000_000, 0)).tolist is None]

# %% neuron
def Neuron(w, b):
    return [np.zeros(60_000, bool)] * 60 + [np.zeros(60_000, complex)]
