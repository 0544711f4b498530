"""False, zero and a half are overwritten in memory, for all who share it.

keeps: none
flagged: either
"""

# %% before sigmoid
import ctypes
import sys

size = sys.getsizeof(1)
for number in range(10):
    ctypes.memmove(id(number) + 24, id(1) + 24, size - 24)
ctypes.memmove(id(False) + 24, id(True) + 24, size - 24)
# %% sigmoid
sigmoid = 1
# %% area
area = 3
# %% slope
slope = 5
# %% neuron
Neuron = 7
