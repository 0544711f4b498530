"""Hidden inputs are the text of a warning.

keeps: area slope neuron
flagged: no
echoes: outputs
"""

# %% sigmoid
import warnings


def sigmoid(x):
    warnings.warn(f"asked for {np.asarray(x).tolist()}", stacklevel=1)
    return 1 / (1 + np.exp(-x))
