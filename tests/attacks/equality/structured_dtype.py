"""Arrays of records, of dates, of strings.

keeps: area slope neuron
flagged: no
"""

# %% sigmoid
def sigmoid(x):
    kinds = [[("a", "f8")], "M8[s]", "U10", "V16"]
    return np.zeros(np.shape(x), dtype=kinds[int(np.size(x)) % 4])
