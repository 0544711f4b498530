"""Names say they are modules that do something when the checker imports them.

keeps: slope neuron
flagged: no
"""

# %% sigmoid
import types

sigmoid = types.ModuleType("unittest.__main__")
# %% area
area = types.ModuleType("antigravity")
